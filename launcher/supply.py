"""What the product is made of: locked with every hash, written down, asked about."""

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from launcher import assets
from launcher.checks import NOT_CHECKED
from launcher.places import LOCKED, ROOT, VENV
from launcher.problem import Problem
from launcher.terminal import say

REQUIREMENTS = ("requirements-dev.txt", "requirements-local.txt", "requirements.txt")
_BIN = VENV / "bin"
_PINNED = re.compile(r"^([\w.-]+)(?:\[[\w,-]+\])?==([^\s;]+)", re.MULTILINE)
_WITHIN = 60


def pinned(text: str) -> dict[str, str]:
    """The packages that a file of requirements names, with their releases."""
    found = _PINNED.findall(text)
    return {re.sub(r"[-_.]+", "-", name).lower(): release for name, release in found}


def lock(*, upgrade: bool) -> None:
    """Write down all packages that each file of requirements brings, with their hashes.

    Hashes of all platforms are kept, so that the lock fits machines that are not like this one.
    What is locked already stays at its release unless it is asked for anew.
    """
    for number, name in enumerate(REQUIREMENTS):
        alike = [f"--constraint={LOCKED / REQUIREMENTS[0]}"] if number else []
        newer = ["--upgrade"] if upgrade else []
        where = [f"--output-file={LOCKED / name}"]
        how = ["--universal", "--python-version=3.11", "--generate-hashes"]
        still = ["--quiet", "--no-header", "--no-annotate"]
        _must(_BIN / "uv", "pip", "compile", ROOT / name, *how, *still, *alike, *newer, *where)
        say(f"locked/{name}: {len(pinned((LOCKED / name).read_text()))} packages")


def write_bill(folder: Path) -> None:
    """Write what production is made of, as CycloneDX: what Python runs, and what pages bring."""
    folder.mkdir(parents=True, exist_ok=True)
    locked = LOCKED / "requirements.txt"
    python = _must(_BIN / "cyclonedx-py", "requirements", "--no-validate", locked)
    pages = _must(*_npm("sbom", "--sbom-format=cyclonedx", "--package-lock-only", "--omit=dev"))
    for name, bill in (("python", python), ("pages", pages)):
        (folder / f"{name}.cdx.json").write_text(bill)
        say(f"{folder / name}.cdx.json: {len(json.loads(bill)['components'])} components")
    listed = {each["name"].lower() for each in json.loads(python)["components"]}
    if missing := set(pinned(locked.read_text())) - {
        re.sub(r"[-_.]+", "-", name) for name in listed
    }:
        raise Problem(f"The list leaves out {', '.join(sorted(missing))}.")


def audit() -> int:
    """Hold what the product is made of against the weaknesses that are known.

    Where nobody can be asked it is said so: silence is no good news.
    """
    return worst([_told(name, ask) for name, ask in _AUDITS.items()])


def worst(codes: list[int]) -> int:
    """What is weak counts before what could not be asked about."""
    return 1 if 1 in codes else max(codes)


def _told(name: str, ask: Callable[[], list[str]]) -> int:
    try:
        weak = ask()
    except Problem as problem:
        say(f"not checked: {name}. {problem}")
        return NOT_CHECKED
    say(f"{name}: {', '.join(weak) or 'no weakness is known'}")
    return 1 if weak else 0


def _audit_python() -> list[str]:
    where = [f"--requirement={LOCKED / 'requirements.txt'}", "--require-hashes", "--disable-pip"]
    said = _run(_BIN / "pip-audit", "--format=json", "--progress-spinner=off", *where)
    return weak_in_python(_read(said))


def weak_in_python(answer: dict[str, Any]) -> list[str]:
    """Name the packages with a known weakness, as pip-audit answers.

    Where it gets no answer about a package it leaves it out, and still ends well.
    """
    packages = answer.get("dependencies", [])
    weak = [f"{each['name']} {each['version']}" for each in packages if each.get("vulns")]
    if not weak and not (packages and all("vulns" in each for each in packages)):
        raise Problem("There was no answer about every package.")
    return weak


def _audit_pages() -> list[str]:
    return weak_in_pages(_read(_run(*_npm("audit", "--audit", "--json"))))


def weak_in_pages(answer: dict[str, Any]) -> list[str]:
    """Name the packages with a known weakness, as npm answers: what pages bring or builds them."""
    if "vulnerabilities" not in answer:
        raise Problem("npm got no answer about its packages.")
    return sorted(answer["vulnerabilities"])


_AUDITS = {"Python packages": _audit_python, "npm packages": _audit_pages}


def _npm(*arguments: str) -> list[str | Path]:
    return [assets.node(), assets.npm(), *arguments]


def _read(said: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    """Read an answer in JSON; the words of a program that failed are the problem."""
    try:
        answer: dict[str, Any] = json.loads(said.stdout)
    except ValueError:
        raise Problem(_last_line(said)) from None
    return answer


def _last_line(said: subprocess.CompletedProcess[str]) -> str:
    return (said.stderr.strip().splitlines() or ["It said nothing."])[-1]


def _must(*command: str | Path) -> str:
    said = _run(*command)
    if said.returncode:
        raise Problem(f"{Path(command[0]).name} failed.\n{said.stderr.strip()}")
    return said.stdout


def _run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a program to its end; one that waits for a network for too long has not answered."""
    try:
        return subprocess.run(
            [str(word) for word in command],
            cwd=ROOT,
            # The system knows the certificates of an office's proxy.
            env={"UV_NATIVE_TLS": "true", **assets.node_environment()},
            capture_output=True,
            text=True,
            check=False,
            timeout=_WITHIN,
        )
    except FileNotFoundError:
        raise Problem(f"{command[0]} is not installed. Run bin/test once.") from None
    except subprocess.TimeoutExpired:
        raise Problem(f"There was no answer within {_WITHIN} seconds.") from None
