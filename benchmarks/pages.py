"""The list, a detail page and the dashboard of the sample network: queries, bytes, ratio.

Then the statements of a log with more and more rows.

The ratio is the page's processor time over that of a bare view which writes the same bytes behind
the same middleware. Both are asked in turn in one run, so that a busy machine slows both alike.
The last line is JSON.
"""

from __future__ import annotations

import gzip
import json
import os
import statistics
import sys
import time
from dataclasses import asdict, dataclass

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
django.setup()

import _logs  # noqa: E402
from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import include, path, reverse  # noqa: E402

from accounts.models import User  # noqa: E402
from core.wall import beyond_the_reader  # noqa: E402
from network.enums import Role  # noqa: E402
from network.models import Membership  # noqa: E402
from partnerships.models import Pairing  # noqa: E402

ROUNDS = 60
WARM_UP = 5
_bodies: dict[str, bytes] = {}


def bare(_request: HttpRequest, name: str) -> HttpResponse:
    """Write the bytes that the page ``name`` had."""
    return HttpResponse(_bodies[name])


urlpatterns = [path("bare/<slug:name>/", bare), path("", include("config.urls"))]


@dataclass(frozen=True)
class Figures:
    """What one page costs; times in milliseconds of processor."""

    page: str
    queries: int
    bytes_plain: int
    bytes_gzip: int
    cpu_ms: float
    bare_cpu_ms: float
    ratio_to_bare: float


@beyond_the_reader()
def main() -> int:
    """Measure each page and print the figures."""
    settings.ROOT_URLCONF = __name__
    settings.ALLOWED_HOSTS = ["testserver"]
    user = _staff()
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    measured = [_measure(client, name, address) for name, address in _pages().items()]
    for figures in measured:
        print(
            f"{figures.page:10} {figures.queries:3} queries  {figures.bytes_plain:6} bytes "
            f"({figures.bytes_gzip} gzip)  {figures.cpu_ms:6.1f} ms  "
            f"{figures.ratio_to_bare:5.1f} x bare"
        )
    logs = _logs.measure(user)
    pages = [asdict(figures) for figures in measured]
    print(json.dumps({"rounds": ROUNDS, "pages": pages, "logs": logs}))
    return 0


def _pages() -> dict[str, str]:
    pairing = Pairing.objects.get(source_key="gzittc-npic")
    return {
        "list": reverse("network:organization-index"),
        "detail": reverse("partnerships:pairing-detail", args=[pairing.pk]),
        "dashboard": reverse("dashboards:dashboard"),
    }


def _staff() -> User:
    user, made = User.objects.get_or_create(email="bench@example.org", name="Benchmark")
    if made:
        Membership.objects.create(user=user, role=Role.STAFF)
    return user


def _measure(client: Client, name: str, address: str) -> Figures:
    body, queries = _ask_counting(client, address)
    _bodies[name] = body
    own, base = [], []
    for turn in range(WARM_UP + ROUNDS):
        spent = _cpu(client, address), _cpu(client, f"/bare/{name}/")
        if turn >= WARM_UP:
            own.append(spent[0])
            base.append(spent[1])
    page, plain = statistics.median(own), statistics.median(base)
    return Figures(
        name,
        queries,
        len(body),
        len(gzip.compress(body, 6)),
        round(page, 2),
        round(plain, 2),
        round(page / plain, 2),
    )


def _ask_counting(client: Client, address: str) -> tuple[bytes, int]:
    """Return the page and how many statements it took, once everything is warm."""
    client.get(address)
    statements: list[str] = []

    def count(execute, sql, params, many, context):
        statements.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        response = client.get(address)
    if response.status_code != 200:  # noqa: PLR2004
        sys.exit(f"{address} answered {response.status_code}.")
    return response.content, len(statements)


def _cpu(client: Client, address: str) -> float:
    start = time.process_time()
    client.get(address)
    return (time.process_time() - start) * 1000


if __name__ == "__main__":
    sys.exit(main())
