"""What is installed is what was locked, and an audit that heard nothing says so."""

import re

import pytest

from launcher import supply
from launcher.checks import NOT_CHECKED
from launcher.places import LOCKED, ROOT
from launcher.problem import Problem

TEXTS = {name: (LOCKED / name).read_text() for name in supply.REQUIREMENTS}


@pytest.mark.parametrize("name", supply.REQUIREMENTS)
def test_what_is_asked_for_is_locked_at_that_release(name):
    asked = supply.pinned((ROOT / name).read_text())

    assert asked.items() <= supply.pinned(TEXTS[name]).items(), "python -m launcher lock"


def test_each_package_is_locked_at_one_release_with_its_hashes():
    everything = supply.pinned(TEXTS["requirements-dev.txt"])

    for name, text in TEXTS.items():
        assert supply.pinned(text).items() <= everything.items(), name
        entries = re.split(r"\n(?=\w)", text.strip())
        assert len(entries) == len(supply.pinned(text))
        assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


def test_what_brings_tools_is_not_in_production():
    assert not {"pytest", "pip-audit", "uv"} & set(supply.pinned(TEXTS["requirements.txt"]))


def test_a_known_weakness_is_named():
    weak = {"name": "thing", "version": "1", "vulns": [{"id": "CVE-2026-1"}]}
    sound = {"name": "other", "version": "2", "vulns": []}

    assert supply.weak_in_python({"dependencies": [weak, sound]}) == ["thing 1"]
    assert supply.weak_in_python({"dependencies": [sound]}) == []
    assert supply.weak_in_pages({"vulnerabilities": {"thing": {}}}) == ["thing"]
    assert supply.weak_in_pages({"vulnerabilities": {}}) == []


@pytest.mark.parametrize("answer", [{}, {"dependencies": []}])
def test_no_answer_is_no_good_news(answer):
    with pytest.raises(Problem):
        supply.weak_in_python(answer)
    with pytest.raises(Problem):
        supply.weak_in_pages(answer)


def test_a_package_that_could_not_be_asked_about_hides_no_weakness_of_another():
    left_out = {"name": "other", "skip_reason": "not found"}
    weak = {"name": "thing", "version": "1", "vulns": [{"id": "CVE-2026-1"}]}

    assert supply.weak_in_python({"dependencies": [left_out, weak]}) == ["thing 1"]
    with pytest.raises(Problem):
        supply.weak_in_python({"dependencies": [left_out, {**weak, "vulns": []}]})


def test_a_weakness_counts_before_what_was_not_checked():
    assert supply.worst([0, 0]) == 0
    assert supply.worst([0, NOT_CHECKED]) == NOT_CHECKED
    assert supply.worst([1, NOT_CHECKED]) == 1
