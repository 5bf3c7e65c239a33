"""Each figure as a table for a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import SignedInRequest, shows
from core.addresses import address_of
from core.lists import download
from core.pages import MOST
from dashboards.enums import Figure
from dashboards.queries import (
    ahead,
    figures,
    gaps,
    matrix,
    months,
    numbers,
    people,
    phases,
    places,
    promises,
)
from dashboards.queries.scope import Scope
from dashboards.views.dashboard import read_scope
from dashboards.views.parts import beside
from dashboards.wording import agreements as agreement_wording
from dashboards.wording import ahead as ahead_wording
from dashboards.wording import captions, definitions
from dashboards.wording import gaps as gap_wording
from dashboards.wording import numbers as number_wording
from dashboards.wording import phases as phase_wording
from dashboards.wording import promises as promise_wording
from dashboards.wording import rhythm as rhythm_wording
from dashboards.wording import scope as scope_wording
from events.enums import Modality
from partnerships.models import Pairing
from partnerships.wording import pairings as pairing_wording

Table = tuple[list[str], Iterable[list[object]]]


@shows("dashboards.view_dashboard")
def figure(request: SignedInRequest, name: str) -> HttpResponseBase:
    """Hand out the figure ``name`` under the filters of the address."""
    if name not in Figure.values:
        raise Http404
    _form, scope = read_scope(request)
    address = address_of(request)
    if not address.is_understood:
        return redirect(f"{reverse('dashboards:dashboard')}{address.without()}")
    figure = Figure(name)
    head, rows = _TABLES[figure](scope)
    return download(
        request, scope_wording.file_name(scope, name), head, chain(rows, _notes(figure, scope))
    )


def _notes(figure: Figure, scope: Scope) -> Iterable[list[object]]:
    """Yield below the rows what was asked, what of it the figure does not follow, how it counts."""
    yield []
    caption = captions.of(figure, scope)
    about = ((_("When"), caption.when), (_("Note"), caption.limits))
    said = [each for each in about if each[1]]
    counts = (*definitions.of(figure), *definitions.of_all())
    yield from map(list, (*scope_wording.asked(scope), *said, *counts))


def _numbers(scope: Scope) -> Table:
    rows: list[list[object]] = [
        [number.label, number.value, "; ".join(number.notes), number.when]
        for number in number_wording.shown(numbers.overview(scope), scope)
    ]
    return [_("Figure"), _("Value"), _("Note"), _("When")], rows


def _quarters(scope: Scope) -> Table:
    head = [_("Year"), _("Quarter"), *(str(m.label) for m in Modality), _("All")]
    found = figures.by_quarter(scope)
    rows: list[list[object]] = [
        [quarter.start.year, quarter.number, *quarter.counts.values(), quarter.total]
        for quarter in found.quarters
    ]
    if found.unplaced:
        rows.append(["", _("We know only the year"), *found.elsewhere.values(), found.unplaced])
    return head, rows


def _areas(scope: Scope) -> Table:
    head = [_("Area"), _("Promised"), _("Done"), _("Started"), _("Not started"), _("Dropped")]
    rows: list[list[object]] = [
        [area.name, area.promised, area.done, area.started, area.not_started, area.dropped]
        for area in figures.areas(scope)
    ]
    return head, rows


def _agreements(scope: Scope) -> Table:
    rows: list[list[object]] = [
        [each.label, each.number]
        for each in agreement_wording.lines(figures.in_force(scope), scope)
    ]
    return [_("Agreements"), _("How many")], rows


def _promises(scope: Scope) -> Table:
    head = [_("By"), _("Name"), *(column.label for column in promise_wording.columns())]
    groups = (
        (_("Area"), promises.by_area(scope)),
        (_("Country"), () if scope.country else promises.by_country(scope)),
        (_("Pairing"), promises.by_pairing(scope)),
    )
    rows: list[list[object]] = [
        [by, line.name, *promise_wording.numbers(line.sums)]
        for by, lines in groups
        for line in lines
    ]
    return head, rows


def _places(scope: Scope) -> Table:
    head = [_("Place"), _("Country"), _("Organizations"), _("City is known")]
    rows: list[list[object]] = [
        [place.name, place.country, "; ".join(place.organizations), _yes(place.is_city)]
        for place in places.all_places(scope)
    ]
    return head, rows


def _pairings(scope: Scope) -> Table:
    head = [_("Pairing"), _("Status"), _("Last contact"), _("Next action"), _("Due")]
    rows: Iterable[list[object]] = (
        [
            row.pairing.title,
            pairing_wording.status(row.standing).label,
            _last_contact(row.pairing),
            row.next_action.text if row.next_action else "",
            (row.next_action.due_on or "") if row.next_action else "",
        ]
        for row in figures.every_pairing_row(scope)
    )
    return head, rows


def _last_contact(pairing: Pairing) -> object:
    """Return a day that a program can read; words where only the month or the year is known."""
    if pairing.last_contact_since:
        return pairing_wording.last_contact(pairing)
    return pairing.last_contact_on or ""


def _matrix(scope: Scope) -> Table:
    head = [_("Institution"), _("Partner"), _("Pairing"), _("Last contact"), _("Days since then")]
    rows: Iterable[list[object]] = (
        [
            *(institution.name, each.partner.name, each.pairing.title),
            *(_last_contact(each.pairing), "" if each.days is None else each.days),
            *(each.pairing.rhythm_days, each.cadence.label),
        ]
        for institution, each in matrix.everybody(scope)
    )
    return [*head, _("Agreed days between two contacts"), _("Rhythm")], rows


def _months(scope: Scope) -> Table:
    head = [_("Pairing"), _("Agreed days between two contacts")]
    rows: Iterable[list[object]] = (
        [pairing.title, pairing.rhythm_days, *map(rhythm_wording.month, each)]
        for pairing, each in months.everybody(scope)
    )
    return [*head, *(first.isoformat()[:7] for first in months.months(scope.today))], rows


def _people(scope: Scope) -> Table:
    head = [_("Who"), _("People"), _("Women"), _("Men"), _("Sex not known")]
    rows: list[list[object]] = [
        [
            str(each.kind.label),
            *(each.people, each.women, each.men, each.of_unknown_sex, each.updates),
        ]
        for each in people.people(scope).kinds
    ]
    return [*head, _("Updates with a number")], rows


def _phases(scope: Scope) -> Table:
    spread = phases.spread(scope)
    shares = [
        *((_("Phase"), each) for each in phase_wording.phases(spread, scope)),
        *((_("Rhythm"), each) for each in phase_wording.cadences(spread, scope)),
    ]
    rows: list[list[object]] = [[by, each.of.label, each.number] for by, each in shares]
    return [_("By"), _("Name"), _("Pairings")], rows


def _gaps(scope: Scope) -> Table:
    rows: list[list[object]] = [
        [each.label, each.number, each.of] for each in gap_wording.missing(gaps.gaps(scope), scope)
    ]
    return [_("What is missing"), _("How many"), _("Of")], rows


def _wanted(scope: Scope) -> Table:
    rows: list[list[object]] = [
        [area.name, *(cell.number for cell in area.cells)]
        for area in gap_wording.areas(gaps.wanted(scope), scope)
    ]
    return [_("Area"), *gap_wording.columns()], rows


def _network(scope: Scope) -> Table:
    country = scope.country.name if scope.country else _("Country")
    rows: list[list[object]] = [
        [row.label, row.when, row.own, row.network, row.limits] for row in beside(scope)
    ]
    return [_("What"), _("When"), country, _("The network"), _("Note")], rows


def _ahead(scope: Scope) -> Table:
    rows: list[list[object]] = [
        [row.when, row.kind, row.text, row.pairing]
        for row in ahead_wording.rows(ahead.ahead(scope, shown=MOST))
    ]
    return [_("When"), _("Kind"), _("What"), _("Pairing")], rows


def _yes(value: bool) -> str:  # noqa: FBT001 — a formatter of one value
    return _("yes") if value else _("no")


_TABLES: dict[Figure, Callable[[Scope], Table]] = {
    Figure.NUMBERS: _numbers,
    Figure.WORKSHOPS: _quarters,
    Figure.AREAS: _areas,
    Figure.AGREEMENTS: _agreements,
    Figure.PROMISES: _promises,
    Figure.PLACES: _places,
    Figure.PAIRINGS: _pairings,
    Figure.MATRIX: _matrix,
    Figure.PHASES: _phases,
    Figure.MONTHS: _months,
    Figure.PEOPLE: _people,
    Figure.NETWORK: _network,
    Figure.AHEAD: _ahead,
    Figure.GAPS: _gaps,
    Figure.WANTED: _wanted,
}
