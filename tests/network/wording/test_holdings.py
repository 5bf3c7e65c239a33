"""What is held is said by the names of its fields; what has none is in the file alone."""

import pytest

from network.mails import OWN_DATA
from network.queries import holdings
from network.queries.holdings import Subject
from network.wording.holdings import in_words
from tests.factories.accounts import AccountEventFactory, UserFactory
from tests.factories.events import ParticipationFactory
from tests.factories.network import PersonFactory
from tests.factories.notifications import MessageFactory

pytestmark = pytest.mark.django_db


def test_codes_are_told_in_words():
    person = PersonFactory(user=UserFactory(language="km"))
    MessageFactory(recipient=person.recipient, kind=OWN_DATA, reason=OWN_DATA)
    ParticipationFactory(person=person, roles=["presenter"])
    agent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0 Safari/537.36"
    AccountEventFactory(user=person.user, agent=agent)

    on_page = [in_words(each) for each in holdings.on_page(Subject.of_person(person))]
    said = {text for each in on_page for row in each.rows for _label, text in row}

    assert {
        "Link to one's own data",
        "Wants to see what we hold about them",
        "Presenter",
        "Chrome on Windows",
        "Khmer",
        "Bangkok",
    } <= said


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
