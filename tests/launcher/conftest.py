"""Real servers and programs in folders of their own; nothing here needs the product."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from launcher import services
from launcher.places import ROOT

_ADDRESSES = (
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "REDIS_URL",
    "DATA_DIR",
    "SECRET_KEY",
    "DJANGO_SETTINGS_MODULE",
)


@pytest.fixture(autouse=True)
def _nothing_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """What bin/test says about its own servers is not for the servers made here."""
    for name in _ADDRESSES:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with folder(tmp_path_factory) as made:
        yield made


@contextmanager
def folder(factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder that the servers' account can reach; what still runs in it is stopped."""
    made = factory.mktemp("data")
    _open_the_way(made)
    yield made
    services.stop(made)


def _open_the_way(folder: Path) -> None:
    """Let others through pytest's own folders, which are closed; no folder above is touched."""
    for part in (folder, *folder.parents[:2]):
        part.chmod(0o711)


_REQUIREMENTS = ("requirements", "requirements-local", "requirements-dev")


@pytest.fixture
def fresh_clone(clone: Path) -> Path:
    """The clone as it was made, whatever the test before left unfinished in it."""
    for name in _REQUIREMENTS:
        (clone / "locked" / f"{name}.txt").write_text("# Nothing.\n")
    (clone / ".setup" / "unfinished").unlink(missing_ok=True)
    return clone


@pytest.fixture(scope="session")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The launcher alone, where nothing is locked that would have to be installed."""
    clone = tmp_path_factory.mktemp("clone").resolve()
    (clone / "locked").mkdir()
    for part in ("launcher", "bin"):
        shutil.copytree(ROOT / part, clone / part, ignore=shutil.ignore_patterns("__pycache__"))
    return clone


@pytest.fixture
def in_clone(fresh_clone: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run Python in the clone, outside every virtual environment."""
    python = getattr(sys, "_base_executable", sys.executable)
    bare = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}

    def run(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [python, "-c", code],
            cwd=fresh_clone,
            env={**bare, "PIP_CONFIG_FILE": os.devnull, **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


@pytest.fixture
def eventually() -> Callable[[Callable[[], bool]], bool]:
    """Whether something becomes true before patience ends."""

    def wait(is_so: Callable[[], bool]) -> bool:
        deadline = time.monotonic() + 20
        while not is_so() and time.monotonic() < deadline:
            time.sleep(0.05)
        return is_so()

    return wait
