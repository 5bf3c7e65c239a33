"""What bin/test checks. Every check is a list of commands, all of which must pass."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from launcher.places import PYTHON, ROOT, VENV

_BIN = VENV / "bin"
_MANAGE = (PYTHON, "-W", "ignore", ROOT / "manage.py")
_LAUNCHER = (PYTHON, "-m", "launcher")
_PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "config.settings.prod",
    "SECRET_KEY": "for-this-check-only-long-enough-and-with-many-different-characters-0123456789",
    "ALLOWED_HOSTS": "network.example.org",
    "SITE_URL": "https://network.example.org",
}
# Tests that start servers, kill programs or drive a browser, and wait for them most of the time.
_WAITING = ("journeys", "drills", "launcher")
# Where a slip costs most, every line and branch is tested.
WITHOUT_GAPS = (
    "*/operations.py,*/operations/*,*/planners/*,*/terms.py,*/terms/*,*/rules.py,"
    "accounts/access.py,core/records.py"
)
_SHUFFLES = 20
# Whoever waits for a server beside us is served first: some of those tests have seconds only.
_GENTLY = ("nice", "-n", "5")


# What builds the static files and unpacks the browser: pages are nothing without them.
STATIC = "static"
# With this a command ends that could not check: nobody answered who had to be asked.
NOT_CHECKED = 77


@dataclass(frozen=True)
class Check:
    """A named check. One of tests leaves its results in a file; some run only when named.

    Some need what another check has made, and begin after it.
    """

    name: str
    commands: Sequence[Sequence[str | Path]]
    environment: dict[str, str] = field(default_factory=dict)
    results: Path | None = None
    only_by_name: bool = False
    after: str = ""


def everything(folder: Path, passed_on: list[str]) -> list[Check]:
    """All checks, in the order in which they start; what they leave goes to the folder.

    What is passed on goes to pytest, which then runs that part of the tests alone.

    The longest start first of those that need what is built; what needs it not runs meanwhile.
    """
    return [
        Check(STATIC, [[*_LAUNCHER, "static"]]),
        Check("types", [[_BIN / "mypy", "."]]),
        Check("format", [[_BIN / "ruff", "format", "--check", "."]]),
        Check("lint", [[_BIN / "ruff", "check", "."]]),
        Check("templates", [_djangofmt("--check"), _djangofmt("check")]),
        Check("spelling", [[_BIN / "codespell"]]),
        Check("imports", [[_BIN / "lint-imports", "--no-cache"]]),
        Check("django", [_django_upgrade()]),
        Check("migrations", [[*_MANAGE, "makemigrations", "--check", "--dry-run"]]),
        Check("sbom", [[*_LAUNCHER, "sbom", "--to", folder / "sbom"]]),
        Check("audit", [[*_LAUNCHER, "audit"]]),
        *(replace(check, after=STATIC) for check in _on_pages(folder, passed_on)),
    ]


def _on_pages(folder: Path, passed_on: list[str]) -> list[Check]:
    journeys, *waiting = (_waiting(name, folder, passed_on) for name in _WAITING)
    return [
        Check("deploy", [[*_MANAGE, "check", "--deploy", "--fail-level=WARNING"]], _PRODUCTION),
        journeys,
        _part(folder, passed_on) if passed_on else _quick(folder),
        *waiting,
        _shuffle(folder),
        _everywhere(folder),
    ]


def processors() -> int:
    """How many processors we may use."""
    return os.cpu_count() or 1


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


def _waiting(name: str, folder: Path, passed_on: list[str]) -> Check:
    results = folder / f"{name}.xml"
    command = _pytest(results, f"tests/{name}", *passed_on)
    return Check(name, [command], results=results, only_by_name=bool(passed_on))


def _part(folder: Path, passed_on: list[str]) -> Check:
    results = folder / "pytest.xml"
    return Check("pytest", [_pytest(results, *passed_on)], results=results)


def _quick(folder: Path) -> Check:
    """All other tests, on all processors, with the lines counted where none may be missed."""
    return _counted("pytest", folder, f"--include={WITHOUT_GAPS}", "--fail-under=100")


def _everywhere(folder: Path) -> Check:
    """The same with all lines counted, whoever runs them: half as long again."""
    whole = _counted("coverage", folder)
    return replace(
        whole, environment={**whole.environment, "COUNT_EVERY_LINE": "yes"}, only_by_name=True
    )


def _counted(name: str, folder: Path, *asked: str) -> Check:
    results = folder / f"{name}.xml"
    counted = (PYTHON, "-m", "coverage")
    commands: list[list[str | Path]] = [
        [*_GENTLY, *counted, "run", *_in_parallel(results)[1:]],
        [*counted, "combine", "--quiet"],
        [*counted, "report", *asked],
    ]
    return Check(name, commands, {"COVERAGE_FILE": str(folder / f"{name}.coverage")}, results)


def _shuffle(folder: Path) -> Check:
    """The same tests again and again, each time in another order."""
    results = folder / "shuffle.xml"
    return Check("shuffle", [_in_parallel(results)] * _SHUFFLES, {}, results, only_by_name=True)


def _pytest(results: Path, *arguments: str) -> list[str | Path]:
    return [PYTHON, "-m", "pytest", f"--junitxml={results}", *arguments]


def _in_parallel(results: Path) -> list[str | Path]:
    """Whoever is done takes over from the others, so that all are done at once."""
    others = [f"--ignore=tests/{name}" for name in _WAITING]
    return _pytest(results, *others, f"--numprocesses={processors()}", "--dist=worksteal")
