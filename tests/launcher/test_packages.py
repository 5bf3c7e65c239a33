import ast
import hashlib
import re
from zipfile import ZipFile, ZipInfo

import pytest

from launcher import packages
from launcher.interpreter import NEEDED
from launcher.places import ROOT

INSTALL = "from launcher import packages; packages.install('requirements-local.txt')"


def wheel(folder, name, files):
    """Make a wheel, as a registry would have it."""
    about = f"{name}-1.dist-info"
    said = {
        f"{about}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1",
        f"{about}/WHEEL": "Wheel-Version: 1.0\nTag: py3-none-any",
        f"{about}/RECORD": "",
    }
    with ZipFile(folder / f"{name}-1-py3-none-any.whl", "w") as file:
        for path, text in {**files, **said}.items():
            info = ZipInfo(path)
            info.external_attr = 0o100755 << 16
            file.writestr(info, text)
    return folder / f"{name}-1-py3-none-any.whl"


def test_the_environment_is_made_once_and_then_left_alone(fresh_clone, in_clone):
    first = in_clone(INSTALL)
    stamp = (fresh_clone / ".venv" / "requirements-local.txt.stamp").stat().st_mtime_ns

    second = in_clone(INSTALL)

    assert (first.returncode, first.stderr) == (0, "")
    assert (second.returncode, second.stdout) == (0, "")
    assert (fresh_clone / ".venv" / "requirements-local.txt.stamp").stat().st_mtime_ns == stamp


def test_a_changed_requirement_is_installed_into_the_same_environment(fresh_clone, in_clone):
    in_clone(INSTALL)
    (fresh_clone / ".venv" / "mine").touch()
    (fresh_clone / "locked" / "requirements.txt").write_text("# Changed.\n")

    answer = in_clone(INSTALL)

    assert "Installing requirements-local.txt" in answer.stdout
    assert (fresh_clone / ".venv" / "mine").exists()


def test_a_set_up_cut_short_is_started_again(fresh_clone, in_clone):
    in_clone(INSTALL)
    (fresh_clone / ".setup" / "unfinished").touch()
    (fresh_clone / ".venv" / "requirements-local.txt.stamp").unlink()
    (fresh_clone / ".venv" / "half").touch()

    answer = in_clone(INSTALL)

    assert "cut short: starting it again" in answer.stdout
    assert not (fresh_clone / ".venv" / "half").exists()
    assert not (fresh_clone / ".setup" / "unfinished").exists()


def test_an_environment_whose_python_is_gone_is_made_anew(fresh_clone, in_clone):
    in_clone(INSTALL)
    for python in (fresh_clone / ".venv" / "bin").glob("python*"):
        python.unlink()

    answer = in_clone(INSTALL)

    assert answer.returncode == 0
    assert "making it anew" in answer.stdout
    assert (fresh_clone / ".venv" / "bin" / "python").exists()


def test_no_network_is_told_with_what_to_do(fresh_clone, in_clone):
    in_clone(INSTALL)
    asked = fresh_clone / "locked" / "requirements-local.txt"
    asked.write_text("no-such-package==1\n")

    answer = in_clone(
        "from launcher import bootstrap; bootstrap.run('start', [])",
        PIP_INDEX_URL="http://127.0.0.1:1/simple",
        PIP_RETRIES="0",
    )

    asked.write_text("# Nothing.\n")
    assert "the package registry does not answer" in answer.stderr
    assert "then run the same command again" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_another_file_than_the_one_that_was_locked_is_not_installed(
    fresh_clone, in_clone, tmp_path
):
    wheel(tmp_path, "thing", {"thing.py": ""})
    asked = fresh_clone / "locked" / "requirements-local.txt"
    asked.write_text(f"thing==1 --hash=sha256:{'0' * 64}\n")
    there = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(tmp_path)}

    answer = in_clone("from launcher import bootstrap; bootstrap.run('start', [])", **there)

    asked.write_text("# Nothing.\n")
    assert "A package is not the file that was locked" in answer.stderr
    assert not [*fresh_clone.glob(".venv/lib/*/site-packages/thing*")]


