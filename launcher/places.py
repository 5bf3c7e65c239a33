"""Where things are."""

from pathlib import Path

from launcher.problem import Problem

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
SET_UP = ROOT / ".setup"
# What is installed, with the hashes of its files.
LOCKED = ROOT / "locked"


def data_dir(chosen: str | None, default: str) -> Path:
    """The folder for this run's data, made if need be, for its owner alone."""
    data = Path(chosen).expanduser() if chosen else ROOT / default
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        message = f"{data} cannot be used for data ({error.strerror}). Choose another: --data DIR."
        raise Problem(message) from None
    return data.resolve()
