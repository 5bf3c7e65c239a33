"""A briefing in words: two pages that a minister reads on the way to a meeting."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from core.formats import day, number
from dashboards.terms.periods import Period
from dashboards.wording import definitions, periods
from dashboards.wording.numbers import differs
from documents.models import Briefing
from documents.terms.briefings import Counts, Ending, Facts, Partnership, Promised
from documents.terms.papers import Column, Figure, Paper, Part, Table
from documents.wording import open_points
from partnerships.enums import PairingPhase, PairingStatus
from partnerships.queries.pairings import Standing
from partnerships.wording import pairings


def paper(briefing: Briefing) -> Paper:
    """Return the paper of a briefing, in the language of its reader."""
    facts = Facts.of_json(briefing.facts)
    issued_on = day(timezone.localdate(briefing.issued_at))
    return Paper(
        language=get_language() or "en",
        kind=_("Country briefing"),
        title=facts.country,
        period=period(briefing),
        issued=_("As of %(day)s") % {"day": issued_on},
        issued_at=briefing.issued_at,
        figures=_figures(facts.counts, briefing),
        parts=(
            open_points.decisions(facts),
            _partnerships(facts),
            _promised(facts.promised, open_points.room(facts)),
            _agreements(facts),
            _workshops(facts.counts),
            open_points.ahead(facts),
        ),
        sources=_sources(briefing, issued_on),
        foot=_("%(country)s, as of %(day)s, briefing %(number)s")
        % {"country": facts.country, "day": issued_on, "number": number(briefing.pk)},
        page_of=_("Page %(page)s of %(pages)s"),
    )


def period(briefing: Briefing) -> str:
    """Return the days that the figures cover."""
    until = day(briefing.ends_on)
    if briefing.starts_on is None:
        return _("All years until %(day)s") % {"day": until}
    return f"{day(briefing.starts_on)}\N{EN DASH}{until}"


def _figures(counts: Counts, briefing: Briefing) -> tuple[Figure, ...]:
    return (
        Figure(_("Open pairings"), number(counts.open_pairings), _begun(counts.begun_pairings)),
        Figure(_("Workshops held"), number(counts.workshops), _before(counts, briefing)),
        Figure(
            _("Participants"),
            _known(counts.people),
            "" if counts.people is None else _women(counts),
            is_word=counts.people is None,
        ),
        Figure(
            _("Actions done on time"),
            _of(counts.actions_on_time, counts.actions_due),
            _late(counts),
            is_word=not counts.actions_due,
        ),
        Figure(_("Agreements in force"), number(counts.agreements_in_force)),
    )


def _begun(count: int | None) -> str:
    if count is None:
        return ""
    words = ngettext("%(count)s began in the period", "%(count)s began in the period", count)
    return words % {"count": number(count)}


def _before(counts: Counts, briefing: Briefing) -> str:
    """Compare with the period before; nothing lies before all years."""
    kept = Period.named(briefing.period)
    if counts.workshops_before is None or kept is None:
        return ""
    words = periods.before(kept, briefing.ends_on)
    return differs(counts.workshops, counts.workshops_before, words)


def _women(counts: Counts) -> str:
    if counts.women is None:
        return _("The number of women is not known")
    facts = {"women": number(counts.women), "people": number(counts.people_where_women_known)}
    return _("%(women)s women among %(people)s") % facts


def _of(part: int, whole: int) -> str:
    if not whole:
        return _("None was due")
    return _("%(part)s of %(whole)s") % {"part": number(part), "whole": number(whole)}


def _late(counts: Counts) -> str:
    """Say what is overdue, and what was late once: it stays so when its day is moved."""
    overdue, moved = counts.actions_overdue, counts.actions_late_at_first
    said = []
    if counts.actions_due:
        words = ngettext("%(late)s is overdue", "%(late)s are overdue", overdue)
        said.append(words % {"late": number(overdue)})
    if moved:
        words = ngettext("%(late)s was late and moved", "%(late)s were late and moved", moved)
        said.append(words % {"late": number(moved)})
    return "; ".join(said)


def _known(count: int | None) -> str:
    return _("Not known") if count is None else number(count)


def _partnerships(facts: Facts) -> Part:
    columns = (
        Column(facts.country, width=5),
        Column(_("Partner abroad"), width=5),
        Column(_("Phase"), width=2),
        Column(_("How it is going"), width=3),
        Column(_("Last contact"), width=2),
    )
    letters = open_points.room(facts)
    rows = tuple(_partnership(each, letters) for each in facts.partnerships)
    heading = _("Institutions and their partners abroad")
    if not rows:
        return Part(heading, (_("No open pairing."),))
    left = facts.counts.open_pairings - len(rows)
    return Part(heading, table=Table(columns, rows), notes=open_points.more(left))


def _partnership(each: Partnership, letters: int) -> tuple[str, ...]:
    standing = Standing(PairingStatus(each.status), each.silent_days)
    return (
        open_points.short(", ".join(each.own), letters),
        open_points.short(", ".join(each.abroad), letters),
        str(PairingPhase(each.phase).label),
        pairings.status(standing).label,
        open_points.between(each.last_contact_since, each.last_contact_on) or _("None yet"),
    )


def _promised(areas: tuple[Promised, ...], letters: int) -> Part:
    heading = _("Promised and delivered")
    if not areas:
        return Part(heading, (_("No agreed area in this period."),))
    columns = (
        Column(_("Area of cooperation"), width=4),
        *(
            Column(head, is_number=True)
            for head in (
                *(_("Wished"), _("Proposed"), _("Agreed"), _("Planned")),
                *(_("Done"), _("Verified"), _("Late"), _("Dropped")),
            )
        ),
    )
    shown = areas[: open_points.AREAS]
    rows = tuple(_area(open_points.short(each.area, letters), each) for each in shown)
    whole = _sum(areas)
    notes = (
        *open_points.more(len(areas) - len(shown)),
        _("What was promised is counted once, by how firm it is."),
        definitions.promised(),
    )
    return Part(
        heading, (_delivered(whole),), Table(columns, rows, _area(_("All areas"), whole)), notes
    )


def _area(name: str, each: Promised) -> tuple[str, ...]:
    counts = (
        *(each.wished, each.proposed, each.agreed, each.planned),
        *(each.done, each.verified, each.late, each.dropped),
    )
    return (name, *map(number, counts))


def _sum(areas: tuple[Promised, ...]) -> Promised:
    return Promised(
        area="",
        wished=sum(each.wished for each in areas),
        proposed=sum(each.proposed for each in areas),
        agreed=sum(each.agreed for each in areas),
        planned=sum(each.planned for each in areas),
        done=sum(each.done for each in areas),
        verified=sum(each.verified for each in areas),
        late=sum(each.late for each in areas),
        dropped=sum(each.dropped for each in areas),
    )


def _delivered(whole: Promised) -> str:
    """Say how much was done, and how much of that somebody else has confirmed."""
    facts = {
        "promised": number(whole.total),
        "done": number(whole.done),
        "verified": number(whole.verified),
    }
    if not whole.done:
        return _("Promised: %(promised)s agreed areas. None is done yet.") % facts
    words = _("Promised: %(promised)s agreed areas. %(done)s done, %(verified)s of them verified.")
    return words % facts


def _agreements(facts: Facts) -> Part:
    lines = [_in_force(facts.counts.agreements_in_force)]
    if facts.end_not_known:
        words = ngettext(
            "We do not know when %(count)s of them ends.",
            "We do not know when %(count)s of them end.",
            facts.end_not_known,
        )
        lines.append(words % {"count": number(facts.end_not_known)})
    heading = _("Agreements")
    if not facts.ending:
        return Part(heading, (*lines, _("None is known to end within 180 days.")))
    columns = (
        Column(_("Ends within 180 days"), width=5),
        Column(_("Parties"), width=5),
        Column(_("Valid until"), width=2),
    )
    letters = open_points.room(facts)
    table = Table(columns, tuple(_ending(each, letters) for each in facts.ending))
    return Part(
        heading, tuple(lines), table, open_points.more(facts.ending_total - len(facts.ending))
    )


def _in_force(count: int) -> str:
    if not count:
        return _("No agreement is in force.")
    words = ngettext(
        "%(count)s agreement is in force.", "%(count)s agreements are in force.", count
    )
    return words % {"count": number(count)}


def _ending(each: Ending, letters: int) -> tuple[str, ...]:
    parties = open_points.short(", ".join(each.parties), letters)
    return open_points.short(each.title, letters), parties, day(each.ends_on)


def _workshops(counts: Counts) -> Part:
    heading = _("Workshops and the people who came")
    if not counts.workshops:
        return Part(heading, (_("No workshop took place in this period."),))
    facts = {"known": number(counts.workshops_with_figure), "all": number(counts.workshops)}
    quality = ngettext(
        "%(known)s of %(all)s workshop has a number of participants.",
        "%(known)s of %(all)s workshops have a number of participants.",
        counts.workshops,
    )
    columns = (
        Column(_("Women"), is_number=True),
        Column(_("Men"), is_number=True),
        Column(_("Sex not known"), is_number=True),
        Column(_("All participants"), is_number=True),
        Column(_("Persons with disabilities"), is_number=True),
    )
    return Part(heading, (quality % facts,), Table(columns, (_people(counts),)))


def _people(counts: Counts) -> tuple[str, ...]:
    """Return the people by sex; what nobody wrote down is not known."""
    base, women = counts.people_where_women_known, counts.women
    unknown = None if counts.people is None else counts.people - base
    men = None if women is None else base - women
    return tuple(
        map(_known, (women, men, unknown, counts.people, counts.persons_with_disabilities))
    )


def _sources(briefing: Briefing, issued_on: str) -> tuple[str, ...]:
    return (
        _("Source: the records of the TVET Partnership Network on %(day)s.") % {"day": issued_on},
        _("The dashboard counts by the same rules. What is not known is not counted as zero."),
        _("Check number of the counted rows: %(hash)s") % {"hash": briefing.rows_hash[:16]},
    )
