"""python -m launcher COMMAND: what is done by hand, beside bin/."""

import argparse
import shlex
import sys

from launcher import assets, browser, services, supply
from launcher.places import data_dir
from launcher.problem import Problem


def main() -> int:
    """Do what is named; what goes wrong is told in plain words."""
    chosen = _parser().parse_args()
    try:
        return int(chosen.do(chosen) or 0)
    except Problem as problem:
        sys.stderr.write(f"{problem}\n")
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m launcher")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    serve = commands.add_parser("services", help="servers for tests run by hand")
    serve.add_argument("--data", help="the folder of their data (var/test)")
    serve.add_argument("--stop", action="store_true", help="stop them")
    serve.set_defaults(do=_services)
    static = commands.add_parser("static", help="build static files, unpack the tests' browser")
    static.set_defaults(do=lambda _chosen: _static())
    lock = commands.add_parser("lock", help="write locked/ after a change of requirements")
    lock.add_argument("--upgrade", action="store_true", help="take the newest of what they bring")
    lock.set_defaults(do=lambda chosen: supply.lock(upgrade=chosen.upgrade))
    bill = commands.add_parser("sbom", help="write what production is made of (CycloneDX)")
    bill.add_argument("--to", metavar="DIR", help="where to (var/sbom)")
    bill.set_defaults(do=lambda chosen: supply.write_bill(data_dir(chosen.to, "var/sbom")))
    audit = commands.add_parser("audit", help="ask for known weaknesses of what it is made of")
    audit.set_defaults(do=lambda _chosen: supply.audit())
    return parser


def _services(chosen: argparse.Namespace) -> None:
    """Print the addresses as shell exports; the servers stay up until --stop."""
    data = data_dir(chosen.data, "var/test")
    kept = data / "kept"
    if chosen.stop:
        kept.unlink(missing_ok=True)
        services.stop(data)
        return
    kept.touch()
    running = services.leave_running(data)
    for name, value in running.environment().items():
        sys.stdout.write(f"export {name}={shlex.quote(value)}\n")


def _static() -> None:
    assets.build()
    browser.find()


if __name__ == "__main__":
    sys.exit(main())
