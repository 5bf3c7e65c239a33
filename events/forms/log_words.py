"""Whether a log tells of a meeting that was or plans one: its day says it, before it is saved."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from events.forms.rows import NUMBERS
from events.wording.log_page import OTHER_ORGANIZATIONS, LogWords, words_of

# The questions above the part of the page that is renewed when the day becomes known.
ABOVE = ("pairing", "type", "modality", "last_day", "starts", "ends")


class PlansOrLogs(forms.Form):
    """A form that speaks of what was or of what will be."""

    # Today may be both, and no day says nothing: then it counts which page was opened.
    plan = forms.CharField(widget=forms.HiddenInput, required=False)
    today: date

    @property
    def is_planning(self) -> bool:
        """Whether the meeting is still to come, as far as the page says it now."""
        if self["day_unknown"].value():
            return True
        _first, last = self._days()
        if last is None or last == self.today:
            return self._was_opened_to_plan
        return last > self.today and not self.is_said_to_be_over

    @property
    def says_when(self) -> bool:
        """Whether it is written when the meeting is or was."""
        return bool(self["day_unknown"].value()) or self._days() != (None, None)

    @property
    def words(self) -> LogWords:
        """The words of the page."""
        return words_of(is_planning=self.is_planning)

    def ask_in_its_words(self, *, beside_a_pairing: bool) -> None:
        """Ask each question as one asks of what was, or of what will be."""
        words = self.words
        labels = dict(words.labels)
        if beside_a_pairing:
            labels["organization_names"] = OTHER_ORGANIZATIONS[words.is_planning]
        for name, label in labels.items():
            # What was read before holds its label already.
            self.fields[name].label = self[name].label = label

    @property
    def asked_above(self) -> list[forms.BoundField]:
        """The questions that are worded anew when the day becomes known."""
        return [self[name] for name in ABOVE]

    @property
    def is_said_to_be_over(self) -> bool:
        """Whether it took place in a month that is not over."""
        first, _last = self._days()
        return bool(self["has_taken_place"].value() and first and first <= self.today)

    @property
    def asks_if_over(self) -> bool:
        """Whether it may be over though its month is not: of a plan that is no question."""
        return not self._was_opened_to_plan or self.is_said_to_be_over

    @property
    def _was_opened_to_plan(self) -> bool:
        return bool(self["plan"].value())

    def _days(self) -> tuple[date | None, date | None]:
        """Return between which days it lies; None while that cannot be read."""
        day: date | None = self._read("day")
        period: tuple[date, date] | None = self._read("period")
        # The day that stood there before somebody wrote a month is not meant.
        if period and ("day" not in self.changed_data or day is None):
            return period
        return day, day

    def _read(self, name: str) -> Any:
        try:
            return self.fields[name].clean(self[name].value())
        except forms.ValidationError:
            return None


class WordedPage:
    """What the page of a log asks, by whether the meeting is still to come."""

    form: Any
    areas: Any
    actions: Any
    open_actions: Any
    given: Any

    @property
    def words(self) -> LogWords:
        """The words of a meeting that was, or of one that is planned."""
        words: LogWords = self.form.words
        return words

    @property
    def asks_what_came_of_it(self) -> bool:
        """Whether it took place; what was written before its day was changed stays in sight."""
        written = (
            self.areas.some_are_ticked,
            self.form["summary"].value(),
            self.actions.filled(),
            self.open_actions.has_changed(),
            self.given.has_any,
        )
        return not self.form.is_planning or any(written)

    @property
    def asks_how_many(self) -> bool:
        """Whether people may have been counted."""
        names = (*NUMBERS, "estimated")
        return not self.form.is_planning or any(self.form[name].value() for name in names)

    @property
    def has_details(self) -> bool:
        """Whether something stands in the folded part about time and place."""
        names = (
            "period",
            "has_taken_place",
            "starts",
            "ends",
            "last_day",
            "day_unknown",
            "platform",
            "place",
            "title",
            "parent",
        )
        asked = (self.form[name] for name in names)
        return self.form.is_planning or any(one.value() or one.errors for one in asked)
