"""Every form goes one way: no view judges, saves and tells by hand."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ["accounts", "audit", "notifications", "network", "partnerships", "events", "followup"]
VIEWS = [
    path
    for app in APPS
    for path in [*(ROOT / app).glob("views/*.py"), *(ROOT / app).glob("views.py")]
]
# A mailing that cannot go out says why above the list of its readers.
OWN_WORDS = {"invitations"}


def _views_with(pattern):
    return {path.stem for path in VIEWS if re.search(pattern, path.read_text(encoding="utf-8"))}


def test_what_the_rules_refuse_is_shown_by_the_form_pages():
    assert _views_with(r"except \w*DomainError") - OWN_WORDS == set()


def test_a_word_of_success_is_said_by_the_form_pages():
    assert _views_with(r"(messages|notes)\.success\(") - OWN_WORDS == set()


def test_what_a_form_says_is_handed_on_by_name():
    assert _views_with(r"\*\*\w+\.cleaned_data") == set()
