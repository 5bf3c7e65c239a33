"""How each figure counts: the same sentences on the page, in files and on paper."""

from __future__ import annotations

from django.utils.translation import gettext as _

from core import formats
from dashboards.enums import DashboardPart, Figure, Gap
from dashboards.queries.ahead import DUE_WITHIN
from dashboards.wording import gaps, phases


def of(figure: Figure) -> list[tuple[str, str]]:
    """Return each number of a figure with how it is counted."""
    if figure == Figure.NUMBERS:
        return _numbers()
    if figure == Figure.GAPS:
        return [(str(gap.label), gaps.definition(gap)) for gap in Gap]
    counts = {
        Figure.AREAS: promised,
        Figure.PROMISES: promised,
        Figure.WORKSHOPS: meetings,
        Figure.AGREEMENTS: in_force,
        Figure.PLACES: places,
        Figure.PAIRINGS: quiet,
        Figure.MATRIX: in_touch,
        Figure.PHASES: phases.definition,
        Figure.MONTHS: missed,
        Figure.PEOPLE: reached,
        Figure.NETWORK: beside,
        Figure.AHEAD: coming,
        Figure.WANTED: gaps.interests,
    }
    return [(str(figure.label), counts[figure]())]


def everything() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return all of them by figure, in the order of the page, and what holds of each.

    What counts as another figure does is not told twice.
    """
    said: dict[str, str] = {}
    return [*((figure.value, _once(of(figure), said)) for figure in Figure), ("all", of_all())]


def of_part(part: DashboardPart) -> list[tuple[str, str]]:
    """Return how the numbers of a part are counted, where it does not tell it itself."""
    figures = () if part == DashboardPart.GAPS else part.figures
    return [*(each for figure in figures for each in of(figure)), _seen()]


def _once(counts: list[tuple[str, str]], said: dict[str, str]) -> list[tuple[str, str]]:
    """Return the definitions; one that was ``said`` of another number refers to it."""
    return [(label, _told(label, words, said)) for label, words in counts]


def _told(label: str, words: str, said: dict[str, str]) -> str:
    first = said.setdefault(words, label)
    return words if first == label else _("Counted like “%(name)s”.") % {"name": first}


def promised() -> str:
    """Say what counts as promised and as done."""
    return _(
        "Promised: every agreed area that is not dropped. “Done” includes “partly done”."
        " Wishes and proposals count too. “Promised and delivered, in detail” counts them apart."
        " What has no date counts in all years only."
    )


def moved() -> str:
    """Say what stays late though its day was moved."""
    return _(
        "Somebody moved the day, and the work was not done by the first one."
        " A day put right within 24 hours of the entry is not moved."
        " What was dropped does not count."
    )


def meetings() -> str:
    """Say which meetings count, and when."""
    return _(
        "We count every meeting that took place, for the country of each side."
        " Of some we know only the month or the year."
        " They count where all of it lies in the period."
    )


def in_force() -> str:
    """Say which agreements are in force."""
    return _(
        "Signed, begun and not over on the day of the page."
        " An agreement without a last day is in force until somebody says that it ends."
    )


def places() -> str:
    """Say what the map shows."""
    return _("The institutions of all open pairings, on the day of the page.")


def quiet() -> str:
    """Say when a pairing is called quiet."""
    return _("No meeting and no update for longer than is usual for the pairing.")


def in_touch() -> str:
    """Say what the marks of who works with whom are held against."""
    return _(
        "The time since the last meeting or update of an open pairing."
        " We compare it with the rhythm that its sides agreed."
    )


def missed() -> str:
    """Say when a pairing missed a day."""
    return _(
        "Missed: a day passed by which the sides had agreed to be in touch again."
        " A meeting of which we know only the year stands in no month."
    )


def reached() -> str:
    """Say which people count as reached."""
    return _(
        "The people that updates say they reached, added up. Who is reached twice counts twice."
        " We leave out unknown numbers."
    )


def beside() -> str:
    """Say what of a country stands beside the network, and for whom."""
    return _(
        "What the directory says of a country and of all countries."
        " Who sees the whole network sees its other numbers, too."
    )


def coming() -> str:
    """Say what comes next."""
    return _(
        "Every meeting that is planned."
        " Open actions and agreed areas that end within %(days)s days."
    ) % {"days": formats.number(DUE_WITHIN.days)}


def _numbers() -> list[tuple[str, str]]:
    return [
        (
            _("Open pairings"),
            _("Pairings that are still worked on, on the day of the page."),
        ),
        (_("Workshops held"), meetings()),
        (
            _("Participants"),
            _(
                "The sum of the numbers that we know. We leave out unknown numbers."
                " Who comes twice counts twice."
            ),
        ),
        (
            _("Actions done on time"),
            _(
                "Done on or before the due day. We look at all actions due in the period."
                " An action without a due day is not in it."
            ),
        ),
        (_("Late by the first day"), moved()),
    ]


def of_all() -> list[tuple[str, str]]:
    """Return what holds of each figure."""
    return [
        (
            _("The period before"),
            _(
                "The year, the quarter or the months before."
                " Where a period is not over, we compare with as many days."
            ),
        ),
        _seen(),
    ]


def _seen() -> tuple[str, str]:
    return _("What you may see"), _("Each number counts what you may see in the network.")
