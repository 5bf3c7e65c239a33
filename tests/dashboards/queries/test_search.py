import pytest

from core.normalisation import fold
from dashboards.queries.search import everywhere, meant_exactly
from tests.factories import roles
from tests.factories.events import EventFactory
from tests.factories.network import OrganizationFactory, PersonFactory
from tests.factories.partnerships import ActionFactory, PairingFactory

pytestmark = pytest.mark.django_db


def _groups(text, user):
    return {
        str(group.kind.label): [str(record) for record in group.records]
        for group in everywhere(text, user)
    }


def test_each_kind_has_its_group():
    college = OrganizationFactory(name="Hainan College", search_text=fold("Hainan College"))
    PersonFactory(name="Hainan Person", search_text="hainan person")
    pairing = PairingFactory(title="HTC and NPIA", parties=[college])
    EventFactory(title="Meeting in Hainan")
    ActionFactory(pairing=pairing, text="Write to Hainan")

    assert _groups("hainan", roles.staff()) == {
        "Organizations": ["Hainan College"],
        "People": ["Hainan Person"],
        "Pairings": ["HTC and NPIA"],
        "Workshops": ["Meeting in Hainan"],
        "Actions": ["Write to Hainan"],
    }


def test_every_word_of_an_action_must_occur():
    ActionFactory(text="Send the training plan")

    assert _groups("plan training", roles.staff()) == {"Actions": ["Send the training plan"]}
    assert _groups("plan budget", roles.staff()) == {}


def test_an_empty_question_finds_nothing():
    ActionFactory()

    assert everywhere("  ", roles.staff()) == []


def test_what_is_not_theirs_is_not_found():
    EventFactory(title="Secret meeting")
    ActionFactory(text="Secret action")
    PairingFactory(title="Secret pairing")

    assert _groups("secret", roles.official()) == {}


def test_an_acronym_that_two_share_means_neither():
    npic = OrganizationFactory(acronym="NPIC")
    OrganizationFactory(acronym="CVT")
    OrganizationFactory(acronym="CVT")
    staff = roles.staff()

    assert meant_exactly(" npic ", staff) == npic
    assert meant_exactly("CVT", staff) is None
    assert meant_exactly("", staff) is None
    assert meant_exactly("NPIC", roles.nobody()) is None
