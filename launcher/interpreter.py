"""Goes on with a Python that is new enough. Any Python 3, however old, can read this file."""

import os
import shutil
import sys

NEEDED = (3, 11)
_NEWER = ("python3.11", "python3.12", "python3.13", "python3.14")


def require() -> None:
    """Go on as we are, or with a newer Python of this machine, or say what to install."""
    if sys.version_info >= NEEDED:
        return
    for name in _NEWER:
        newer = shutil.which(name)
        if newer:
            os.execv(newer, [newer] + sys.argv)  # noqa: RUF005, S606
    sys.stderr.write(
        "This needs Python {0}.{1} or newer; {2} is Python {3}.{4}.\n"
        "Install a newer Python, then run the same command with it: python3.11 {5}\n".format(
            NEEDED[0],
            NEEDED[1],
            sys.executable,
            sys.version_info[0],
            sys.version_info[1],
            sys.argv[0],
        )
    )
    sys.exit(1)
