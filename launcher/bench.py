"""bin/bench: a benchmark on the sample network, with servers of its own."""

from argparse import Namespace
from pathlib import Path

from launcher import assets, locks, ports, processes, reach, services
from launcher.places import PYTHON, ROOT, data_dir
from launcher.problem import Problem
from launcher.product import Product, bring_up_to_date, product
from launcher.supervisor import Supervisor
from launcher.terminal import step


def main(chosen: Namespace) -> int:
    benchmark = _find(chosen.name)
    data = data_dir(None, "var/bench")
    reach.check_named_servers()
    assets.build()
    supervisor = Supervisor()
    with locks.sole_use(data / "bench.lock", "Another bin/bench runs. Wait for it to end."):
        try:
            # What a benchmark before left would be measured with it.
            services.clear(data)
            copy = _prepare(supervisor, data)
            command = [PYTHON, benchmark, *chosen.options, *chosen.passed_on]
            return processes.run(command, log=None, env=copy.as_owner)
        finally:
            supervisor.end_all()


def _find(name: str) -> Path:
    """The file of that name in benchmarks; one that begins with _ is a part of others."""
    found = {path.stem: path for path in ROOT.glob("benchmarks/[!_]*.py")}
    if name not in found:
        raise Problem(f"There is no benchmark {name}. There are: {', '.join(sorted(found))}.")
    return found[name]


def _prepare(supervisor: Supervisor, data: Path) -> Product:
    with step("Starting the database and the broker"):
        found = services.plan(data, tied=True)
        for server in found.embedded:
            supervisor.add(server)
    copy = product(data, found, ports.free_port())
    copy.environment["PYTHONPATH"] = str(ROOT)
    bring_up_to_date(copy)
    with step("Loading the sample network"):
        copy.manage("load_network")
    return copy
