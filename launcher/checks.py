"""What bin/test checks, in order. Every check is a list of commands, all of which must pass."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from launcher.places import PYTHON, ROOT, VENV

_BIN = VENV / "bin"
_MANAGE = (PYTHON, "-W", "ignore", ROOT / "manage.py")
_PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "config.settings.prod",
    "SECRET_KEY": "for-this-check-only-long-enough-and-with-many-different-characters-0123456789",
    "ALLOWED_HOSTS": "network.example.org",
    "SITE_URL": "https://network.example.org",
}
# The browser's event loop runs in the thread of the test: its queries are no hazard.
_BROWSER = {"DJANGO_ALLOW_ASYNC_UNSAFE": "true"}
# Where a slip costs most, every line and branch is tested.
_WITHOUT_GAPS = "*/operations.py,*/operations/*,*/rules.py,accounts/access.py"


@dataclass(frozen=True)
class Check:
    """A named check; an `open` one speaks on the terminal while it runs."""

    name: str
    commands: Sequence[Sequence[str | Path]]
    environment: dict[str, str] = field(default_factory=dict)
    is_open: bool = False


def everything(passed_on: list[str], *, new_database: bool) -> list[Check]:
    """All checks; what is passed on goes to pytest."""
    return [
        Check("format", [[_BIN / "ruff", "format", "--check", "."]]),
        Check("lint", [[_BIN / "ruff", "check", "."]]),
        Check("templates", [_djangofmt("--check"), _djangofmt("check")]),
        Check("imports", [[_BIN / "lint-imports", "--no-cache"]]),
        Check("types", [[_BIN / "mypy", "."]]),
        Check("migrations", [[*_MANAGE, "makemigrations", "--check", "--dry-run"]]),
        Check("deploy", [[*_MANAGE, "check", "--deploy", "--fail-level=WARNING"]], _PRODUCTION),
        Check("django", [_django_upgrade()]),
        Check("spelling", [[_BIN / "codespell"]]),
        Check("pytest", [_pytest(passed_on, new_database=new_database)], _BROWSER, is_open=True),
        *([] if passed_on else [Check("coverage", _coverage(), is_open=True)]),
    ]


def _djangofmt(how: str) -> list[str | Path]:
    return [_BIN / "djangofmt", how, "templates"]


def _django_upgrade() -> list[str | Path]:
    sources = sorted(
        path
        for app in ROOT.glob("*/__init__.py")
        for path in app.parent.rglob("*.py")
        if "migrations" not in path.parts
    )
    return [_BIN / "django-upgrade", "--check", "--target-version=5.2", *sources]


def _pytest(passed_on: list[str], *, new_database: bool) -> list[str | Path]:
    """Run every test with its lines counted; a part of them without."""
    counted = [] if passed_on else ["-m", "coverage", "run"]
    database = ["--create-db"] if new_database else []
    return [PYTHON, *counted, "-m", "pytest", *database, *passed_on]


def _coverage() -> list[list[str | Path]]:
    report: list[str | Path] = [PYTHON, "-m", "coverage", "report"]
    return [report, [*report, f"--include={_WITHOUT_GAPS}", "--fail-under=100"]]
