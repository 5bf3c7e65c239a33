"""Which database belongs to a data folder, and what to do when it is not where it should be.

As root the database lies outside of the data folder (see account). So a folder can be copied, moved
or removed without its database, and a new network must not begin in silence beside old photos.

The folder notes where its database lies; the database notes a word of the folder's password.
"""

import hashlib
import json
import shutil
import subprocess
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from launcher import secrets
from launcher.problem import Problem
from launcher.terminal import say

COPY, KEEP, NEW = "copy", "keep", "new"
_MARK = "tvet.mark"
_COPIED = """{data} is a copy of {other}, but its database did not come along:
it lies in {cluster}. Say what to do:
  bin/start --database copy   copy the database as well; stop the other bin/start first
  bin/start --database new    begin a new network; no page shows the old photos of the folder
(Say --data as well, as before.)"""
_LOST = """The database of {data} should be in {cluster},
and is not there. Put it back from a backup, or set DATABASE_URL if it was elsewhere.
To begin a new network: bin/start --database new (and --data, as before)"""
_STRANGERS = """{cluster} holds the database of an earlier data folder in this place.
That folder was removed, with the photos and the password in it. Say what to do:
  bin/start --database keep   go on with that database, with a new password
  bin/start --database new    begin a new network; the old database is put aside
(Say --data as well, as before.)"""


@dataclass(frozen=True)
class Note:
    """What a data folder says: where it was itself, and where its database was."""

    data: Path
    cluster: Path


def settle(data: Path, cluster: Path, *, wish: str | None, throwaway: bool) -> bool:
    """See to it that `cluster` is the database of `data`, or is not there and may be made.

    Returns whether its password must be set anew. What cannot be repaired without a word of the
    person is a Problem that names what can be done; the answer is their `wish`.
    """
    if cluster.exists():
        if _is_marked(cluster, data):
            return False
        return _settle_a_strangers(cluster, wish=wish, throwaway=throwaway)
    if not throwaway and wish != NEW:
        _settle_a_missing_one(data, cluster, wish)
    return False


def remember(data: Path, cluster: Path) -> None:
    """Note on both sides that they belong together."""
    note = {"data": str(data), "database": str(cluster)}
    (data / "database.json").write_text(json.dumps(note))
    (cluster / _MARK).write_text(_mark(data))


def _settle_a_strangers(cluster: Path, *, wish: str | None, throwaway: bool) -> bool:
    """A data folder was removed; its database stayed, and its password is not known any more."""
    if throwaway:
        shutil.rmtree(cluster)
    elif wish == NEW:
        _put_aside(cluster)
    elif wish != KEEP:
        raise Problem(_STRANGERS.format(cluster=cluster))
    return wish == KEEP


def _put_aside(cluster: Path) -> None:
    aside = cluster.with_name(f"{cluster.name}.{datetime.now().astimezone():%Y%m%d-%H%M%S}")
    cluster.rename(aside)
    say(f"  The old database is in {aside} now.")


def _settle_a_missing_one(data: Path, cluster: Path, wish: str | None) -> None:
    """There is no database in the place where it should be; a new folder never had one."""
    note = _read(data)
    if note is None:
        if (data / "sample.stamp").exists():
            raise Problem(_LOST.format(data=data, cluster=cluster))
    elif not _is_marked(note.cluster, data):
        raise Problem(_LOST.format(data=data, cluster=note.cluster))
    elif _read(note.data) is None:
        shutil.move(note.cluster, cluster)
        say(f"  The data moved from {note.data}. Its database came along, into {cluster}.")
    elif wish == COPY:
        _copy(note.cluster, cluster)
    else:
        raise Problem(_COPIED.format(data=data, other=note.data, cluster=note.cluster))


def _copy(found: Path, cluster: Path) -> None:
    if (found / "postmaster.pid").exists():
        message = f"The database in {found} is in use, or was not ended well. Stop its bin/start."
        raise Problem(message)
    unfinished = cluster.with_name("postgres.new")
    shutil.rmtree(unfinished, ignore_errors=True)
    # Every file must stay with the account that runs the server.
    subprocess.run(["cp", "-a", found, unfinished], check=True)
    unfinished.rename(cluster)
    say(f"  The database was copied from {found} into {cluster}.")


def _read(data: Path) -> Note | None:
    try:
        note = json.loads((data / "database.json").read_text())
        return Note(Path(note["data"]), Path(note["database"]))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def mark_old_ones(data: Path, cluster: Path) -> None:
    """Mark a database of a version that did not: it is the folder's if the folder has passwords."""
    if cluster.exists() and not (cluster / _MARK).exists():
        (cluster / _MARK).write_text(_mark(data) if secrets.exist(data) else "a stranger's")


def _is_marked(cluster: Path, data: Path) -> bool:
    """Whether the database knows this folder."""
    try:
        return (cluster / _MARK).read_text() == _mark(data)
    except OSError:
        return False


def _mark(data: Path) -> str:
    """A word that only the folder with the password of the database can know."""
    return hashlib.sha256(secrets.keep(data).database_password.encode()).hexdigest()
