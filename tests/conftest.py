"""What every test may ask for; nothing here builds domain data."""

from __future__ import annotations

import gc
import os
import sys
from contextvars import ContextVar
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client, TransactionTestCase
from hypothesis import HealthCheck
from hypothesis import settings as examples

from core import wall
from launcher import checks
from tests import brokers, databases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from accounts.models import User


# What is read to find the tests, and to write their asserts anew, is nearly all kept.
gc.set_threshold(50_000, 20, 50)

# How long an example takes says nothing of it where other work runs beside the tests.
examples.register_profile("shared", deadline=None, suppress_health_check=[HealthCheck.too_slow])
examples.load_profile("shared")


# Tests see every row, in each of their threads; a request is read for whoever is signed in.
wall._reader = ContextVar("reader", default=None)

HERE = Path(__file__).parent
COUNTS_ALL = "COUNT_EVERY_LINE" in os.environ
# The modules without gaps that are no folder; a test of a part of one begins with its name.
ALONE = tuple(
    f"test_{Path(each).stem}" for each in checks.WITHOUT_GAPS.split(",") if each.endswith(".py")
)
if "PYTEST_XDIST_WORKER" in os.environ and not COUNTS_ALL:
    # What a test starts counts its lines no more: who makes the tables would, for all who wait.
    os.environ.pop("COVERAGE_PROCESS_CONFIG", None)


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Iterator[object]:
    """Count the lines of modules as they are read, and none of what reads and spreads the tests.

    To find their asserts and to write them anew is work that would take half as long again.
    """
    counter = sys.gettrace()
    if counter and not COUNTS_ALL:
        for name in _without_gaps():
            import_module(name)
        sys.settrace(None)
    result = yield
    if not session.config.pluginmanager.hasplugin("dsession"):
        sys.settrace(counter)
    return result


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> None:
    """Make the tables before the first test, or their making would count as its time."""
    if any(map(_asks_the_database, session.items)) and not session.config.option.collectonly:
        databases.see_to_template(anew=session.config.getoption("create_db"))
    # What was imported stays to the end: to look through it again and again takes an eighth of all.
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[object]:
    """Count the lines that the tests of what has no gaps run, and no others.

    A page or a walk over everything runs whatever there is: it would hide, and not every time, what
    no test of its own asks. Counting also makes a test half as long again.
    """
    counter = sys.gettrace()
    if not (COUNTS_ALL or _is_of_what_has_no_gaps(item.path)):
        sys.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(counter)


def _without_gaps() -> Iterator[str]:
    """Yield the names of the modules of which no line may be missed."""
    found = {path for each in checks.WITHOUT_GAPS.split(",") for path in HERE.parent.glob(each)}
    for path in sorted(found):
        if path.suffix == ".py" and path.stem != "__init__":
            yield ".".join(path.relative_to(HERE.parent).with_suffix("").parts)
    # What says who may open a view does its work as views are read.
    yield settings.ROOT_URLCONF


def _is_of_what_has_no_gaps(test: Path) -> bool:
    """Say whether a test is of operations, planners or terms, or of a module that stands alone."""
    if test.parent.name in ("operations", "planners", "terms"):
        return True
    is_of_an_app = test.parent.parent == HERE and test.parent.name != "architecture"
    return is_of_an_app and test.stem.startswith(ALONE)


def _asks_the_database(item: pytest.Item) -> bool:
    fixtures = {"db", "transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    return bool(fixtures) or item.get_closest_marker("django_db") is not None


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_modify_db_settings: None,
    monkeysession: pytest.MonkeyPatch,
) -> None:
    """Give each process that tests a database of its own; it stays there to be looked at."""
    name = connection.creation._get_test_db_name()
    databases.copy(name)
    databases.enter(name)
    monkeysession.setattr(TransactionTestCase, "_fixture_teardown", lambda _: databases.empty())


@pytest.fixture
def busy_elsewhere() -> Iterator[None]:
    """Let a test that counts rows or pages find none of them gone, as beside other tests."""
    with databases.busy_elsewhere():
        yield


@pytest.fixture(scope="session")
def monkeysession() -> Iterator[pytest.MonkeyPatch]:
    with pytest.MonkeyPatch.context() as patch:
        yield patch


@pytest.fixture
def broker_url() -> Iterator[str]:
    """Return the address of an empty broker that nobody else uses while the test runs."""
    with brokers.claimed() as url:
        yield url


@pytest.fixture
def signed_in() -> Callable[..., Client]:
    """Return a client in which ``user`` is signed in; with ``htmx`` it asks as htmx does."""

    def sign_in(user: User, *, htmx: bool = False) -> Client:
        headers = {"HX-Request": "true"} if htmx else {}
        client = Client(headers=headers)
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
        return client

    return sign_in


@pytest.fixture
def mail_client() -> Client:
    """Return what opens a mail: it has never been here, and nothing is waved through."""
    return Client(enforce_csrf_checks=True)
