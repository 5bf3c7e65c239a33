"""What a copy for trying out begins with: the sample network, and log-ins that everybody may read.

Nobody else's database gets them unasked, and an installation that people use never does.
"""

import os
import sys
from argparse import Namespace

from launcher import belonging, stamps
from launcher.product import Product
from launcher.terminal import say, step

_SAMPLE, _EMPTY = "sample", "empty"
_QUESTION = """
The database is not one that bin/start made for you to try things out (the environment says
{names}). The sample network brings invented records and log-ins whose password everybody knows."""
_LEFT_ALONE = "It is left as it is. To put the sample into it: bin/start --sample"


def fill(copy: Product, database: str, chosen: Namespace) -> str:
    """Load the sample network where it is wanted, make log-ins, and return their lines.

    Once: what people have removed since does not come back, and an answer need not be said again.
    """
    if not copy.is_local:
        return ""
    stamp = copy.data / "sample.stamp"
    was = _was(stamps.read(stamp), database)
    if chosen.database == belonging.KEEP:
        was = was or _SAMPLE
    wanted = _wanted(was, chosen)
    if wanted == _SAMPLE != was:
        with step("Loading the sample network"):
            copy.manage("load_network", remedy="To go on without the sample: bin/start --empty")
    stamps.write(stamp, f"{database} {wanted}")
    if wanted == _EMPTY and _shared_with():
        return ""
    with step("Preparing accounts"):
        return copy.manage("create_demo_accounts")


def _shared_with() -> str:
    """Which words of the environment say that others may use this copy, too."""
    names = [name for name in ("DATABASE_URL", "ALLOWED_HOSTS") if os.environ.get(name)]
    return " and ".join(names)


def _was(stamped: str, database: str) -> str:
    """What was decided for this very database before; nothing if it is another one."""
    known, _space, decided = stamped.partition(" ")
    if known != database:
        return ""
    # Versions before asked nothing and noted the database alone.
    return decided or ("" if _shared_with() else _SAMPLE)


def _wanted(was: str, chosen: Namespace) -> str:
    if chosen.sample or chosen.empty:
        return _SAMPLE if chosen.sample else _EMPTY
    if was:
        return was
    return _SAMPLE if not _shared_with() or _agreed() else _EMPTY


def _agreed() -> bool:
    """Ask the person at the terminal; where there is none, nothing is done unasked."""
    say(_QUESTION.format(names=_shared_with()))
    if sys.stdin is not None and sys.stdin.isatty():
        say("Put it in? [y/N]")
        if sys.stdin.readline().strip().lower() in ("y", "yes"):
            return True
    say(_LEFT_ALONE)
    return False
