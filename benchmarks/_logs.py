"""How many statements it takes to write down a meeting: by the operation, and with its form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from django.db import connection, transaction
from django.http import QueryDict
from django.utils import timezone

from accounts.models import User
from events.forms.log import LogPage
from events.forms.pasted_list import seal
from events.models import EventType
from events.operations import events
from events.terms.logs import EventLog
from network.models import CooperationArea, Person
from partnerships.models import Pairing

LENGTHS = (0, 10, 50)


@dataclass(frozen=True)
class LogFigures:
    """The statements of one log: of the operation alone, and of reading and judging its form."""

    rows: str
    count: int
    operation: int
    form: int


def measure(user: User) -> list[dict[str, Any]]:
    """Log meetings with more and more rows and print what each took; nothing is kept."""
    figures = [_figures(user, rows, count) for rows in _DATA for count in LENGTHS]
    for one in figures:
        print(
            f"log of {one.count:2} {one.rows:12} {one.operation:4} statements, "
            f"and {one.form} to read its form"
        )
    return [asdict(one) for one in figures]


@transaction.atomic
def _figures(user: User, rows: str, count: int) -> LogFigures:
    data = _sent(user, _DATA[rows](count))
    log, form = _counted(lambda: _terms(user, data))
    _event, operation = _counted(lambda: events.log(log, by=user, now=timezone.now()))
    transaction.set_rollback(True)
    return LogFigures(rows, count, operation, form)


def _terms(user: User, data: QueryDict) -> EventLog:
    page = LogPage(user, today=timezone.localdate(), data=data)
    if not page.is_valid():
        raise RuntimeError([part.errors for part in page.parts])
    return page.terms()


def _sent(user: User, more: dict[str, Any]) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update(
        {
            "pairing": Pairing.objects.get(source_key="gzittc-npic").pk,
            "day": timezone.localdate().isoformat(),
            "modality": "online",
            "type": EventType.objects.get(key="peer_workshop").pk,
            "time_zone": "Asia/Bangkok",
            "participants_checked": seal(more.get("participants", "")),
            **_no_rows(user),
            **more,
        }
    )
    return data


def _no_rows(user: User) -> dict[str, str]:
    """Return what the page sends of its sets of rows while they are empty."""
    parts = LogPage(user, today=timezone.localdate()).parts
    prefixes = [part.prefix for part in parts if hasattr(part, "management_form")]
    return {f"{each}-{name}_FORMS": "0" for each in prefixes for name in ("TOTAL", "INITIAL")}


def _participants(count: int) -> dict[str, Any]:
    """Names that a list may hold: every second one is in the directory."""
    known = list(Person.objects.values_list("name", flat=True)[: count // 2])
    guests = [f"Guest{number} Unknown, Trainer, NPIC" for number in range(count - len(known))]
    return {"participants": "\n".join([*known, *guests])}


def _areas(count: int) -> dict[str, Any]:
    missing = count - CooperationArea.objects.count()
    CooperationArea.objects.bulk_create(
        CooperationArea(key=f"bench-{number}", name=f"Benchmark {number}")
        for number in range(missing)
    )
    areas = CooperationArea.objects.values_list("pk", flat=True)[:count]
    agreed = {f"area-{pk}-agreed": "on" for pk in areas}
    # Only of those that are agreed already it is asked whether they are meant anew.
    return agreed | {f"again-{pk}-happened": "anew" for pk in areas}


_DATA: dict[str, Callable[[int], dict[str, Any]]] = {
    "participants": _participants,
    "agreed areas": _areas,
}


def _counted(act: Callable[[], Any]) -> tuple[Any, int]:
    """Return what ``act`` returns, and how many statements it took."""
    statements: list[str] = []

    def count(execute, sql, params, many, context):
        statements.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        result = act()
    return result, len(statements)
