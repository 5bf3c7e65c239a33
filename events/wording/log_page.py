"""What the page says that writes a meeting down: one that took place, or one that is planned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, kw_only=True)
class LogWords:
    """The words of one page; ``labels`` are the questions that are asked in another way."""

    is_planning: bool
    title: _StrPromise
    lede: _StrPromise
    # Said beside the day once it is known.
    by_day: _StrPromise
    people: _StrPromise
    talk: _StrPromise
    save: _StrPromise
    save_again: _StrPromise
    save_other: _StrPromise
    saved: _StrPromise
    draft: str
    labels: Mapping[str, _StrPromise] = field(default_factory=dict)


LOGGED = LogWords(
    is_planning=False,
    title=_("Log a meeting"),
    lede=_("You need only the first section. You can add the rest later."),
    by_day=_("This meeting took place. Write down what came out of it."),
    people=_("3. Who took part"),
    talk=_("What they said and discussed"),
    save=_("Save the meeting"),
    save_again=_("If it is right, press “Save the meeting” again."),
    save_other=_("If it is another meeting, press “Save the meeting” again."),
    saved=_("Meeting saved. We sent no mail to anybody."),
    draft="workshop-log",
)
PLANNED = LogWords(
    is_planning=True,
    title=_("Plan a meeting"),
    lede=_("You need only the first section. You can invite people later."),
    by_day=_("This meeting is in the future. Write down who will come."),
    people=_("2. Who will come"),
    talk=_("What they will discuss"),
    save=_("Save the plan"),
    save_again=_("If it is right, press “Save the plan” again."),
    save_other=_("If it is another meeting, press “Save the plan” again."),
    saved=_("Meeting planned. We sent no mail to anybody."),
    draft="meeting-plan",
    labels={
        "pairing": _("Which pairing will meet?"),
        "type": _("What kind of meeting will it be?"),
        "modality": _("How will they meet?"),
        "last_day": _("Last day, if it takes several days"),
        "starts": _("When does it start?"),
        "ends": _("When does it end?"),
        "organization_names": _("Which organizations will come?"),
        "known_people": _("Who of them will come?"),
        "topics": _("Which topics will they discuss?"),
        "documents": _("Do you have an agenda or other files?"),
    },
)
# Beside a pairing, whose own sides need not be written.
OTHER_ORGANIZATIONS = {
    False: _("Which other organizations took part?"),
    True: _("Which other organizations will come?"),
}


def words_of(*, is_planning: bool) -> LogWords:
    """Return the words of a meeting that is still to come, or of one that was."""
    return PLANNED if is_planning else LOGGED
