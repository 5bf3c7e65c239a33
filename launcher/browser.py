"""The browser that the journeys drive: the one that CHROMIUM names, one on the path, or npm's."""

import functools
import json
import os
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from launcher import assets, locks
from launcher.places import ROOT, SET_UP
from launcher.problem import Problem
from launcher.processes import must

_PACKAGE = ROOT / "node_modules" / "@sparticuz" / "chromium"
_ON_PATH = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# The package unpacks its own libraries only where it believes to be in a bare container.
_BARE = {"AWS_LAMBDA_JS_RUNTIME": "nodejs22.x"}
_UNPACK = (
    "import('@sparticuz/chromium').then(module => module.default.executablePath())"
    ".catch(error => { console.error(error); process.exit(1) })"
)
_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{home}/fonts</dir><cachedir>{home}/font-cache</cachedir></fontconfig>
"""


@dataclass(frozen=True)
class Browser:
    """A headless Chromium and what it needs around it."""

    executable: Path
    environment: dict[str, str] = field(default_factory=dict)

    def launch_options(self) -> dict[str, Any]:
        """The arguments of playwright's ``chromium.launch``."""
        return {
            "executable_path": str(self.executable),
            "env": {**os.environ, **self.environment},
            "args": ["--font-render-hinting=none", "--disable-gpu", "--disable-dev-shm-usage"],
        }


@functools.cache
def find() -> Browser:
    """The browser of this machine; npm's is unpacked once."""
    named = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _ON_PATH)), None)
    if named is None:
        return _unpacked()
    if not os.access(named, os.X_OK):
        raise Problem(f"CHROMIUM names {named}, which is no program. Put it right or unset it.")
    return Browser(Path(named))


def _unpacked() -> Browser:
    home = SET_UP / f"browser-{_version()}"
    with locks.in_turn(SET_UP / "browser.lock"):
        if not home.exists():
            _unpack(home)
        # The package looks for its fonts in /tmp; without any, a page has no text at all.
        (home / "fonts.conf").write_text(_FONTS.format(home=home))
    return Browser(
        home / "chromium",
        {"LD_LIBRARY_PATH": f"{home}/al2023/lib", "FONTCONFIG_FILE": f"{home}/fonts.conf"},
    )


def _version() -> str:
    try:
        return str(json.loads((_PACKAGE / "package.json").read_text())["version"])
    except FileNotFoundError:
        message = "There is no browser yet. Run bin/test once, or name one: CHROMIUM=/path/to/it."
        raise Problem(message) from None


def _unpack(home: Path) -> None:
    """Unpack beside the final place first, so that one cut short is never taken for whole."""
    for unfinished in SET_UP.glob("browser-*.new*"):
        shutil.rmtree(unfinished)
    unfinished = Path(tempfile.mkdtemp(prefix=f"{home.name}.new-", dir=SET_UP))
    must(
        [assets.node(), "--eval", _UNPACK],
        log=SET_UP / "browser.log",
        env={**assets.node_environment(), **_BARE, "TMPDIR": str(unfinished)},
        failure="The browser could not be unpacked from node_modules/@sparticuz/chromium.",
    )
    unfinished.chmod(0o755)
    unfinished.rename(home)
