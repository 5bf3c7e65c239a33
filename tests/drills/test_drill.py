"""A short drill as a whole, and one that is stopped: the programs that bin/faults starts."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from launcher import services
from launcher.places import ROOT
from tests.drills.conftest import eventually

# A busy machine needs its time to make the tables: the drill itself takes half a minute.
pytestmark = pytest.mark.timeout(300)


@pytest.fixture
def data(tmp_path):
    """A folder that the servers' account can reach; what still runs in it is stopped."""
    folder = tmp_path / "drill"
    folder.mkdir()
    for part in (folder, *folder.parents[:3]):
        part.chmod(0o711)
    yield folder
    services.stop(folder)


def drill(data, *options):
    return subprocess.Popen(
        [sys.executable, "-m", "drills", f"--data={data}", "--seed=1", *options],
        cwd=ROOT,
        env={**os.environ, "PYTHONWARNINGS": ""},
        stdout=subprocess.PIPE,
        text=True,
    )


def at_work_on(data):
    """Whatever was started with this folder among its words or in its environment."""
    mark = str(data).encode()
    return [path.name for path in Path("/proc").glob("[0-9]*") if mark in words_of(path)]


def words_of(process):
    try:
        return (process / "cmdline").read_bytes() + (process / "environ").read_bytes()
    except OSError:
        return b""


def test_every_mail_arrives_once_while_everything_is_killed(data):
    running = drill(data, "--reminders=300", "--seconds=12")
    said, _ = running.communicate()

    figures = json.loads(said.splitlines()[-1])
    assert running.returncode == 0, said
    assert figures["expected"] == figures["delivered"] == 300
    broken = ("lost", "duplicated", "falsely_sent", "wrong", "held", "strangers")
    assert [figures[name] for name in broken] == [0] * 6
    assert figures["policy"] == "reconcile"
    assert figures["faults"] > 0
    assert at_work_on(data) == []


def test_a_drill_that_is_stopped_leaves_nothing_running(data):
    running = drill(data, "--reminders=20", "--seconds=60")
    eventually((data / "log" / "launcher.tables.log").exists, within=60)
    assert len(at_work_on(data)) > 1

    running.send_signal(signal.SIGINT)
    running.communicate(timeout=30)

    assert running.returncode == 130
    assert at_work_on(data) == []


def test_a_folder_with_other_things_in_it_is_left_alone(data, capfd):
    (data / "thesis.txt").write_text("Years of work")

    running = drill(data)
    running.communicate(timeout=30)

    assert running.returncode == 1
    assert "a drill would throw them away" in capfd.readouterr().err
    assert (data / "thesis.txt").exists()
