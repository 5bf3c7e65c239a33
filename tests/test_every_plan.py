"""No page of a long list reads a large table as a whole, or sorts it, in any order it offers."""

from __future__ import annotations

import gzip
import json

import pytest
from django.db import connection, transaction
from django.urls import reverse

from events.models import Event, EventPairing, Participation
from network.models import Organization, Person, Position
from notifications.models import Message, Recipient
from partnerships.models import (
    Action,
    Agreement,
    AgreementParty,
    Commitment,
    Designation,
    Pairing,
    PairingParty,
    ProgressUpdate,
    WorkPlan,
)
from tests import copies, databases, worlds
from tests.factories import roles
from tests.factories.network import CountryFactory
from tests.test_untold import LISTS
from tests.walk import Reader, kwargs_of

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("busy_elsewhere"),
]
# A list counts to 1,000 rows.
MANY, MOST = 2_500, 1_500
_NAME = "'Crowd ' || n"
_SAID = {"search_text": "'crowd ' || n"}
_TITLE = {"title": _NAME, **_SAID}
CROWD = {
    Organization: {
        "name": _NAME,
        "acronym": "''",
        "city": _NAME,
        "longitude": "80 + n % 60",
        "latitude": "n % 50",
        **_SAID,
    },
    Recipient: {"email": "'crowd' || n || '@example.org'"},
    Person: {"recipient_id": Recipient, "user_id": "NULL", "name": _NAME, **_SAID},
    Position: {"person_id": Person, "organization_id": Organization},
    Pairing: {"source_key": "NULL", **_TITLE},
    PairingParty: {"pairing_id": Pairing, "organization_id": Organization},
    Commitment: {"pairing_id": Pairing, "text": _NAME, "agreed_on": "current_date - n", **_SAID},
    Action: {"pairing_id": Pairing, "text": _NAME, "due_on": "current_date - n", **_SAID},
    ProgressUpdate: {
        "pairing_id": Pairing,
        "supersedes_id": "NULL",
        "submitted_at": "now() - n * interval '1 hour'",
        **_SAID,
    },
    Event: {"source_key": "NULL", "day": "date '2030-01-01' - n", "last_day": "NULL", **_TITLE},
    EventPairing: {"event_id": Event, "pairing_id": Pairing},
    Participation: {"event_id": Event, "person_id": Person},
    Agreement: {
        "source_key": "NULL",
        "renews_id": "NULL",
        "state": "'signed'",
        "signed_on": "current_date - n",
        **_TITLE,
    },
    AgreementParty: {"agreement_id": Agreement, "organization_id": Organization},
    Designation: {"source_key": "NULL", "conferred_on_id": Organization, **_TITLE},
    WorkPlan: {"source_key": "NULL", "replaces_id": "NULL", "name": _NAME, **_SAID},
    Message: {"key": _NAME, "recipient_id": Recipient, "due_at": "now() - n * interval '1 hour'"},
}
# In a table of so few rows an index seldom pays: what is asked is whether one leads there.
BY_INDEX = "; ".join(
    f"SET LOCAL enable_{way} = off" for way in ("seqscan", "hashjoin", "mergejoin")
)
# Their order is computed of what each row says: among many all of it is read.
COMPUTED = {"partnerships:pairing-index"}


class Statements(list):
    """What was asked of the database, each kind of question once."""

    def __call__(self, execute, sql, params, many, context):
        if sql.startswith("SELECT") and sql not in [asked for asked, _params in self]:
            self.append((sql, params))
        return execute(sql, params, many, context)


def too_much(sql, params):
    """Yield the parts of a plan that looked at too many rows."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(BY_INDEX)
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", params)
        ((plan,),) = cursor.fetchall()
    (plan,) = json.loads(plan) if isinstance(plan, str) else plan
    yield from _parts(plan["Plan"])


def _parts(node):
    passed = node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Index Recheck", 0)
    rows = (node["Actual Rows"] + passed) * node["Actual Loops"]
    if rows > MOST:
        yield f"{node['Node Type']} {node.get('Relation Name', '')} {rows}"
    for part in node.get("Plans", ()):
        yield from _parts(part)


@pytest.fixture
def reader():
    worlds.build("Canary", (CountryFactory(laos=True), CountryFactory(china=True)))
    copies.fill(CROWD, MANY)
    databases.analyze()
    reader = Reader()
    reader.force_login(roles.staff())
    return reader


def test_no_order_of_a_long_list_reads_all_of_it_and_its_map_stays_light(reader):
    found, tables = {}, 0
    for name in (each for each in LISTS if not kwargs_of(each)):
        context = reader.get(reverse(name)).context
        if "table" not in context or name in COMPUTED:
            continue
        tables += 1
        columns = [column.name for column in context["table"].columns if column.orderable]
        for asked in (
            "",
            "?q=2499",
            *(f"?sort={way}{one}" for one in columns for way in ("", "-")),
        ):
            statements = Statements()
            with connection.execute_wrapper(statements):
                reader.get(reverse(name) + asked)
            if parts := {part for each in statements for part in too_much(*each)}:
                found[name + asked] = parts

    assert found == {}
    assert tables > 8
    assert len(gzip.compress(reader.get(reverse("dashboards:dashboard")).content)) < 60_000
