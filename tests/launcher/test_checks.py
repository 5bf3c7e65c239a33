"""What bin/test runs when nothing is named, when something is, and when a part is asked for."""

from pathlib import Path

import pytest

from launcher import checks, test
from launcher.problem import Problem

BY_NAME = ["shuffle", "coverage"]


def chosen(*names, passed_on=(), tmp_path):
    every = checks.everything(tmp_path, list(passed_on))
    return {check.name: check for check in test._choose(every, list(names))}


def words(check):
    return [str(word) for command in check.commands for word in command]


def test_everything_runs_but_what_is_only_run_by_name(tmp_path):
    every = [check.name for check in checks.everything(tmp_path, [])]

    assert list(chosen(tmp_path=tmp_path)) == [name for name in every if name not in BY_NAME]
    assert set(BY_NAME) < set(every)
    assert len(every) == len(set(every))


def test_what_is_named_runs_alone(tmp_path):
    assert list(chosen("format", "types", tmp_path=tmp_path)) == ["types", "format"]
    with pytest.raises(Problem, match="There is no check typos"):
        chosen("typos", tmp_path=tmp_path)


def test_what_needs_what_is_built_begins_after_that(tmp_path):
    needs = {check.name for check in checks.everything(tmp_path, []) if check.after}

    assert needs == {"deploy", "journeys", "drills", "launcher", "pytest", *BY_NAME}
    assert list(chosen("pytest", tmp_path=tmp_path)) == ["static", "pytest"]


def test_every_test_belongs_to_one_check(tmp_path):
    tests = chosen("journeys", "drills", "launcher", "pytest", tmp_path=tmp_path)
    quick = words(tests.pop("pytest"))
    tests.pop("static")

    for name, check in tests.items():
        assert f"tests/{name}" in words(check)
        assert f"--ignore=tests/{name}" in quick


def test_a_part_of_the_tests_is_run_by_itself_and_not_counted(tmp_path):
    part = chosen(passed_on=["tests/network", "-k", "name"], tmp_path=tmp_path)

    assert words(part["pytest"])[-3:] == ["tests/network", "-k", "name"]
    assert "coverage" not in words(part["pytest"])
    assert not {"journeys", "drills", "launcher"} & set(part)


def test_a_part_of_the_journeys_can_be_named(tmp_path):
    part = chosen("journeys", passed_on=["-k", "phone"], tmp_path=tmp_path)

    assert words(part["journeys"])[-3:] == ["tests/journeys", "-k", "phone"]


def test_checks_that_run_side_by_side_share_neither_database_nor_folder(tmp_path):
    every = checks.everything(tmp_path, [])

    apart = [test._apart(check, tmp_path, {"TEST_DATABASE_SUFFIX": "mine"}) for check in every]

    for name in ("TEST_DATABASE_SUFFIX", "PYTEST_DEBUG_TEMPROOT"):
        assert len({facts[name] for facts in apart}) == len(every)
    assert all(Path(facts["PYTEST_DEBUG_TEMPROOT"]).stat().st_mode & 0o001 for facts in apart)


def test_what_is_compiled_is_kept_for_the_next_program(monkeypatch, tmp_path):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("NAMED", "by hand")

    given = test.environment(tmp_path, "slot0", {})

    assert (given.get("PYTHONDONTWRITEBYTECODE"), given["NAMED"]) == (None, "by hand")
