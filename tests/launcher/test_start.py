import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request

import pytest

from accounts.models import User
from launcher import ports
from launcher.places import ROOT
from network.models import Organization
from tests import databases
from tests.launcher.conftest import folder
from tests.launcher.test_services import programs_on

# Beside all the other tests a whole start takes a busy machine its time.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """One folder for all, as who starts again has it: its static files are collected once."""
    with folder(tmp_path_factory) as made:
        yield made


@pytest.fixture
def start(data):
    """Run bin/start on the test database, whose tables are made already; return its process."""
    running = []

    def run(port: int, *options: str, **environment: str) -> subprocess.Popen[str]:
        command = [sys.executable, "bin/start", "--port", str(port), "--data", str(data)]
        running.append(
            subprocess.Popen(
                [*command, *options],
                cwd=ROOT,
                env={
                    **os.environ,
                    "DATABASE_URL": databases.url(),
                    "DATABASE_OWNER_URL": databases.owner_url(),
                    **environment,
                },
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
        )
        return running[-1]

    yield run
    for process in running:
        process.kill()
        process.wait()
        process.stdout.close()


def said_until(process: subprocess.Popen[str], wanted: str) -> str:
    """What a program said up to the first line with these words, or to its end."""
    said = ""
    for line in process.stdout:
        said += line
        if wanted in line:
            break
    return said


def test_start_serves_and_leaves_nothing_behind(data, start, eventually):
    port = ports.free_port()
    product = start(port, "--sample")

    said = said_until(product, "Log-ins for trying out")

    assert f"Ready: http://127.0.0.1:{port}/" in said
    log_in = re.compile(r"^\S.*  \S+@\S+  \S+$")
    assert log_in.match(product.stdout.readline())
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz") as answer:
        assert answer.status == 200
    assert len(programs_on(data)) >= 2
    assert (data / "environment").stat().st_mode & 0o777 == 0o600
    token = "the-secret-token".ljust(43, "x")
    with pytest.raises(urllib.error.HTTPError, match="410"):
        urllib.request.urlopen(f"http://127.0.0.1:{port}/u/{token}/?s=done")
    assert eventually(lambda: "/u/.../" in (data / "log" / "web.log").read_text())
    assert "the-secret-token" not in (data / "log" / "web.log").read_text()
    logs = [path for path in (data / "log").iterdir() if path.stat().st_mode & 0o077]
    assert (logs, (data / "log").stat().st_mode & 0o077) == ([], 0)

    product.send_signal(signal.SIGTERM)

    assert "Nothing is left running." in said_until(product, "Nothing is left")
    assert product.wait(timeout=20) == 0
    assert eventually(lambda: programs_on(data) == [])
    assert not (data / "environment").exists()


def test_an_installation_gets_ready_and_no_sample(start):
    port = ports.free_port()
    product = start(
        port,
        DJANGO_SETTINGS_MODULE="config.settings.prod",
        ALLOWED_HOSTS="network.example.org",
        SITE_URL="https://network.example.org",
    )

    said = said_until(product, "The first account")

    assert f"Ready: http://127.0.0.1:{port}/" in said
    assert (Organization.objects.exists(), User.objects.exists()) == (False, False)
    product.send_signal(signal.SIGTERM)
    assert product.wait(timeout=20) == 0
