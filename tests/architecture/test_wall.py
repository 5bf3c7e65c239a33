"""Who looks past the second wall says so by one name, and stands in one list."""

import re
from pathlib import Path

from django.apps import apps

from network.queries import wall

ROOT = Path(__file__).resolve().parents[2]
# Where, and what is done there with rows that the reader may not see.
WHERE = {
    "accounts/access.py": "an open view has no reader: a secret address says what it is about",
    "audit/queries.py": "to leave out a change that names what is hidden, one must know of it",
    "config/celery.py": "what a clock starts is read for nobody",
    "core/form_pages.py": "an act checks rules against everything, and writes what others read",
    "core/terms.py": "what a form does not show stays as it was, whatever it is",
    "core/search.py": "which words are rare: keys alone, of which the reader's own are taken",
    "events/views/removals.py": "an act",
    "followup/queries/invitations.py": "an invitation names everybody on the list",
    "followup/queries/reach.py": "who gets no mail is told to whoever runs the meeting",
    "followup/queries/readers.py": "a mail goes to all whom it concerns, whoever changes a day",
    "manage.py": "whoever has the command line has the database",
    "network/models/memberships.py": "roles follow from who answers for an organization",
    "network/queries/candidates.py": "who may be called so: of those found the reader's are taken",
    "network/views/holdings.py": "what is held about somebody is theirs to know",
    "partnerships/views/pairings.py": "an act",
}
# What goes with an organization is as open as the directory.
OF_THE_DIRECTORY = {"network.OrganizationName", "network.Interest", "network.FocalPoint"}


def sources():
    yield ROOT / "manage.py"
    for app in (*(path.parent for path in ROOT.glob("*/apps.py")), ROOT / "config"):
        yield from app.rglob("*.py")


def test_whoever_looks_past_the_wall_stands_in_the_list():
    looks = re.compile(r"^(?!def ).*beyond_the_reader\(", re.MULTILINE)
    look = [path for path in sources() if looks.search(path.read_text())]
    found = {path.relative_to(ROOT).as_posix() for path in look if path != ROOT / "core/wall.py"}

    assert found == set(WHERE)


def test_everything_with_a_rule_stands_behind_the_wall_or_says_why_not():
    ruled = {
        model._meta.label
        for model in apps.get_models()
        if hasattr(model._default_manager, "visible_to")
    }
    behind = {one.model._meta.label for one in wall.walled()}

    assert ruled - behind == set(wall.BEFORE) | OF_THE_DIRECTORY
    assert all(wall.BEFORE.values())
