"""Where things are."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"


def data_dir(chosen: str | None, default: str) -> Path:
    """The folder for this run's data, made if need be; readable by its owner only."""
    data = Path(chosen).expanduser() if chosen else ROOT / default
    data = Path(os.path.abspath(data))
    data.mkdir(parents=True, exist_ok=True)
    return data


def mine(folder: Path, mode: int = 0o700) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(mode)
    return folder
