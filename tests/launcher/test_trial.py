"""What a copy begins with: no database gets the sample, or known passwords, unasked."""

from dataclasses import dataclass, field

import pytest

from launcher import arguments, trial
from launcher.product import Product

BIRTH = "2026-11-29T08:00:00+00:00"
LOADED, ACCOUNTS = "load_network", "create_demo_accounts"


@dataclass(frozen=True)
class Noted(Product):
    """A copy that notes which commands are run on it."""

    run: list[str] = field(default_factory=list)

    def manage(self, command, *_options, remedy=""):
        self.run.append(command)
        return "log-ins" if command == ACCOUNTS else ""


@pytest.fixture
def fill(tmp_path):
    """Begin a copy with these options; return what was run, on the same data each time."""

    def begin(*options, settings="local", database=BIRTH):
        copy = Noted(tmp_path, {"DJANGO_SETTINGS_MODULE": f"config.settings.{settings}"})
        trial.fill(copy, database, arguments.parse("start", list(options)))
        return copy.run

    return begin


@pytest.fixture(params=["DATABASE_URL", "ALLOWED_HOSTS"])
def shared(request, monkeypatch):
    """The environment says that the copy is not for one person alone."""
    monkeypatch.setenv(request.param, "example")


def test_a_copy_of_ones_own_begins_with_the_sample_once(fill):
    assert fill() == [LOADED, ACCOUNTS]
    assert fill() == [ACCOUNTS]
    assert fill(database="another") == [LOADED, ACCOUNTS]


def test_who_wants_it_empty_says_so_once(fill):
    assert fill("--empty") == [ACCOUNTS]
    assert fill() == [ACCOUNTS]
    assert fill("--sample") == [LOADED, ACCOUNTS]


def test_nobody_elses_database_is_filled_unasked(fill, shared, capsys):
    assert fill() == []
    assert "bin/start --sample" in capsys.readouterr().out
    assert fill() == []


def test_what_was_said_for_that_database_holds(fill, shared):
    assert fill("--sample") == [LOADED, ACCOUNTS]
    assert fill() == [ACCOUNTS]
    assert fill(database="another") == []
    assert fill("--empty") == []


def test_a_stamp_of_a_version_that_did_not_ask_is_no_answer(fill, shared, tmp_path):
    (tmp_path / "sample.stamp").write_text(BIRTH)

    assert fill() == []


def test_an_installation_is_never_filled(fill):
    assert fill("--sample", settings="prod") == []


def test_a_database_that_is_kept_gets_back_nothing_that_was_removed(fill):
    assert fill("--database", "keep") == [ACCOUNTS]
