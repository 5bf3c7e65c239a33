"""Where everybody finds the rows that a figure counts, as a list of the app below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.http import urlencode

from dashboards.enums import Whose
from dashboards.queries import ahead
from dashboards.queries.scope import Scope
from dashboards.terms.periods import Span
from network.models import Country
from partnerships.enums import OPEN_ACTIONS, CommitmentState

PROMISED = [state.value for state in CommitmentState if state != CommitmentState.DROPPED]
# Of actions and of agreed areas alike.
OPEN = [state.value for state in OPEN_ACTIONS]


def attention_url(scope: Scope, whose: Whose = Whose.OWN) -> str:
    """Return where everything is listed that waits in the scope: for the reader, or for others."""
    pages = {
        Whose.OWN: "dashboards:attention",
        Whose.OTHERS: "dashboards:attention-of-others",
    }
    return _address(pages[whose], _place(scope))


def organizations_url(scope: Scope, **narrower: str) -> str:
    """Return where the organizations of the country are listed, or those of the network."""
    place = {"country": scope.country.code} if scope.country else {}
    return _address("network:organization-index", {**place, **narrower})


def pairings_url(scope: Scope, **narrower: str) -> str:
    """Return where the open pairings of the scope are listed."""
    return all_pairings_url(scope, **narrower, open="1")


def all_pairings_url(scope: Scope, **narrower: str) -> str:
    """Return where the pairings of the scope are listed, those that are over as well."""
    return _address("partnerships:pairing-index", {**_place(scope), **narrower})


def workshops_url(scope: Scope, span: Span | None = None, **narrower: str) -> str:
    """Return where the events of the span are listed, as a rule of that of the scope."""
    days = _days(span or scope.span, "from", "to")
    how = {"modality": scope.modality, "kind": scope.kind.key if scope.kind else ""}
    chosen = {name: value for name, value in how.items() if value}
    return _address(
        "events:event-index", {"happened": "1", **_place(scope), **days, **chosen, **narrower}
    )


def meetings_url(country: Country) -> str:
    """Return where all meetings with somebody from a country are listed."""
    return _address("events:event-index", {"country": country.code})


def counted_workshops_url(scope: Scope) -> str:
    """Return where the events with a number of participants are listed."""
    return workshops_url(scope, with_count="1")


def uncounted_workshops_url(scope: Scope) -> str:
    """Return where the events without a number of participants are listed."""
    return workshops_url(scope, without_count="1")


def upcoming_url(scope: Scope) -> str:
    """Return where the meetings that are planned are listed."""
    return _address("events:event-index", {"upcoming": "1", **_whose(scope)})


def commitments_url(scope: Scope, area: str) -> str:
    """Return where what was promised in an area is listed; what was dropped is not."""
    return promises_url(scope, alone=area, state=PROMISED)


def promises_url(scope: Scope, **narrower: str | Sequence[str]) -> str:
    """Return where what was agreed in the span is listed; over all years also without a day."""
    days = _days(scope.span, "agreed_from", "agreed_to") if scope.span.start else {}
    return _address("partnerships:commitment-index", {**_place(scope), **days, **narrower})


def undated_promises_url(scope: Scope, **narrower: str) -> str:
    """Return where agreed areas of all years are listed, as what has no day lies in none."""
    return _address("partnerships:commitment-index", {**_place(scope), **narrower})


def undated_actions_url(scope: Scope) -> str:
    """Return where the open actions without a day are listed."""
    return _address("partnerships:action-index", {**_whose(scope), "undated": "1"})


def actions_url(scope: Scope, **narrower: str) -> str:
    """Return where the actions that were due in the span are listed; an action has no area."""
    days = _days(scope.span, "due_from", "due_to")
    return _address("partnerships:action-index", {**_whose(scope), **days, **narrower})


def actions_ahead_url(scope: Scope) -> str:
    """Return where the open actions that are due next are listed."""
    days = _days(ahead.span(scope.today), "due_from", "due_to")
    return _address("partnerships:action-index", {**_whose(scope), **days, "state": OPEN})


def commitments_ahead_url(scope: Scope) -> str:
    """Return where the open agreed areas whose time is over next are listed."""
    days = _days(ahead.span(scope.today), "ends_from", "ends_to")
    return _address("partnerships:commitment-index", {**_whose(scope), **days, "state": OPEN})


def moved_actions_url(scope: Scope) -> str:
    """Return where the actions are listed that were late by a first day in the span."""
    days = _days(scope.span, "first_from", "first_to")
    return _address("partnerships:action-index", {**_whose(scope), **days, "late_at_first": "1"})


def updates_url(scope: Scope, **narrower: str) -> str:
    """Return where the updates of the span are listed; an update has no area."""
    days = _days(scope.span, "sent_from", "sent_to")
    return _address("partnerships:update-index", {**_whose(scope), **days, **narrower})


def own_organizations_url(scope: Scope, **narrower: str) -> str:
    """Return where organizations of the scope are listed of which the reader knows all pairings."""
    return directory_url(concern="1", **_of_whom(scope), **narrower)


def directory_url(**narrower: str) -> str:
    """Return where organizations of the whole directory are listed."""
    return _address("network:organization-index", narrower)


def agreements_url(scope: Scope, **narrower: str) -> str:
    """Return where the agreements of the scope are listed."""
    return _address("partnerships:agreement-index", {**_of_whom(scope), **narrower})


def _of_whom(scope: Scope) -> dict[str, str]:
    """Return what narrows organizations, and what they signed."""
    chosen = _whose(scope)
    return {name: chosen[name] for name in ("country", "organization") if name in chosen}


def _address(name: str, params: Mapping[str, str | Sequence[str]]) -> str:
    asked = urlencode(params, doseq=True)
    return f"{reverse(name)}?{asked}" if asked else reverse(name)


def _place(scope: Scope) -> dict[str, str]:
    return {**_whose(scope), **({"area": scope.area.key} if scope.area else {})}


def _whose(scope: Scope) -> dict[str, str]:
    chosen = {
        "country": scope.country.code if scope.country else "",
        "programme": scope.programme.key if scope.programme else "",
        "phase": scope.phase,
        "organization": str(scope.organization.pk) if scope.organization else "",
        "pairing": str(scope.pairing.pk) if scope.pairing else "",
    }
    return {name: value for name, value in chosen.items() if value}


def _days(span: Span, first: str, last: str) -> dict[str, str]:
    until = {last: span.end.isoformat()}
    return {first: span.start.isoformat(), **until} if span.start else until
