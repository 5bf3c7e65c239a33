"""When and where people meet: a day, hours in a zone, or to be determined."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from core.fields import ChoiceField, ClockField, DayField, NameField, PeriodField, TickField
from core.zones import ZoneField
from events.enums import Modality
from events.forms.rows import LenientForm

FAR = timedelta(days=366)
EARLIEST = date(1990, 1, 1)


def moment_of(day: date | None, clock: time | None, zone: str) -> datetime | None:
    """Return when the ``clock`` of a ``zone`` shows this on that day, if both are known."""
    return datetime.combine(day, clock, tzinfo=ZoneInfo(zone)) if day and clock else None


class TimeAndPlace(LenientForm):
    """The questions that a new log and a later correction share."""

    day = DayField(_("On which day?"), missing=_("Enter the date of the meeting."))
    period = PeriodField(
        _("Do you know only the month, the quarter or the year?"),
        help_text=_("For example May 2022, Q2 2022 or 2021."),
    )
    day_unknown = TickField(_("The day is not fixed yet (to be determined)"))
    last_day = DayField(_("Last day, if it took several days"))
    starts = ClockField(_("When did it start?"))
    ends = ClockField(_("When did it end?"))
    time_zone = ZoneField(_("In which time zone?"))
    modality = ChoiceField(
        _("How did they meet?"), Modality, radio=True, missing=_("Choose how they met.")
    )
    platform = NameField(
        _("On which platform?"), max_length=100, help_text=_("For example Zoom or Tencent Meeting.")
    )
    place = NameField(
        _("In which place?"), max_length=200, help_text=_("City, and building if it matters.")
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        is_open = self["day_unknown"].value() or self["period"].value()
        self.fields["day"].required = not is_open

    def clean(self) -> dict[str, Any]:
        """Check the days and hours against each other."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("day_unknown"):
            cleaned |= {"day": None, "last_day": None, "starts": None, "ends": None}
        self._choose(cleaned)
        cleaned["earliest_day"], cleaned["latest_day"] = cleaned.get("period") or (None, None)
        if "day" not in self.errors:
            self._judge_day(cleaned.get("day"), "day")
        self._judge_day(cleaned["earliest_day"], "period")
        self._judge_span(cleaned)
        return cleaned

    def moments(self) -> tuple[datetime | None, datetime | None]:
        """Return when it starts and ends, on the clock of the place."""
        cleaned = self.cleaned_data
        day, zone = cleaned["day"], cleaned["time_zone"]
        ends_at = moment_of(cleaned["last_day"] or day, cleaned["ends"], zone)
        return moment_of(day, cleaned["starts"], zone), ends_at

    def _choose(self, cleaned: dict[str, Any]) -> None:
        """Of a day and a month let the one count that was written; the other stood there before."""
        if not (cleaned.get("day") and cleaned.get("period")):
            return
        written = {"day", "period"} & set(self.changed_data)
        if written == {"period"}:
            cleaned["day"] = None
        elif written == {"day"}:
            cleaned["period"] = None
        else:
            self.add_error("period", _("Enter the day, or only its month, quarter or year."))

    def _judge_day(self, day: date | None, name: str) -> None:
        if day is None:
            return
        if day > self.today + FAR:
            self.add_error(name, _("This date is more than a year away. Check the year."))
        elif day < EARLIEST:
            self.add_error(name, _("This date is long ago. Check the year."))

    def _judge_span(self, cleaned: dict[str, Any]) -> None:
        day, last = cleaned.get("day"), cleaned.get("last_day")
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if cleaned.get("period") and not day:
            for name in ("last_day", "starts", "ends"):
                if cleaned.get(name):
                    self.add_error(name, _("Enter the day as well, or clear this."))
        if day and last and last < day:
            self.add_error("last_day", _("The last day must come after the first day."))
        elif last and last > self.today + FAR:
            self.add_error("last_day", _("This date is more than a year away. Check the year."))
        if ends and not starts and "starts" not in self.errors:
            self.add_error("starts", _("Enter when the meeting started."))
        if starts and ends and ends <= starts and last in {None, day}:
            self.add_error("ends", _("The meeting must end after it starts."))
