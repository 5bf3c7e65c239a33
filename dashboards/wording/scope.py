"""What the dashboard was asked, in words: for captions, notes, and the names of files."""

from __future__ import annotations

from django.utils.translation import gettext as _

from core.formats import day
from dashboards.queries.scope import Scope
from dashboards.terms.periods import Period
from dashboards.wording import periods
from events.enums import Modality
from partnerships.enums import PairingPhase


def period(scope: Scope) -> str:
    """Return the span as an adverb: "in the last 24 months"."""
    return periods.within(scope.period)


def before(scope: Scope) -> str:
    """Return with what the numbers are compared, as an adverb; nothing where they are not."""
    return periods.before(scope.period, scope.today) if scope.span_before else ""


def title(scope: Scope) -> str:
    """Return of what part of the network the page is; nothing where it is of a filter."""
    return str(scope.pairing or scope.organization or "")


def asked(scope: Scope) -> list[tuple[str, str]]:
    """Return each filter with its value, those that nobody chose as well."""
    part = [(_("Pairing"), scope.pairing), (_("Organization"), scope.organization)]
    return [
        *((label, str(record)) for label, record in part if record),
        (_("Country"), str(scope.country or _("All countries"))),
        (_("Period"), _period(scope)),
        (_("Area of cooperation"), str(scope.area or _("All areas"))),
        (_("How they met"), _modality(scope)),
        (_("Kind of meeting"), str(scope.kind or _("All kinds"))),
        (_("Programme"), str(scope.programme or _("All programmes"))),
        (_("Phase of the pairing"), _phase(scope)),
        (_("As of"), day(scope.today)),
    ]


def in_short(scope: Scope) -> str:
    """Return what was chosen and the day in one line, for the head of the figures."""
    if scope.period == Period.ALL_YEARS:
        return _joined([*_chosen(scope, _everywhere(scope)), _period(scope)])
    return of_today(scope, _period(scope))


def of_today(scope: Scope, time: str = "") -> str:
    """Return likewise what was chosen, for figures as of today that follow no period.

    Some are of another ``time``.
    """
    today = _("As of %(day)s") % {"day": day(scope.today)}
    return _joined([*_chosen(scope, _everywhere(scope)), time, today])


def name(scope: Scope) -> str:
    """Return what was chosen in few words, as a name that holds on any day."""
    return _joined([*_chosen(scope), periods.label(scope.period)])


def _everywhere(scope: Scope) -> str:
    """Return what stands where no country is chosen."""
    return "" if title(scope) else _("All countries")


def _chosen(scope: Scope, place: str = "") -> list[str]:
    """Return each chosen part of the network; ``place`` where no country is."""
    return [
        str(scope.pairing or ""),
        str(scope.organization or ""),
        str(scope.country or place),
        str(scope.area or ""),
        _modality(scope) if scope.modality else "",
        str(scope.kind or ""),
        str(scope.programme or ""),
        _phase(scope) if scope.phase else "",
    ]


def _joined(parts: list[str]) -> str:
    return " \N{MIDDLE DOT} ".join(filter(None, parts))


def file_name(scope: Scope, name: str) -> str:
    """Return the name of a file with what it holds, of what, over which time, as of which day."""
    return "-".join(
        filter(
            None,
            (
                name,
                f"pairing-{scope.pairing.pk}" if scope.pairing else "",
                f"organization-{scope.organization.pk}" if scope.organization else "",
                scope.country.code.lower() if scope.country else "",
                scope.area.key if scope.area else "",
                scope.modality.replace("_", "-"),
                scope.kind.key if scope.kind else "",
                scope.programme.key if scope.programme else "",
                scope.phase.replace("_", "-"),
                _time(scope.period),
                scope.today.isoformat(),
            ),
        )
    )


def _time(period: Period) -> str:
    """Return "2026-q4", "last-12-months" or "all-years"."""
    if period == Period.ALL_YEARS:
        return "all-years"
    return str(period) if period.year else f"last-{period}-months"


def _period(scope: Scope) -> str:
    days = periods.days(scope.period, scope.today)
    label = periods.label(scope.period)
    if scope.period == Period.ALL_YEARS or days == label:
        return days
    return _("%(period)s (%(days)s)") % {"period": label, "days": days}


def _modality(scope: Scope) -> str:
    return str(Modality(scope.modality).label) if scope.modality else _("Online and in person")


def _phase(scope: Scope) -> str:
    return str(PairingPhase(scope.phase).label) if scope.phase else _("Every phase")
