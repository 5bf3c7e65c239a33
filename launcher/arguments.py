"""What can be asked of each command. Read before the set-up, so that a slip costs no minutes."""

import argparse
import secrets


def parse(command: str, given: list[str]) -> argparse.Namespace:
    known = {"start": _start, "test": _test, "bench": _bench, "faults": _faults, "fuzz": _fuzz}
    return known[command]().parse_args(given)


def _start() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bin/start", description="Set up everything and serve the product on this machine."
    )
    parser.add_argument("--port", type=_port, default=8000, help="where to serve it (8000)")
    parser.add_argument("--data", metavar="DIR", help="where to keep its data (var)")
    parser.add_argument(
        "--database",
        choices=["copy", "keep", "new"],
        help="what to do about a database that is not where it should be; bin/start asks for it",
    )
    begins = parser.add_mutually_exclusive_group()
    begins.add_argument("--empty", action="store_true", help="leave the sample network out")
    begins.add_argument(
        "--sample",
        action="store_true",
        help="put the sample network and its log-ins into the database of DATABASE_URL as well",
    )
    return parser


def _test() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bin/test",
        description="Set up everything and run every check but shuffle, or those that are named.",
        epilog="Example: bin/test pytest -- tests/network -k name",
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="a check: bin/test --list")
    parser.add_argument("--list", action="store_true", help="name the checks and end")
    parser.set_defaults(passed_on=[])
    return parser


def _bench() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bin/bench", description="Run a benchmark; its figures are JSON on the last line."
    )
    parser.add_argument("name", metavar="NAME", help="a file of benchmarks/, without .py")
    parser.add_argument(
        "options", nargs=argparse.REMAINDER, help="what the benchmark asks: NAME -- --help"
    )
    return parser


def _faults() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bin/faults",
        description="Send reminders while everything is killed again and again, on servers of its "
        "own, and count what arrived; the figures are JSON on the last line.",
    )
    parser.add_argument("--reminders", type=int, default=5000, help="how many must arrive (5000)")
    parser.add_argument("--seconds", type=int, default=120, help="how long faults are made (120)")
    seed = secrets.randbelow(10**6)
    parser.add_argument("--seed", type=int, default=seed, help="draws the same faults again")
    parser.add_argument(
        "--policy",
        choices=["reconcile", "resend", "hold"],
        default="reconcile",
        help="what is done with a mail of which nobody knows whether it arrived (reconcile)",
    )
    parser.add_argument("--data", metavar="DIR", help="a folder to be emptied (var/faults)")
    return parser


def _fuzz() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bin/fuzz",
        description="Send hostile requests in every role; each is undone. It ends with 1 if one of "
        "them broke something, told a secret, or came back as markup or as a way elsewhere.",
    )
    parser.add_argument("--requests", type=int, default=100_000, help="how many (100,000)")
    seed = secrets.randbelow(10**6)
    parser.add_argument("--seed", type=int, default=seed, help="draws the same requests again")
    parser.add_argument("--role", help="one role only, such as official; the others are left out")
    return parser


def _port(given: str) -> int:
    """Ports below 1024 are the system's."""
    port = int(given) if given.isdigit() else 0
    if not 0 < port < 65536:  # noqa: PLR2004
        raise argparse.ArgumentTypeError(f"{given!r} is no port: choose 1024 to 65535")
    return port
