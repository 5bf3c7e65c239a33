"""What a briefing says of a country: the figures of the dashboard, and what lies behind them."""

from __future__ import annotations

from datetime import date
from typing import Any

from dashboards.enums import ConcernKind
from dashboards.queries import figures, numbers, promises, rows
from dashboards.queries.attention import waiting_rows
from dashboards.queries.scope import Scope
from documents.queries import ahead, decisions
from documents.terms.briefings import Counts, Ending, Facts, Partnership, Promised
from network.models import Country
from partnerships.models import Comment, PairingParty
from partnerships.models.agreements import AgreementQuerySet

# Two pages hold so many rows of each list.
PAIRINGS, ENDING = 8, 4


def facts(scope: Scope, country: Country) -> Facts:
    """Return what the reader of ``scope`` may be told of ``country``."""
    agreements = rows.signed(scope)
    ending = _ending(agreements, scope.today)
    coming, coming_total = ahead.coming(scope)
    waiting, waiting_total = decisions.open_points(_waiting(scope))
    return Facts(
        country=country.name,
        counts=_counts(scope, agreements),
        partnerships=tuple(
            _partnership(row, country) for row in figures.pairing_rows(scope, PAIRINGS)
        ),
        promised=promised(scope),
        ending=tuple(_shown_ending(each) for each in ending[:ENDING]),
        ending_total=ending.count(),
        end_not_known=agreements.in_force(scope.today)
        .filter(ends_on=None, is_open_ended=False)
        .count(),
        coming=coming,
        coming_total=coming_total,
        open=waiting,
        open_total=waiting_total,
    )


def _waiting(scope: Scope) -> dict[ConcernKind, Any]:
    """Return what waits, for whoever it is: a paper says the same whoever issues it."""
    questions = rows.of_pairings(Comment.objects.visible_to(scope.user), scope).open()
    questions = questions.select_related("pairing")
    everybodys = {ConcernKind.OPEN_QUESTION: questions.order_by("submitted_at", "pk")}
    return waiting_rows(scope) | everybodys


def promised(scope: Scope) -> tuple[Promised, ...]:
    """Return what was promised in each area, the fullest first, as the dashboard counts it."""
    return tuple(Promised(line.name, **vars(line.sums)) for line in promises.by_area(scope))


def _counts(scope: Scope, agreements: AgreementQuerySet) -> Counts:
    overview = numbers.overview(scope)
    people, actions, before = overview.head_counts, overview.actions, overview.before
    return Counts(
        open_pairings=overview.open_pairings,
        begun_pairings=overview.begun_pairings,
        workshops=overview.workshops,
        workshops_before=before.head_counts.workshops if before else None,
        workshops_with_figure=people.workshops_with_figure,
        people=people.people,
        women=people.women,
        people_where_women_known=people.people_where_women_known,
        persons_with_disabilities=people.persons_with_disabilities,
        actions_due=actions.total,
        actions_on_time=actions.on_time,
        actions_overdue=actions.overdue,
        actions_late_at_first=actions.late_at_first,
        agreements_in_force=agreements.in_force(scope.today).count(),
    )


def _partnership(row: Any, country: Country) -> Partnership:
    parties = list(row.pairing.parties.all())
    return Partnership(
        own=_names(parties, country, abroad=False),
        abroad=_names(parties, country, abroad=True),
        phase=row.pairing.phase,
        status=row.standing.status.value,
        silent_days=row.standing.silent_days,
        last_contact_on=row.pairing.last_contact_on,
        last_contact_since=row.pairing.last_contact_since,
    )


def _names(parties: list[PairingParty], country: Country, *, abroad: bool) -> tuple[str, ...]:
    """Return the parties of the country, or those abroad with theirs."""
    of = [each.organization for each in parties]
    if not abroad:
        return tuple(each.name for each in of if each.country_id == country.pk)
    elsewhere = [each for each in of if each.country_id != country.pk]
    return tuple(
        f"{each.name} ({each.country})" if each.country else each.name for each in elsewhere
    )


def _ending(agreements: AgreementQuerySet, today: date) -> AgreementQuerySet:
    return (
        agreements.ending(today).prefetch_related("parties__organization").order_by("ends_on", "pk")
    )


def _shown_ending(agreement: Any) -> Ending:
    parties = tuple(each.organization.name for each in agreement.parties.all())
    return Ending(agreement.title, parties, agreement.ends_on)
