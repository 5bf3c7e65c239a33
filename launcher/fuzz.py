"""bin/fuzz: hostile requests in every role, on a database of the tests, and what came of them."""

import json
import re
from argparse import Namespace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from launcher import assets, processes, test
from launcher.places import PYTHON, data_dir
from launcher.terminal import say

_PYTEST = (PYTHON, "-m", "pytest", "tests/test_fuzz.py", "-q", "--tb=no", "--show-capture=no")


def main(chosen: Namespace) -> int:
    data = data_dir(None, "var/test")
    assets.build()
    asked = {"FUZZ_SEED": str(chosen.seed), "FUZZ_REQUESTS": str(chosen.requests)}
    say(f"bin/fuzz --seed {chosen.seed} --requests {chosen.requests}")
    only = ["-k", " and ".join(re.findall(r"\w+", chosen.role))] if chosen.role else []
    with (
        test.slot(data) as suffix,
        test.servers(data) as addresses,
        TemporaryDirectory() as folder,
    ):
        figures = Path(folder) / "figures.json"
        environment = {**test.environment(data, suffix, addresses), **asked}
        environment["FUZZ_FIGURES"] = str(figures)
        command: list[str | Path] = [*_PYTEST, "-p", "no:randomly", "--timeout=0", *only]
        failed = processes.run(command, log=None, env=environment)
        _tell(json.loads(figures.read_text()) if figures.exists() else {})
    return failed


def _tell(roles: dict[str, Any]) -> None:
    """Say what came of it, by role, and each finding with the request that brings it about."""
    for role, found in roles.items():
        statuses = ", ".join(f"{code}: {n}" for code, n in sorted(found["statuses"].items()))
        pace = found["requests"] / max(found["seconds"], 0.001)
        sent = f"{found['requests']:>8} requests {pace:6.1f} a second"
        say(f"{role:<16}{sent} {found['saved']:>6} saved  {statuses}")
    for role, found in roles.items():
        for what, request in found["found"].items():
            say(f"\n{role}: {what}\n  {request}")
    requests = sum(found["requests"] for found in roles.values())
    findings = sum(len(found["found"]) for found in roles.values())
    say(json.dumps({"requests": requests, "findings": findings}))
