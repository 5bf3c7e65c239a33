"""Two people change one record: nobody's text is lost, and who saves last chooses.

The page of a form carries a mark of each answer that it showed. What is saved with
another mark by now was changed by somebody else. Where the person left it alone, the saved answer
stays; where both wrote, the page shows both and asks.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.forms import BaseForm, BaseFormSet
from django.utils.translation import gettext_lazy as _

from core.answers import Answer, Question, RowsQuestion, questions
from core.db import locked
from core.errors import DomainError
from core.models import Record

MARKS = "marks"
MINE, THEIRS = "mine", "theirs"


class SavedMeanwhileError(DomainError):
    """Somebody saved the record between the opening of this request and its end."""


class ToBeChosenError(DomainError):
    """Two people changed the same, and nobody has chosen yet."""


@dataclass(frozen=True)
class Conflict:
    """What was changed by two; ``choice`` is the name of the question which text stays.

    ``mark`` names the saved text that was shown: a choice counts for that one only.
    """

    name: str
    label: str
    choice: str
    mark: str
    theirs: str
    mine: str


@dataclass(frozen=True)
class Sides:
    """What the page of a form showed, what is saved by now, and what was sent.

    ``rows`` are the sets of rows beside the form.
    """

    form: BaseForm
    rows: tuple[RowsQuestion, ...] = ()

    @property
    def marks(self) -> str:
        """The marks that the page carries.

        Of what is still to be chosen the old mark stays, so that it is asked again.
        """
        old, asked = self._old, {each.name for each in self.conflicts()}
        marks = {
            each.name: old[each.name] if each.name in asked else _mark(each.shown())
            for each in self._questions
        }
        return json.dumps(marks, separators=(",", ":"))

    def conflicts(self) -> list[Conflict]:
        """Return what two have changed and where nobody has chosen yet."""
        return [_conflict(each) for each in self._changed if self._whose(each) is None]

    def merge(self) -> None:
        """Let the form say what others saved where the person left it or chose it."""
        theirs = [each for each in self._changed if self._whose(each) == THEIRS]
        if not theirs:
            return
        data: Any = self.form.data.copy()  # type: ignore[attr-defined]
        for each in theirs:
            each.put(data, each.shown())
        self.form.data = data
        self.form.full_clean()
        for each in self.rows:
            _bind_anew(each.rows, data)

    def check(self, record: Record) -> None:
        """Hold ``record`` until the transaction ends, if the form may be saved as it is.

        :raises ToBeChosenError: if two changed the same and nobody has chosen yet.
        :raises SavedMeanwhileError: if somebody has saved it since the form has read it.
        """
        if self.conflicts():
            raise ToBeChosenError(
                _("Somebody else changed the same text while you wrote. Choose which text to keep.")
            )
        if locked(record).updated_at != record.updated_at:
            raise SavedMeanwhileError(
                _("Somebody saved this at the same moment. We kept your text. Save again.")
            )

    @property
    def _questions(self) -> list[Question]:
        return [*questions(self.form), *self.rows]

    @property
    def _old(self) -> dict[str, str]:
        try:
            marks = json.loads(self.form.data.get(MARKS, "")) if self.form.is_bound else {}
        except ValueError:
            return {}
        return marks if isinstance(marks, dict) else {}

    @property
    def _changed(self) -> list[Question]:
        """What others have changed to something that was not sent now."""
        old = self._old
        changed = (each for each in self._questions if each.name in old)
        return [
            each
            for each in changed
            if old[each.name] != _mark(each.shown()) and each.sent() != each.shown()
        ]

    def _whose(self, question: Question) -> str | None:
        """Return whose text stays; None if that is to be asked."""
        if _mark(question.sent()) == self._old[question.name]:
            return THEIRS
        chosen = str(self.form.data.get(_choice(question), ""))
        whose, _colon, mark = chosen.partition(":")
        return whose if mark == _mark(question.shown()) and whose in (MINE, THEIRS) else None


def saved_by(record: Record) -> str:
    """Return the name of who saved ``record`` last; empty if that is not known."""
    history: Any = record.history  # type: ignore[attr-defined]
    last = history.select_related("pgh_context").order_by("-pgh_id").first()
    context: dict[str, Any] = last.pgh_context.metadata if last and last.pgh_context else {}
    user = get_user_model().objects.filter(pk=context.get("user") or 0).first()
    return str(user or context.get("by", ""))


def _conflict(question: Question) -> Conflict:
    theirs, mine = question.shown(), question.sent()
    return Conflict(
        question.name,
        question.label,
        _choice(question),
        _mark(theirs),
        question.in_words(theirs),
        question.in_words(mine),
    )


def _choice(question: Question) -> str:
    return f"keep-{question.name}"


def _mark(answer: Answer) -> str:
    return hashlib.sha256(json.dumps(answer).encode()).hexdigest()[:12]


def _bind_anew(rows: BaseFormSet[Any], data: Any) -> None:
    rows.data = data
    for made in ("forms", "management_form"):
        rows.__dict__.pop(made, None)
    rows.full_clean()
