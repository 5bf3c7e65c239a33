"""What a name may mean is found by an index: few rows are read of a large directory."""

import pytest
from django.db import connection

from network.queries import candidates, matching
from tests.factories.network import OrganizationFactory, PersonFactory

pytestmark = pytest.mark.django_db

NAMES = [
    ("Hainan Technical College", "Hainan Technical College"),
    ("HTC", "Hainan Technical College"),
    ("Guangzou Technical College", "Guangzhou Technical College"),
    ("Technical College", "Technical College"),
    ("广州工贸技师学院", "广州工贸技师学院"),
    ("云", "云"),
]
PEOPLE = ["Sok Dara", "Dara Sok", "Li Yu", "Yu Li", "王 小"]


@pytest.fixture
def small_steps(monkeypatch):
    """A directory that is large for the steps in which it is read."""
    for name, most in (("_ASKED", 20), ("_FEW", 2), ("_MOST", 5)):
        monkeypatch.setattr(candidates, name, most)
    for number in range(40):
        OrganizationFactory(name=f"Place{number} Technical College", acronym="")
        PersonFactory(name=f"Somebody Number{number}")
    for name in {likely for _, likely in NAMES}:
        OrganizationFactory(name=name, acronym="")


@pytest.mark.usefixtures("small_steps")
def test_each_name_is_found_among_a_few_rows_of_many():
    found = matching.gazetteer([name for name, _ in NAMES], by=None)

    assert len(found.known) <= 5 * len(NAMES)
    likely = {
        name: match.organization.name
        for name, _ in NAMES
        for match in matching.similar_organizations(name, limit=1, by=None)
    }
    assert likely == dict(NAMES)


@pytest.mark.usefixtures("small_steps")
def test_each_person_is_found_among_a_few_of_many():
    dara, yu, wang = (PersonFactory(name=name) for name in ("Sok Dara", "Li Yu", "王 小"))
    asked = [(name, None) for name in PEOPLE]

    assert matching.link_people(asked, by=None) == [dara, dara, yu, yu, wang]
    assert matching.similar_people("Sok Dar", by=None)[0].person == dara
    assert matching.similar_people("王小明", by=None) == []


@pytest.mark.usefixtures("small_steps", "busy_elsewhere")
def test_names_are_looked_up_in_an_index():
    asked = []

    def note(execute, sql, params, many, context):
        asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        matching.sure_organizations([name for name, _ in NAMES], by=None)
        matching.link_people([(name, None) for name in PEOPLE], by=None)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        plans = []
        for sql, params in asked:
            if "LATERAL" in sql:
                cursor.execute(f"EXPLAIN {sql}", params)
                plans.append("\n".join(line for (line,) in cursor.fetchall()))

    assert plans
    assert [plan for plan in plans if "Bitmap Index Scan" not in plan or "Seq Scan" in plan] == []
