import sys

import pytest

from launcher import lanes
from launcher.checks import NOT_CHECKED, Check
from tests.launcher.test_supervisor import STUBBORN, is_alive, pids

# Each writes its name, and waits until the other has done so as well.
MEETS = (
    "import pathlib, sys, time; here, other = map(pathlib.Path, sys.argv[1:]); here.touch()\n"
    "while not other.exists(): time.sleep(0.01)"
)


def check(name, *programs, **facts):
    return Check(name, [[sys.executable, "-u", "-c", *program] for program in programs], **facts)


@pytest.fixture
def outcomes(tmp_path):
    """Return a way to run checks in two lanes."""

    def run(*checks: Check):
        return lanes.run(
            list(checks),
            at_once=2,
            log=lambda one: tmp_path / f"{one.name}.log",
            environment=lambda one: {"NAMED": one.name},
        )

    return run


def test_checks_run_side_by_side(outcomes, tmp_path):
    here, there = str(tmp_path / "here"), str(tmp_path / "there")

    ended = list(outcomes(check("one", [MEETS, here, there]), check("two", [MEETS, there, here])))

    assert sorted(one.check.name for one in ended) == ["one", "two"]
    assert all(one.is_passed for one in ended)


def test_no_more_run_at_once_than_there_are_lanes(outcomes, tmp_path):
    marks = [tmp_path / str(number) for number in range(3)]
    count = (
        "import pathlib, sys, time; mark = pathlib.Path(sys.argv[1]); mark.touch()\n"
        "assert len(list(mark.parent.glob('[0-9]'))) < 3; time.sleep(0.2); mark.unlink()"
    )

    ended = list(outcomes(*(check(mark.name, [count, str(mark)]) for mark in marks)))

    assert [one.is_passed for one in ended] == [True] * 3


def test_a_check_passes_if_all_its_commands_do_and_all_of_them_run(outcomes):
    [ended] = outcomes(check("one", ["raise SystemExit(3)"], ["print('still asked')"]))

    assert not ended.is_passed
    assert "still asked" in ended.log.read_text()


def test_a_check_that_could_not_be_made_neither_passed_nor_failed(outcomes):
    cannot = [f"raise SystemExit({NOT_CHECKED})"]

    [one] = outcomes(check("one", cannot, ["pass"]))
    [failed] = outcomes(check("failed", cannot, ["raise SystemExit(1)"]))

    assert (one.is_passed, one.is_left_out) == (False, True)
    assert (failed.is_passed, failed.is_left_out) == (False, False)


def test_what_begins_after_another_waits_for_it_and_is_left_out_if_that_failed(outcomes, tmp_path):
    mark = str(tmp_path / "mark")
    make = ["import pathlib, sys, time; time.sleep(0.2); pathlib.Path(sys.argv[1]).touch()", mark]
    asks = ["import pathlib, sys; assert pathlib.Path(sys.argv[1]).exists()", mark]

    made = outcomes(check("asks", asks, after="makes"), check("makes", make))
    failed = outcomes(check("asks", asks, after="fails"), check("fails", ["raise SystemExit(1)"]))
    alone = outcomes(check("asks", asks, after="nobody"))

    assert [(one.check.name, one.is_passed) for one in made] == [("makes", True), ("asks", True)]
    assert [(one.check.name, one.is_left_out) for one in failed] == [
        ("fails", False),
        ("asks", True),
    ]
    assert [one.is_passed for one in alone] == [True]


def test_each_check_has_its_own_log_and_environment(outcomes):
    tell = ["import os; print(os.environ['NAMED'], os.environ.get('MORE'))"]

    ended = outcomes(check("one", tell), check("two", tell, environment={"MORE": "of it"}))

    assert {one.log.read_text() for one in ended} == {"one None\n", "two of it\n"}


def test_whoever_is_stopped_leaves_nothing_running(outcomes, tmp_path, eventually):
    log = tmp_path / "long.log"
    running = outcomes(check("short", ["pass"]), check("long", [STUBBORN]))
    next(running)
    assert eventually(lambda: len(pids(log)) == 1)

    running.close()

    assert eventually(lambda: not is_alive(pids(log)[0]))
