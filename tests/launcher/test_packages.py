import ast
from zipfile import ZipFile

from launcher.interpreter import NEEDED
from launcher.places import ROOT

INSTALL = "from launcher import packages; packages.install('requirements-local.txt')"


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
    wheel = tmp_path / "thing-1-py3-none-any.whl"
    with ZipFile(wheel, "w") as file:
        file.writestr("thing.py", "")
        file.writestr(
            "thing-1.dist-info/METADATA", "Metadata-Version: 2.1\nName: thing\nVersion: 1"
        )
        file.writestr("thing-1.dist-info/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any")
        file.writestr("thing-1.dist-info/RECORD", "")
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