def test_too_old_a_python_is_told_what_to_install(in_clone):
    answer = in_clone(
        "import sys; sys.version_info = (3, 8, 1); sys.argv = ['bin/start']\n"
        "from launcher import interpreter; interpreter.require()",
        PATH="",
    )

    assert answer.returncode == 1
    assert "This needs Python 3.11 or newer" in answer.stderr
    assert "python3.11 bin/start" in answer.stderr


def test_an_old_python_can_read_what_tells_it_so():
    assert NEEDED == (3, 11)
    for name in ("launcher/__init__.py", "launcher/interpreter.py", "bin/start", "bin/test"):
        ast.parse((ROOT / name).read_text(), feature_version=(3, 4))


UV = """#!/bin/sh
env | grep -E '^(UV|SSL)_' > "$(dirname "$0")/told"
echo "$@" >> "$(dirname "$0")/told"
exit "${ENDS_WITH:-0}"
"""


@pytest.fixture
def uv_locked(fresh_clone, tmp_path):
    """Lock something that is called uv, and lies in a folder, as all that a command needs."""
    found = wheel(tmp_path, "uv", {"uv-1.data/scripts/uv": UV})
    asked = fresh_clone / "locked" / "requirements-local.txt"
    hashed = hashlib.sha256(found.read_bytes()).hexdigest()
    asked.write_text(f"uv==1 \\\n    --hash=sha256:{hashed}\n")
    (fresh_clone / ".setup" / "pip.log").unlink(missing_ok=True)
    return {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(tmp_path)}


def test_uv_installs_all_and_is_told_what_pip_is_told(fresh_clone, in_clone, uv_locked):
    answer = in_clone(INSTALL, **uv_locked)

    told = (fresh_clone / ".venv" / "bin" / "told").read_text()
    assert (answer.returncode, answer.stderr) == (0, "")
    assert "UV_NO_INDEX=1" in told
    assert f"UV_FIND_LINKS={uv_locked['PIP_FIND_LINKS']}\n" in told
    assert f"--require-hashes --requirement {fresh_clone}/locked/requirements-local.txt" in told
    assert by_pip(fresh_clone) == ["uv.txt"]


def test_what_uv_cannot_install_pip_does(fresh_clone, in_clone, uv_locked):
    answer = in_clone(INSTALL, **uv_locked, ENDS_WITH="2")

    assert (answer.returncode, answer.stderr) == (0, "")
    assert by_pip(fresh_clone) == ["uv.txt", "requirements-local.txt"]


def by_pip(clone):
    """Return the lists from which pip has taken uv, or found it there."""
    said = (clone / ".setup" / "pip.log").read_text()
    return re.findall(r"\(from -r \S+/(\S+) \(line", said)


def test_uv_is_told_where_packages_lie_in_its_own_words():
    told = """:env:.index-url='https://mirror.example.org/simple'
global.index-url='https://other.example.org/simple'
global.extra-index-url='https://a.example.org https://b.example.org'
global.find-links='/one\\n/two'
install.trusted-host='mirror.example.org'
global.cert='/a/b.pem'
global.constraint='/c.txt'
freeze.user='true'"""

    assert packages.for_uv(told) == {
        "UV_DEFAULT_INDEX": "https://mirror.example.org/simple",
        "UV_INDEX": "https://a.example.org https://b.example.org",
        "UV_FIND_LINKS": "/one,/two",
        "UV_INSECURE_HOST": "mirror.example.org",
        "SSL_CERT_FILE": "/a/b.pem",
        "UV_INDEX_STRATEGY": "unsafe-best-match",
        "UV_NATIVE_TLS": "true",
    }


def test_what_uv_has_no_word_for_is_left_to_pip():
    assert packages.for_uv("global.target='/elsewhere'") == {}
    assert packages.for_uv("") != {}
