"""Hostile requests in every role: no server error, no secret told, nothing reflected or led away.

``bin/fuzz`` sends many more of them, by another seed each time.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from shutil import copytree

import pytest
from django.conf import settings
from django.test import override_settings

from accounts.models import ActionLink, User
from tests.factories.accounts import UserFactory
from tests.fuzz.run import Figures, Run
from tests.secrets_planted import plant
from tests.walk import _signed_in, staged

ROLES = (
    *("signed out", "nobody's role", "official", "focal point", "coordinator", "staff"),
    "administrator",
)
REQUESTS = int(os.environ.get("FUZZ_REQUESTS", "490"))
SEED = os.environ.get("FUZZ_SEED", "1")
FIGURES = os.environ.get("FUZZ_FIGURES", "")


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker, tmp_path_factory):
    files, theirs = tmp_path_factory.mktemp("files"), settings.MEDIA_ROOT
    with staged(django_db_blocker) as built, override_settings(MEDIA_ROOT=files):
        copytree(theirs, files, dirs_exist_ok=True)
        plant(built)
        built.readers["staff"] = built.staff
        built.readers["administrator"] = _signed_in(UserFactory(is_staff=True, is_superuser=True))
        built.readers["signed out"] = {}
        yield built


@pytest.fixture
def sealed(db, stage):
    """What nobody is ever shown, whatever they may see."""
    hashes = User.objects.values_list("password", flat=True)
    tokens = ActionLink.objects.values_list("token_hash", flat=True)
    cookies = [each for each in stage.readers.values() if each]
    keys = [each[settings.SESSION_COOKIE_NAME].value for each in cookies]
    return frozenset([*hashes, *tokens, *keys, settings.SECRET_KEY])


@pytest.fixture(scope="module")
def told():
    """Tell the figures of all roles when they are done, if somebody asked for them."""
    every: dict[str, Figures] = {}
    yield every
    if FIGURES:
        Path(FIGURES).write_text(json.dumps({role: vars(each) for role, each in every.items()}))


@pytest.mark.parametrize("role", ROLES)
def test_no_request_breaks_anything_or_tells_a_secret(role, stage, sealed, told):
    run = Run(role, stage.readers[role], stage, sealed)

    told[role] = run.fuzz(SEED, range(REQUESTS // len(ROLES)))

    assert told[role].found == {}
