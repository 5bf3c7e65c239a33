"""Hostile files, through every question that takes a file: refused with a word, or made harmless.

Each is looked at in a process that ends if it takes more memory or time than a file may.
"""

from __future__ import annotations

import os
import re
import resource
import traceback
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from core.uploads import CheckedFileField, CheckedFilesField
from events.forms import pasted_files
from tests import hostile_files
from tests.architecture.test_access import OURS
from tests.hostile_files import Hostile

SECONDS = 5
# A photo of a phone is drawn in full before it is made small.
MORE_MEMORY = 700 * 1024 * 1024
HARMLESS = re.compile(r"(?!\.)[^/\\<>\"\x00-\x1f\x7f-\x9f\u2028-\u202e]{1,130}\.(?:pdf|jpg|png)")
DEVICE = re.compile(r"(?:con|lpt\d)\b", re.IGNORECASE)


def every_form() -> list[type[forms.BaseForm]]:
    for app in OURS:
        for path in [
            *settings.BASE_DIR.glob(f"{app}/forms*"),
            *settings.BASE_DIR.glob(f"{app}/forms/*.py"),
        ]:
            import_module(".".join(path.relative_to(settings.BASE_DIR).with_suffix("").parts))
    found, waiting = set(), [forms.BaseForm]
    while waiting:
        each = waiting.pop()
        waiting += each.__subclasses__()
        found.add(each)
    return sorted(found, key=lambda each: f"{each.__module__}.{each.__qualname__}")


def every_question() -> dict[str, forms.FileField]:
    """Return the questions of our forms that take a file, by form and name."""
    return {
        f"{form.__module__}.{form.__name__}.{name}": field
        for form in every_form()
        if form.__module__.split(".")[0] in OURS
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field, forms.FileField)
    }


def upload(one: Hostile) -> SimpleUploadedFile:
    file = SimpleUploadedFile("blob", one.data)
    file._name = one.name
    return file


def what_is_wrong(one: Hostile, field: forms.FileField) -> str:
    """Return what is wrong with how the question takes the file."""
    several = isinstance(field, CheckedFilesField)
    try:
        taken = field.clean([upload(one)] if several else upload(one))
    except ValidationError as refused:
        said = " ".join(refused.messages)
        return "no word" if "." not in said or one.is_kept else ""
    for kept in taken if several else [taken]:
        data = kept.file.read()
        if not one.is_kept or b"zqx" in data or b"PK\x03\x04" in data:
            return "kept"
        if not HARMLESS.fullmatch(kept.name) or DEVICE.match(kept.name):
            return f"name {kept.name!r}"
    return ""


def within_limits(look: Callable[..., str], *asked: object) -> str:
    """Return what is found by a process of its own, which ends when it takes too much."""
    reads, writes = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            size = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
            resource.setrlimit(resource.RLIMIT_AS, (size + MORE_MEMORY,) * 2)
            used = int(sum(resource.getrusage(resource.RUSAGE_SELF)[:2]))
            resource.setrlimit(resource.RLIMIT_CPU, (used + SECONDS,) * 2)
            os.write(writes, look(*asked).encode()[:60_000])
        except BaseException:  # noqa: BLE001 - whatever it is, the parent tells it
            os.write(writes, traceback.format_exc().encode()[-3000:])
        finally:
            os._exit(0)
    os.close(writes)
    with os.fdopen(reads, "rb") as pipe:
        said = pipe.read().decode()
    _pid, status = os.waitpid(child, 0)
    return said if status == 0 else f"{said} ended with {status}"


@pytest.fixture(scope="module")
def files():
    return hostile_files.every()


def test_there_are_forty_and_more(files):
    assert len({(one.what, one.name) for one in files}) == len(files) > 40


def test_every_question_for_a_file_checks_it(files):
    unchecked = {
        where: type(field).__name__
        for where, field in every_question().items()
        if not isinstance(field, CheckedFileField | CheckedFilesField)
    }

    assert unchecked == {}
    assert len(every_question()) >= 6


def test_every_hostile_file_is_refused_or_made_harmless_within_limits(files):
    """All questions of a kind are the same code: each kind is asked, with every file."""
    kinds = {type(field): field for field in every_question().values()}

    assert set(kinds) == {CheckedFileField, CheckedFilesField}
    found = {(one.what, one.name): within_limits(looks, one, [*kinds.values()]) for one in files}
    assert {file: wrong for file, wrong in found.items() if wrong} == {}


def looks(one: Hostile, fields: list[forms.FileField]) -> str:
    """Return what is wrong with the file as a file that is kept, and as a list of names."""
    lists = [Hostile(one.what, f"list.{ending}", one.data) for ending in ("xlsx", "csv")]
    found = [what_is_wrong(one, field) for field in fields] + [*map(what_is_read, lists)]
    return "".join(found)


def what_is_read(one: Hostile) -> str:
    """Return what a list holds that is more than a list may; it is text, and kept nowhere."""
    try:
        text = pasted_files.text_of(upload(one))
    except pasted_files.UploadRefusedError as refused:
        return "" if str(refused).endswith(".") else "no word"
    return "too much" if len(text) > 2 * pasted_files.MOST_LETTERS else ""
