"""The workbook of registers and annual figures in words: heads, cells, how each sheet counts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from core.pages import one_by_one
from dashboards.queries.scope import Scope
from dashboards.wording import captions, definitions
from dashboards.wording import scope as scope_wording
from dashboards.wording.captions import Basis
from documents.queries import briefings, registers, years
from documents.queries.years import Year
from documents.terms.briefings import Promised
from documents.terms.workbooks import Cell, Sheet, Workbook
from events.models import Donation
from events.wording import times
from partnerships.enums import CommitmentState, Firmness
from partnerships.models import Agreement, Commitment
from partnerships.queries.agreements import standing
from partnerships.wording import agreements as agreement_wording

Row = tuple[Cell, ...]


def workbook(scope: Scope) -> Workbook:
    """Return the workbook of a scope; its rows are read while it is written."""
    return Workbook(
        title=_("Registers and annual figures"),
        notes_name=_("Notes"),
        asked=_asked(scope),
        sheets=(
            _agreements(scope),
            _commitments(scope),
            _areas(scope),
            _years(scope),
            _handed_over(scope),
        ),
    )


def _asked(scope: Scope) -> list[tuple[str, str]]:
    return [
        *scope_wording.asked(scope),
        (_("Read by"), _("You see here what you may see in the network.")),
        (_("Empty cells"), _("Nobody wrote it down. It is not zero.")),
    ]


def _agreements(scope: Scope) -> Sheet:
    heads = (
        *(_("Agreement"), _("Type"), _("Parties"), _("Countries"), _("State")),
        *(_("Signed on"), _("Valid from"), _("Valid until"), _("Has no end")),
    )
    rows = (
        _agreement(each, scope.today) for each in one_by_one(registers.listed_agreements(scope))
    )
    counts = _(
        "Each agreement with a party in the country. Only the country narrows this register."
    )
    return Sheet(_("Agreements"), heads, rows, counts)


def _agreement(each: Agreement, today: date) -> Row:
    parties = [party.organization for party in each.parties.all()]
    countries = dict.fromkeys(str(party.country) for party in parties if party.country)
    return (
        each.title,
        each.type.name,
        "; ".join(party.name for party in parties),
        "; ".join(countries),
        agreement_wording.status(standing(each, today=today)).label,
        *(each.signed_on, each.starts_on, each.ends_on),
        _yes(each.is_open_ended),
    )


def _commitments(scope: Scope) -> Sheet:
    heads = (
        *(_("Pairing"), _("Area of cooperation"), _("What was agreed"), _("Who promises")),
        *(_("Promised to"), _("How firm"), _("Agreed on"), _("From"), _("Until"), _("How many")),
        *(_("Of what"), _("State"), _("Late"), _("Closed on"), _("Verified")),
        *(_("First due"), _("Times moved")),
    )
    rows = (_commitment(each, scope.today) for each in one_by_one(registers.commitments(scope)))
    counts = _(
        "What was agreed in the period, with what became of it. What was dropped is shown as well."
    )
    return Sheet(_("Agreed areas"), heads, rows, _counting(scope, counts, Basis.PROMISES))


def _commitment(each: Commitment, today: date) -> Row:
    return (
        *(each.pairing.title, each.area.name, each.text),
        *(_name(each.promised_by), _name(each.promised_to)),
        str(Firmness(each.firmness).label),
        *(each.agreed_on, each.starts_on, each.ends_on, each.quantity, each.unit),
        str(CommitmentState(each.state).label),
        _yes(each.is_late(today)),
        each.closed_on,
        _yes(each.is_verified),
        *(each.first_day, each.times_moved),
    )


def _areas(scope: Scope) -> Sheet:
    heads = (
        *(_("Area of cooperation"), _("Wished"), _("Proposed"), _("Agreed"), _("Planned")),
        *(_("Done"), _("Verified"), _("Late"), _("Late by the first day"), _("Dropped")),
    )
    rows = map(_area, briefings.promised(scope))
    counts = " ".join(
        (
            _("What was promised is counted once, by how firm it is."),
            definitions.promised(),
            definitions.moved(),
        )
    )
    counts = _counting(scope, counts, Basis.PROMISES)
    return Sheet(_("Promised and delivered"), heads, rows, counts)


def _area(each: Promised) -> Row:
    firm = (each.wished, each.proposed, each.agreed, each.planned)
    return (each.area, *firm, each.done, each.verified, each.late, each.late_at_first, each.dropped)


def _years(scope: Scope) -> Sheet:
    heads = (
        *(_("Year"), _("Workshops held"), _("Workshops with a number of participants")),
        *(_("Participants"), _("Women"), _("Men"), _("Sex not known"), _("Person-days")),
        *(_("People reached, as updates say"), _("Women reached, as updates say")),
        *(_("Things handed over"), _("Experts sent"), _("Value in kind")),
    )
    counts = " ".join(
        (
            definitions.meetings(),
            _("Person-days: participants times the days of the workshop, where both are known."),
            _("Women and men count where both numbers of a workshop are known."),
            _("One person may be in several workshops and updates, and counts each time."),
            _("We do not know the experts sent (TOSSD modality D01), nor values in kind."),
            _reached(scope),
        )
    )
    return Sheet(_("Annual figures"), heads, map(_year, years.by_year(scope)), counts)


def _year(each: Year) -> Row:
    known, women = each.people_where_women_known, each.women
    men = None if known is None or women is None else known - women
    unknown = None if each.people is None else each.people - (known or 0)
    return (
        *(each.year, each.workshops, each.workshops_with_figure, each.people, women, men, unknown),
        *(each.person_days, each.reached, each.reached_women, each.handed_over, None, None),
    )


def _handed_over(scope: Scope) -> Sheet:
    heads = (
        *(_("What was handed over"), _("Meeting"), _("Date"), _("Given by"), _("Given to")),
        *(_("How many"), _("Worth")),
    )
    rows: Iterator[Row] = map(_donation, one_by_one(years.donations(scope)))
    counts = _("What was handed over at workshops in the period. Numbers and values as written.")
    return Sheet(_("Equipment and gifts"), heads, rows, counts)


def _donation(each: Donation) -> Row:
    return (
        *(each.what, each.event.title, times.days(each.event)),
        *(_name(each.giver) or each.giver_name, _name(each.receiver) or each.receiver_name),
        *(each.quantity, each.value),
    )


def _counting(scope: Scope, counts: str, basis: Basis) -> str:
    """Say how a sheet counts, and which of the chosen filters change nothing in it."""
    limits = captions.limits(basis, scope)
    return f"{counts} {limits}." if limits else counts


def _reached(scope: Scope) -> str:
    limits = captions.limits(Basis.UPDATES, scope)
    return _("People reached: %(limits)s.") % {"limits": limits} if limits else ""


def _name(organization: object) -> str:
    return str(organization) if organization else ""


def _yes(value: bool) -> str:  # noqa: FBT001 — a formatter of one value
    return _("yes") if value else ""
