"""Log a workshop: one page, three required answers, everything else when it is at hand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Any, TypeAlias

from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from core import formats
from core.answers import Question, RowsQuestion, questions
from core.normalisation import fold
from core.pickers import Offer
from events.enums import OutcomeKind
from events.forms.deliveries import OpenActions
from events.forms.log_areas import AreaRows
from events.forms.log_event import OTHER, LogEvent
from events.forms.log_pairing import StartAtMeeting
from events.forms.log_results import GivenRows
from events.forms.log_rows import (
    ActionRow,
    Actors,
    CountRow,
    StatementRow,
    rows_of,
    sides_of,
)
from events.forms.log_words import WordedPage
from events.forms.participants import Directory, Listed, listed_on, once
from events.forms.pasted_addresses import addresses_to_keep
from events.forms.pasted_people import read
from events.forms.rows import asks_for_more, with_another_row
from events.models import Event, EventType
from events.queries import events as event_queries
from events.terms.attendance import HeadCountTerms, ParticipationTerms
from events.terms.logs import EventLog, ForPairing, Results
from events.terms.outcomes import OutcomeTerms
from events.terms.records import NewFile, StatementTerms, TopicTerms
from events.wording import titles
from network.forms.choices import ORGANIZATIONS
from network.models import Organization
from partnerships.terms.updates import NewUpdate

# The form, its question and what does not fit.
Contradiction: TypeAlias = tuple[Any, str, str]


class LogPage(WordedPage):
    """The whole page: the questions that stand once, and the rows of each kind."""

    def __init__(
        self,
        user: User,
        *,
        today: date,
        data: MultiValueDict[str, Any] | None = None,
        files: MultiValueDict[str, Any] | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        self._user = user
        self.is_unfinished = asks_for_more(data)
        if data is not None and self.is_unfinished:
            data = with_another_row(data)
        initial = _defaults(user, today) | (initial or {})
        self.form = LogEvent(data, files, user=user, today=today, initial=initial)
        self.loses_files = bool(self.form.files)
        pairing = self.form.chosen_pairing
        self.start = StartAtMeeting(
            data, prefix="start", user=user, is_meant=self.form.is_new, initial=initial
        )
        self.sides = sides_of(pairing) or self.start.parties
        self.areas = AreaRows(data, pairing)
        actors = Actors(self.sides, is_other=self.is_other)
        self.open_actions = OpenActions(data, prefix="open", pairing=pairing)
        self.actions = rows_of(ActionRow, "actions", data, actors=actors)
        self.counts = rows_of(CountRow, "counts", data)
        self.statements = rows_of(StatementRow, "statements", data)
        self.given = GivenRows(data, pairing)
        if self.is_unfinished:
            for part in self.parts:
                part.hide_errors()

    @property
    def parts(self) -> list[Any]:
        """Every form and formset of the page, in the order of the page."""
        return [
            self.form,
            self.start,
            self.areas,
            self.open_actions,
            self.actions,
            self.counts,
            self.statements,
            *self.given.parts,
        ]

    @property
    def is_other(self) -> bool:
        """Whether no pairing met."""
        return bool(self.form["pairing"].value() == OTHER)

    @property
    def rows(self) -> list[Question]:
        """The questions of the rows, to say what differs when the page is sent again."""
        areas = [question for row in self.areas.forms for question in questions(row)]
        return [
            *questions(self.start),
            *areas,
            *questions(self.open_actions),
            RowsQuestion(_("Next actions"), self.actions, self.actions),
            RowsQuestion(_("Numbers of each organization"), self.counts, self.counts),
            RowsQuestion(_("Statements"), self.statements, self.statements),
            *self.given.questions,
        ]

    @cached_property
    def organizations(self) -> list[Organization]:
        """The names to choose from while typing: the sides first, others where they are few."""
        sides = [party.organization for party in self.sides]
        rest = Organization.objects.visible_to(self._user).exclude(
            pk__in=[side.pk for side in sides]
        )
        return [*sides, *(Offer(rest, ORGANIZATIONS).few or ())]

    @property
    def has_errors(self) -> bool:
        """Whether something was refused."""
        return self.form.is_bound and any(_says_no(part) for part in self.parts)

    @property
    def people_summary(self) -> str:
        """The words of the folded list of known people; none when nobody is known."""
        known: Any = self.form.fields["known_people"]
        total = known.queryset.count()
        if not total:
            return ""
        return ngettext(
            "Choose from %(total)s person of the directory",
            "Choose from %(total)s people of the directory",
            total,
        ) % {"total": formats.number(total)}

    @property
    def has_chosen_people(self) -> bool:
        """Whether somebody of the directory is ticked."""
        return bool(self.form["known_people"].value())

    @property
    def has_counts(self) -> bool:
        """Whether a number of an organization stands there."""
        return bool(self.counts.filled())

    @property
    def has_statements(self) -> bool:
        """Whether a topic or a statement stands there."""
        return bool(self.statements.filled() or self.form["topics"].value())

    def is_valid(self) -> bool:
        """Judge all parts, then what they say together."""
        if not all([part.is_valid() for part in self.parts]):  # noqa: C419 — judge every part
            return False
        self._judge_together()
        return all(part.is_valid() for part in self.parts)

    def similar(self) -> list[Event]:
        """Return what may be the same meeting, unless the person has seen them."""
        cleaned = self.form.cleaned_data
        first = cleaned["day"] or cleaned["earliest_day"]
        if not cleaned["pairing"] or not first or cleaned["same_ok"] == self.meeting:
            return []
        last = cleaned["last_day"] or cleaned["day"] or cleaned["latest_day"]
        return list(event_queries.similar_to(cleaned["pairing"], first, last))

    @property
    def meeting(self) -> str:
        """The pairing and the day as they stand in the form: what a warning was about."""
        names = ("pairing", "day", "period")
        return ":".join(str(self.form[name].value() or "") for name in names)

    def terms(self) -> EventLog:
        """Return the meeting and all that it brought."""
        pairing = self.form.cleaned_data["pairing"]
        return EventLog(
            event=self.form.terms(),
            state=self.form.state,
            pairings=[pairing] if pairing else [],
            programmes=self.form.chosen_programmes(),
            starts=self.start.terms(next(iter(self.form.chosen_programmes()), None)),
            results=self._results(),
        )

    def _results(self) -> Results:
        cleaned = self.form.cleaned_data
        organizations = [ParticipationTerms(organization=one) for one, _name in self._named if one]
        agreed, given = self._agreed(), self.given.results(self._directory)
        return Results(
            participations=[*organizations, *self.attendees],
            addresses=addresses_to_keep(self._listed, self._user),
            head_counts=[row for row in self._counted if isinstance(row, HeadCountTerms)]
            + self.form.head_count(),
            commitments=agreed.commitments,
            actions=agreed.actions,
            agreements=given.agreements,
            designations=given.designations,
            donations=given.donations,
            outcomes=[*agreed.outcomes, *given.outcomes],
            carried_out=[new for _form, _name, new in self._carried_out],
            statements=self._statements(),
            topics=[TopicTerms(text=text) for text in cleaned["topics"]],
            files=[NewFile.of(file) for file in cleaned["documents"]],
        )

    def _agreed(self) -> Results:
        """Return what a pairing takes over; without one it is held in words until one does."""
        cleaned = self.form.cleaned_data
        if cleaned["pairing"] or self.form.is_new:
            planned = [ForPairing(row.terms()) for row in self.actions.filled()]
            return Results(commitments=self.areas.terms(), actions=planned)
        agreed = [titles.agreed(each.terms) for each in self.areas.terms()]
        steps = [row.in_words(cleaned["organization_names"]) for row in self.actions.filled()]
        return Results(
            outcomes=[
                *(OutcomeTerms(kind=OutcomeKind.COMMITMENT, text=text) for text in agreed),
                *(OutcomeTerms(kind=OutcomeKind.ACTION, text=text) for text in steps),
            ]
        )

    def _statements(self) -> list[StatementTerms]:
        """Return what was said, linked to people where that is sure."""
        rows = self.statements.filled()
        names = [(row.cleaned_data["name"], None) for row in rows]
        people = self._directory.people(names)
        return [row.terms(person) for row, person in zip(rows, people, strict=True)]

    @cached_property
    def attendees(self) -> list[ParticipationTerms]:
        """Everybody on the list: chosen, pasted, and organizations that nobody knows yet."""
        cleaned = self.form.cleaned_data
        people = once(self._listed, known=cleaned["known_people"])
        counted = [row for row in self._counted if isinstance(row, ParticipationTerms)]
        have_number = {fold(one.organization_name) for one in counted}
        unknown = [
            ParticipationTerms(organization_name=name)
            for one, name in self._named
            if not one and fold(name) not in have_number
        ]
        return [*people, *unknown, *counted]

    @cached_property
    def _listed(self) -> list[Listed]:
        cleaned = self.form.cleaned_data
        lines = read(cleaned["participants"])
        return listed_on(lines, self._directory, known=cleaned["known_people"])

    @cached_property
    def _directory(self) -> Directory:
        """The directory, asked once for all organizations that the page names."""
        counted = [row.cleaned_data["organization"] for row in self.counts.filled()]
        named = self.form.cleaned_data["organization_names"]
        return Directory([*counted, *named, *self.given.names], by=self._user)

    @cached_property
    def _named(self) -> list[tuple[Organization | None, str]]:
        """The organizations besides the sides of the pairing, each once, linked where sure."""
        sides = {side.organization_id for side in self.sides}
        names = {
            fold(name): name for name in reversed(self.form.cleaned_data["organization_names"])
        }
        linked = [(self._directory.organization(name), name) for name in reversed(names.values())]
        others = [(one, name) for one, name in linked if not one or one.pk not in sides]
        return list({(one.pk if one else name): (one, name) for one, name in others}.values())

    @cached_property
    def _counted(self) -> list[HeadCountTerms | ParticipationTerms]:
        method = self.form.count_method
        return [row.terms(self._directory, method=method) for row in self.counts.filled()]

    def _judge_together(self) -> None:
        """Judge everything, then say it: an error takes away the answer that the next one reads."""
        for form, name, said in list(self._contradictions()):
            form.add_error(name, said)

    def _contradictions(self) -> Iterable[Contradiction]:
        yield from self._counted_twice()
        yield from self._too_many_of_some()
        yield from self._too_few_people()
        yield from self._carried_out_too_early()
        if self.form.is_planning:
            yield from self.given.too_early()

    @property
    def _carried_out(self) -> Iterable[tuple[Any, str, NewUpdate]]:
        """What the meeting did of that which was open, each with the question that tells it."""
        yield from ((form, "happened", new) for form, new in self.areas.delivered)
        yield from ((self.open_actions, "done", new) for new in self.open_actions.new())

    def _carried_out_too_early(self) -> Iterable[Contradiction]:
        if not self.form.is_planning:
            return
        for form, name in {form: name for form, name, _new in self._carried_out}.items():
            yield form, name, _("This meeting is in the future. Say it after the meeting.")

    def _counted_twice(self) -> Iterable[Contradiction]:
        """Two numbers of one organization would leave one of them unsaid."""
        seen = set()
        for row in self.counts.filled():
            name = row.cleaned_data["organization"]
            key = self._directory.organization(name) or fold(name)
            if key in seen:
                yield row, "organization", _("This organization has a number in a row above.")
            seen.add(key)

    def _too_many_of_some(self) -> Iterable[Contradiction]:
        said = {
            "women": _("The organizations together have %(counted)s women. Check the numbers."),
            "persons_with_disabilities": _(
                "The organizations together have %(counted)s persons with disabilities. "
                "Check the numbers."
            ),
        }
        for name, sentence in said.items():
            in_all = self.form.cleaned_data[name]
            counted = sum(row.cleaned_data[name] or 0 for row in self.counts.filled())
            if in_all is not None and counted > in_all:
                yield self.form, name, sentence % {"counted": counted}

    def _too_few_people(self) -> Iterable[Contradiction]:
        people = self.form.cleaned_data["people"]
        if people is None:
            return
        named = sum(not one.is_group for one in self.attendees)
        counted = sum(row.cleaned_data["people"] or 0 for row in self.counts.filled())
        if named > people:
            said = _("You name %(named)s people. Write at least this number, or leave it empty.")
            yield self.form, "people", said % {"named": named}
        elif counted > people:
            said = _("The organizations together have %(counted)s people. Check the numbers.")
            yield self.form, "people", said % {"counted": counted}


def like(event: Event) -> dict[str, Any]:
    """Return what a similar meeting shares with ``event``; results are not taken over."""
    met = event.pairings.values_list("pairing", flat=True).first()
    organizations = event.participations.filter(person=None, name="", organization__isnull=False)
    names = organizations.values_list("organization__name", flat=True)
    return {
        "pairing": met or OTHER,
        "organization_names": "\n".join(names),
        "type": event.type_id,
        "programmes": list(event.programmes.values_list("programme", flat=True)),
        "modality": event.modality,
        "time_zone": event.time_zone,
        "platform": event.platform,
        "place": event.place,
    }


def _defaults(user: User, today: date) -> dict[str, Any]:
    usual = EventType.objects.filter(key="peer_workshop").values_list("pk", flat=True).first()
    return {
        "day": today,
        "type": usual,
        "modality": event_queries.usual_modality(user),
        "time_zone": user.time_zone,
    }


def _says_no(part: Any) -> bool:
    """Say whether a form, or one of the rows of a formset, has errors."""
    errors = part.errors
    return any(errors) if isinstance(errors, list) else bool(errors)
