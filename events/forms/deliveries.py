"""What a meeting carried out of what was agreed or planned before it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.fields import ChoiceField, LongTextField, narrow
from core.pickers import PickField, PicksField
from events.forms.rows import LenientForm, number
from events.models import Event
from events.queries import outcomes
from network.forms.choices import MOST_TICKS
from partnerships.enums import Answer, ReachedKind
from partnerships.forms.choices import ACTIONS, COMMITMENTS
from partnerships.models import Action, Commitment, Pairing
from partnerships.terms.updates import NewUpdate, PeopleReachedTerms, ProgressUpdateTerms

ANEW = "anew"
_SAY_WHAT = _("Write what they carried out.")


class CarriedOut(LenientForm):
    """What was carried out of an agreed area, and whom it reached."""

    text = LongTextField(
        _("What did they carry out?"),
        missing=_SAY_WHAT,
        rows=2,
        max_length=1000,
        help_text=_("For example: two courses of five days."),
    )
    kind = ChoiceField(
        _("Who did it reach?"), [("", _("Not known")), *ReachedKind.choices], required=False
    )
    people = number(_("How many people?"))
    women = number(_("How many of them are women?"))

    def clean(self) -> dict[str, Any]:
        """Ask who was counted, and refuse more women than people."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        people, women = cleaned.get("people"), cleaned.get("women")
        if people is not None and women is not None and women > people:
            self.add_error("women", _("There cannot be more women than people."))
        if (people is not None or women is not None) and not cleaned.get("kind"):
            self.add_error("kind", _("Choose who these people are."))
        return cleaned

    def of(self, commitment: Commitment, *, answer: str) -> NewUpdate:
        """Return what it is to this agreed area."""
        cleaned = self.cleaned_data
        reached = PeopleReachedTerms(
            kind=cleaned["kind"], total=cleaned["people"], women=cleaned["women"]
        )
        return NewUpdate(
            terms=ProgressUpdateTerms(answer=answer, commitment=commitment, text=cleaned["text"]),
            reached=[reached] if cleaned["kind"] else [],
        )


class DeliverArea(CarriedOut):
    """The same on the page of a meeting, where it is asked of which agreed area."""

    commitment = PickField(
        _("Which agreed area?"),
        COMMITMENTS,
        empty=_("Choose an agreed area"),
        missing=_("Choose the agreed area."),
    )
    answer = ChoiceField(
        _("Is it done now?"),
        [
            (Answer.DONE.value, _("Yes, all of it")),
            (Answer.GOING_WELL.value, _("A part of it, the work goes on")),
        ],
        radio=True,
    )
    field_order = ("commitment", "answer")

    def __init__(self, *args: Any, event: Event, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agreed = outcomes.open_areas(event, user).select_related("area", "pairing")
        narrow(self, commitment=agreed)

    def new(self) -> NewUpdate:
        """Return what it is to the agreed area."""
        return self.of(self.cleaned_data["commitment"], answer=self.cleaned_data["answer"])


class AgreedBefore(CarriedOut):
    """In the log: whether an area that is agreed already was carried out, or agreed anew."""

    happened = ChoiceField(
        _("What happened to it at this meeting?"),
        [
            (Answer.DONE.value, _("They carried out all of it")),
            (Answer.GOING_WELL.value, _("They carried out a part of it")),
            (ANEW, _("They agreed on something new")),
        ],
        radio=True,
        required=False,
    )
    commitment = ChoiceField(_("Which agreed area?"), required=False)
    field_order = ("happened", "commitment")

    def __init__(
        self, *args: Any, agreed: Sequence[Commitment], is_ticked: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.agreed, self.is_ticked = agreed, is_ticked
        self.fields["text"].required = False
        if self.has_several:
            choices: Any = self.fields["commitment"]
            choices.choices = [("", _("Choose an agreed area")), *map(_choice, agreed)]
        else:
            del self.fields["commitment"]

    @property
    def has_several(self) -> bool:
        """Whether more than one agreed area may be meant."""
        return len(self.agreed) > 1

    @property
    def is_anew(self) -> bool:
        """Whether they agreed on something besides what is agreed."""
        return bool(self["happened"].value() == ANEW)

    def clean(self) -> dict[str, Any]:
        """Never guess whether a tick tells of the old or of something new."""
        cleaned = super().clean()
        if not self.is_ticked:
            return cleaned
        if not cleaned.get("happened"):
            self.add_error("happened", _("Say if they carried it out or agreed on something new."))
        elif self.is_anew:
            self._clear(cleaned)
        else:
            self._complete(cleaned)
        return cleaned

    def new(self) -> list[NewUpdate]:
        """Return what was carried out: nothing if they agreed anew, or if it is not ticked."""
        if not self.is_ticked or self.is_anew:
            return []
        return [self.of(self._chosen, answer=self.cleaned_data["happened"])]

    @property
    def _chosen(self) -> Commitment:
        key = self.cleaned_data.get("commitment")
        return next((one for one in self.agreed if str(one.pk) == key), self.agreed[0])

    def _clear(self, cleaned: dict[str, Any]) -> None:
        if any(cleaned.get(name) not in {None, ""} for name in ("text", "people", "women")):
            self.add_error(
                "text", _("Clear this and the numbers, or say that they carried it out.")
            )

    def _complete(self, cleaned: dict[str, Any]) -> None:
        if self.has_several and not cleaned.get("commitment"):
            self.add_error("commitment", _("Choose the agreed area."))
        if not cleaned.get("text") and "text" not in self.errors:
            self.add_error("text", _SAY_WHAT)


class DoneActions(LenientForm):
    """Which of the actions that were open were done at the meeting."""

    done = PicksField(
        _("Which open actions did they finish at this meeting?"),
        ACTIONS,
        most=MOST_TICKS,
        of="pairing",
    )

    def new(self) -> list[NewUpdate]:
        """Return what was done."""
        return [
            NewUpdate(terms=ProgressUpdateTerms(answer=Answer.DONE, action=action))
            for action in self.cleaned_data["done"]
        ]


class OpenActions(DoneActions):
    """The same in the log: of the pairing that met."""

    def __init__(self, *args: Any, pairing: Pairing | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if pairing is not None:
            narrow(self, done=Action.objects.open().filter(pairing=pairing))

    @property
    def is_asked(self) -> bool:
        """Whether the pairing that met has an open action."""
        field: Any = self.fields["done"]
        return bool(field.queryset.exists())


class FinishActions(DoneActions):
    """The same on the page of a meeting: of all pairings that met."""

    done = PicksField(
        _("Which open actions did they finish at this meeting?"),
        ACTIONS,
        most=MOST_TICKS,
        missing=_("Choose the actions that they finished."),
    )

    def __init__(self, *args: Any, event: Event, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        narrow(self, done=outcomes.open_actions(event, user))


def _choice(commitment: Commitment) -> tuple[str, str]:
    """Return the key of an agreed area, and what tells it from another in the same area."""
    days = (commitment.starts_on, commitment.ends_on)
    years = "\N{EN DASH}".join(dict.fromkeys(str(day.year) for day in days if day))
    text = str(commitment)
    return str(commitment.pk), f"{text} ({years})" if years else text
