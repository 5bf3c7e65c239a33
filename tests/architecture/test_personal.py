"""Of every field is said who may know it and, where it tells of a person, what becomes of it."""

import re
from collections import Counter
from pathlib import Path

from django.apps import apps
from django.conf import settings

from core.personal import ALWAYS_INTERNAL, Sensitivity, holdings

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
HELD = {each.model: each for each in holdings()}
MODELS = [
    model
    for model in apps.get_models()
    if model._meta.managed and not model._meta.proxy and not hasattr(model, "pgh_tracked_model")
]
# The name of an account whose owner wrote none: of whoever invites.
BY_WHICH_THEY_SIGN_IN = {"accounts/invitation_over.html"}
OF_PEOPLE = [each for each in HELD.values() if each.of is not None]


def _fields(model):
    return {field.name for field in (*model._meta.fields, *model._meta.many_to_many)}


def test_every_field_has_one_class():
    """Say it in ``<app>/personal.py``; ``core/personal.py`` says what the classes are."""
    problems = {model._meta.label: _problems(model) for model in MODELS}

    assert len(problems) > 60
    assert {label: found for label, found in problems.items() if found} == {}


def _problems(model):
    said = Counter(name for name, _class in HELD[model].classes) if model in HELD else Counter()
    unsaid = _fields(model) - set(said) - ALWAYS_INTERNAL
    return sorted(
        [f"{name} has no class" for name in unsaid]
        + [f"{name} is no field" for name in set(said) - _fields(model)]
        + [f"{name} stands twice" for name, times in said.items() if times > 1]
    )


def test_what_tells_of_a_person_says_of_whom():
    unsaid = [each.model._meta.label for each in HELD.values() if each.personal and each.of is None]

    # Whoever asks for a link is nobody yet.
    assert unsaid == ["accounts.LinkRequest"]
    assert {each.subject._meta.label for each in OF_PEOPLE} == {"accounts.User", "network.Person"}


def test_what_is_kept_for_some_days_has_a_setting_and_a_moment():
    for each in HELD.values():
        for until in each.until:
            assert getattr(settings, until.days) >= 0
            assert {until.since, *until.clears.split()} <= _fields(each.model)


def test_passwords_and_tokens_are_secret():
    secret = {
        f"{each.model._meta.label}.{name}"
        for each in HELD.values()
        for name, said in each.classes
        if said is Sensitivity.SECRET
    }

    assert secret >= {
        "accounts.User.password",
        "accounts.ActionLink.token_hash",
        "accounts.Session.session_data",
        "mfa.Authenticator.data",
        "events.MeetingAccess.link",
    }


def test_no_page_shows_an_address_but_by_the_tag_that_notes_who_looked():
    """One's own address is no secret; what a form asks is noted by its view."""
    written = re.compile(r"\{\{[^}]*(\.email|\.phone|to_address)\b")
    pages = [path for path in TEMPLATES.rglob("*.html") if "account" not in path.parts]

    found = {
        path.relative_to(TEMPLATES).as_posix() for path in pages if written.search(path.read_text())
    }

    assert found == BY_WHICH_THEY_SIGN_IN
