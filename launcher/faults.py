"""bin/faults: a drill, in a process of its own that can be stopped."""

import os
import signal
import sys
from argparse import Namespace

from launcher import processes
from launcher.places import PYTHON

# It has a dozen programs to end when it is stopped.
_ENDS_WITHIN = 30.0


def main(_chosen: Namespace) -> int:
    """Hand on what was asked: it was read here so that a slip shows at once."""
    command = [str(PYTHON), "-m", "drills", *sys.argv[1:]]
    drill = processes.spawn(command, log=None, env=dict(os.environ))
    try:
        return drill.wait()
    finally:
        processes.end(drill, by=signal.SIGTERM, within=_ENDS_WITHIN)
