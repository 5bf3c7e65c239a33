"""bin/faults: a drill, in a process of its own that can be stopped."""

import os
import signal
from argparse import Namespace

from launcher import processes
from launcher.places import PYTHON

# It has a dozen programs to end when it is stopped.
_ENDS_WITHIN = 30.0


def main(chosen: Namespace) -> int:
    command = [str(PYTHON), "-m", "drills", f"--policy={chosen.policy}"]
    for name in ("reminders", "seconds", "seed", "data"):
        value = getattr(chosen, name)
        if value is not None:
            command.append(f"--{name}={value}")
    drill = processes.spawn(command, log=None, env=dict(os.environ))
    try:
        return drill.wait()
    finally:
        processes.end(drill, by=signal.SIGTERM, within=_ENDS_WITHIN)
