"""The page of a form counts once, however often it is sent.

People press twice on a slow line, go Back and send again, and browsers send again by themselves.
Each page carries a key of its own. The same key with the same text is the same act: what came of
it is shown again. With another text it is for the person to say what is meant.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

from django.apps import apps
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, models, transaction
from django.forms import BaseForm
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from core import answers
from core.errors import DomainError
from core.models import Submission

KEY = "submission"

Texts = dict[str, list[str]]


class SentBeforeError(DomainError):
    """The page was sent and saved before, with another text."""


class RemovedSinceError(DomainError):
    """The page was sent and saved before; what came of it is gone."""


def new_key() -> str:
    """Return the key of a page that is shown now."""
    return str(uuid4())


def key_of(form: BaseForm) -> UUID | None:
    """Return the key of the page that was sent; None if it carries none that can be read."""
    try:
        return UUID(str(form.data.get(KEY, "")))
    except ValueError:
        return None


def earlier_of(form: BaseForm) -> Submission | None:
    """Return the earlier time that the page of ``form`` was sent and saved, if there was one."""
    key = key_of(form) if form.is_bound else None
    return Submission.objects.filter(key=key).first() if key else None


def texts_of(form: BaseForm) -> Texts:
    """Return what was sent with a form, by name; of a file its fingerprint.

    What a page carries hidden, such as a confirmation, is not what a person says.
    """
    unsaid = {"csrfmiddlewaretoken", KEY, *(each.html_name for each in form.hidden_fields())}
    data: Any = form.data
    texts = {name: [*map(_storable, data.getlist(name))] for name in data if name not in unsaid}
    texts |= {name: [_fingerprint(one) for one in form.files.getlist(name)] for name in form.files}
    return {_storable(name): values for name, values in texts.items() if any(values)}


def _storable(text: str) -> str:
    """Return the text as the database can hold it: a zero byte is part of no text there."""
    return text.replace("\0", "")


def begin(key: UUID, texts: Texts) -> Submission | None:
    """Note that a page is sent, in the transaction that saves it; return the earlier time if any.

    Of two requests at once the second waits here until the first has ended.
    """
    try:
        with transaction.atomic():
            Submission.objects.create(key=key, texts=texts)
    except IntegrityError:
        return Submission.objects.get(key=key)
    return None


def finish(key: UUID, texts: Texts, record: object) -> None:
    """Note what came of the page."""
    mine = Submission.objects.filter(key=key)
    named = {"record_type": "", "record_key": ""}
    if isinstance(record, models.Model):
        named = {"record_type": record._meta.label_lower, "record_key": str(record.pk)}
    mine.update(texts=texts, **named)


def result_of(earlier: Submission) -> models.Model | None:
    """Return the record that came of a page; None if the page made none.

    :raises RemovedSinceError: if it was removed since.
    """
    record = saved_as(earlier)
    if record is None and earlier.record_type:
        raise RemovedSinceError(
            _("You sent this page already. Somebody has removed what you saved.")
        )
    return record


def saved_as(earlier: Submission) -> models.Model | None:
    """Return the record that came of a page, if it made one that is still there."""
    if not earlier.record_type:
        return None
    model: Any = apps.get_model(earlier.record_type)
    record: models.Model | None = model._base_manager.filter(pk=earlier.record_key).first()
    return record


def is_repeated(form: BaseForm) -> bool:
    """Say whether the page of ``form`` was sent and saved before with the same text."""
    earlier = earlier_of(form)
    return earlier is not None and earlier.texts == texts_of(form)


def differences(
    form: BaseForm, earlier: Submission, rows: Iterable[answers.Question] = ()
) -> list[tuple[str, str, str]]:
    """Return the label of each question that says something else now: what it said, what it says.

    ``rows`` are the questions that stand beside the form.
    """
    before: answers.Sent = MultiValueDict(earlier.texts)
    questions: list[answers.Question] = [*answers.questions(form), *rows]
    asked = ((each, each.sent(before), each.sent()) for each in questions)
    return [
        (each.label, each.in_words(old), each.in_words(new))
        for each, old, new in asked
        if old != new
    ]


def _fingerprint(file: UploadedFile) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return f"{file.name} {digest.hexdigest()}"
