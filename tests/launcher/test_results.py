import subprocess
import sys

import pytest

from launcher import results

TESTS = """
import pytest

def test_that_passes(): pass
def test_that_fails(): assert False
@pytest.fixture
def broken(): raise ValueError
def test_without_its_fixture(broken): pass
@pytest.mark.skip
def test_for_another_day(): pass
def test_that_passes_too(): pass
"""
BARE = ("-p", "no:django", "-p", "no:cacheprovider", "--rootdir=.")


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """Run five tests with pytest; return what it said and its file."""
    folder = tmp_path_factory.mktemp("run")
    (folder / "test_five.py").write_text(TESTS)
    with (folder / "log").open("w") as log:
        subprocess.run(
            [sys.executable, "-m", "pytest", *BARE, "--junitxml=five.xml", "test_five.py"],
            cwd=folder,
            stdout=log,
            check=False,
        )
    return folder / "log", folder / "five.xml"


def test_passed_failed_and_skipped_are_counted_over_all_files(run):
    _log, file = run

    assert results.total(results.read([file])) == "2 passed, 2 failed, 1 skipped"
    assert results.total(results.read([file, None, file])) == "4 passed, 4 failed, 2 skipped"


def test_a_run_that_was_cut_short_has_no_results(tmp_path):
    assert results.total(results.read([tmp_path / "none.xml"])) == "0 passed, 0 failed"


def test_the_slowest_come_first(tmp_path):
    file = tmp_path / "three.xml"
    cases = "".join(
        f'<testcase classname="tests.test_pace" name="test_{seconds}" time="{seconds}.04"/>'
        for seconds in (7, 12, 3)
    )
    file.write_text(f"<testsuites><testsuite>{cases}</testsuite></testsuites>")

    assert list(results.slowest(results.read([file]), 2)) == [
        "   12.0 s  tests.test_pace::test_12",
        "    7.0 s  tests.test_pace::test_7",
    ]


def test_the_words_with_which_pytest_ends_are_found(run):
    log, _file = run

    [said] = results.last_words(log)

    assert said.startswith("1 failed, 2 passed, 1 skipped, 1 error in ")
