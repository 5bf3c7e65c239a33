"""What is held is said by the names of its fields; what has none is in the file alone."""

import pytest

from network.queries import holdings
from network.queries.holdings import Subject
from network.wording.holdings import in_words
from tests.factories.network import PersonFactory

pytestmark = pytest.mark.django_db


def test_a_row_is_its_known_facts():
    person = PersonFactory(name="Sok Dara", phone="", sex="female", source_key="dara")

    [itself] = [
        in_words(each)
        for each in holdings.on_page(Subject.of_person(person))
        if each.holding.told == "In the directory"
    ]

    facts = dict(itself.rows[0])
    assert (facts["full name"], facts["sex"]) == ("Sok Dara", "Woman")
    assert "telephone" not in facts
    assert "dara" not in facts.values()
