"""python -m launcher services [--data DIR] [--stop]: servers for tests run by hand."""

import argparse
import shlex
import sys

from launcher import services
from launcher.places import data_dir
from launcher.problem import Problem


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m launcher")
    parser.add_argument("command", choices=["services"])
    parser.add_argument("--data", help="the folder of their data (var/test)")
    parser.add_argument("--stop", action="store_true", help="stop them")
    chosen = parser.parse_args()
    try:
        _services(chosen.data, stop=chosen.stop)
    except Problem as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    return 0


def _services(chosen: str | None, *, stop: bool) -> None:
    """Print the addresses as shell exports; the servers stay up until --stop."""
    data = data_dir(chosen, "var/test")
    kept = data / "kept"
    if stop:
        kept.unlink(missing_ok=True)
        services.stop(data)
        return
    kept.touch()
    running = services.leave_running(data)
    for name, value in running.environment().items():
        sys.stdout.write(f"export {name}={shlex.quote(value)}\n")


if __name__ == "__main__":
    sys.exit(main())
