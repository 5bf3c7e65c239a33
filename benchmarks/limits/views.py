"""Signed-in views that ask the database what a page asks, and write the bytes that it writes."""

from __future__ import annotations

import json
import os
from contextlib import nullcontext
from functools import cache
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import HttpRequest, HttpResponse

from core.wall import beyond_the_reader
from partnerships.models import ProgressUpdate


def page(request: HttpRequest, name: str) -> HttpResponse:
    """Ask and write what the page of that name asked and wrote for this reader."""
    recorded = _recorded()[f"{_reader(request)}/{name}"]
    with connection.cursor() as cursor:
        for is_beyond, statement in recorded["statements"]:
            with beyond_the_reader() if is_beyond else nullcontext():
                cursor.execute(statement)
            cursor.fetchall()
    return HttpResponse(f"{recorded['body']}")


def write(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a progress update with one statement; the triggers do what they do."""
    _reader(request)
    with beyond_the_reader(), connection.cursor() as cursor:
        cursor.execute(_ONE_MORE, [pk])
    return HttpResponse(status=302, headers={"Location": "/"})


def _reader(request: HttpRequest) -> int:
    if not request.user.is_authenticated:
        raise PermissionDenied
    return int(request.user.pk)


@cache
def _recorded() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Path(os.environ["RECORDED"]).read_text(encoding="utf-8"))
    return found


_SAID = ", ".join(
    f'"{field.column}"'
    for field in ProgressUpdate._meta.concrete_fields
    if not field.primary_key and not field.generated and field.name != "supersedes"
)
_ONE_MORE = f"""
INSERT INTO partnerships_progressupdate ({_SAID}) SELECT {_SAID} FROM partnerships_progressupdate
WHERE pairing_id = %s ORDER BY submitted_at DESC LIMIT 1
"""
