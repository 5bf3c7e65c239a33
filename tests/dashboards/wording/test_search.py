from datetime import date

import pytest

from dashboards.enums import SearchKind
from dashboards.queries.search import Group
from dashboards.wording.search import ShownGroup, passage, shown
from events.models import Statement, Topic
from tests.factories.events import EventFactory
from tests.factories.network import (
    CooperationAreaFactory,
    CountryFactory,
    OrganizationFactory,
    PersonFactory,
)
from tests.factories.partnerships import (
    ActionFactory,
    AgreementFactory,
    CommitmentFactory,
    DesignationFactory,
    PairingFactory,
    WorkPlanFactory,
)

pytestmark = pytest.mark.django_db


def told(kind, record):
    (found,) = shown(Group(kind, (record,)), text="x").records
    return found.title, " | ".join(found.where), found.url


def test_a_group_has_its_heading_and_leads_to_its_list():
    more = Group(SearchKind.EVENTS, (), more=True)

    assert shown(more, text="Hainan & more") == ShownGroup(
        "events", "Workshops", (), "/workshops/?q=Hainan+%26+more"
    )
    assert shown(Group(SearchKind.EVENTS, ()), text="x") == ShownGroup("events", "Workshops", ())


def test_what_has_no_list_is_shown_alone_and_says_when_it_is_cut():
    more = Group(SearchKind.TOPICS, (), more=True)

    assert shown(more, text="plan").url == "/search/?q=plan&kind=topics"
    assert shown(more, text="plan", alone=True) == ShownGroup(
        "topics", "Topics", (), "", is_cut=True
    )


def test_an_organization_a_person_and_a_pairing_say_where_they_are():
    laos = CountryFactory(laos=True)
    college = OrganizationFactory(name="College", acronym="C", city="Vientiane", country=laos)
    department = OrganizationFactory(name="Department", parent=college, country=None)
    person = PersonFactory(name="Liu", works_at=college)
    pairing = PairingFactory(title="A pairing", parties=[college, OrganizationFactory(name="X")])

    assert told(SearchKind.ORGANIZATIONS, college)[1] == "TVET institution | Vientiane | Lao PDR"
    assert told(SearchKind.ORGANIZATIONS, department)[1] == "TVET institution | College"
    assert told(SearchKind.PEOPLE, person)[1] == "Director | College"
    assert told(SearchKind.PEOPLE, PersonFactory())[1] == ""
    assert told(SearchKind.PAIRINGS, pairing)[:2] == ("A pairing", "C | X")


def test_what_a_pairing_promised_says_of_which_pairing():
    pairing, area = PairingFactory(title="A pairing"), CooperationAreaFactory(name="Robots")
    in_words = CommitmentFactory(pairing=pairing, area=area, text="Train ten")
    in_short = CommitmentFactory(pairing=pairing, area=area, text="")
    action = ActionFactory(pairing=pairing, text="W" * 300)

    assert told(SearchKind.COMMITMENTS, in_words)[:2] == ("Train ten", "Robots | A pairing")
    assert told(SearchKind.COMMITMENTS, in_short)[:2] == ("Robots", "A pairing")
    assert told(SearchKind.ACTIONS, action)[:2] == ("W" * 199 + "…", "A pairing")


def test_papers_say_of_whom_they_are():
    giver, holder = OrganizationFactory(name="Giver"), OrganizationFactory(name="Holder")
    title = DesignationFactory(title="Base", conferred_by=giver, conferred_on=holder)
    agreement = AgreementFactory(title="A letter")
    whole, own = WorkPlanFactory(pairing=None), WorkPlanFactory(pairing=PairingFactory(title="P"))

    assert told(SearchKind.DESIGNATIONS, title)[1] == "given by Giver to Holder"
    assert told(SearchKind.AGREEMENTS, agreement)[1].startswith(agreement.type.name)
    assert told(SearchKind.WORK_PLANS, whole)[1] == "The whole network"
    assert told(SearchKind.WORK_PLANS, own)[1] == "P"


def test_what_was_said_leads_to_its_place_on_the_page_of_the_meeting():
    event = EventFactory(title="A meeting", day=date(2022, 5, 12), place="Wuxi")
    topic = Topic.objects.create(event=event, text="Robots")
    statement = Statement.objects.create(event=event, text="Good", name="Somebody")

    assert told(SearchKind.EVENTS, event)[1].endswith("Thu 12 May 2022 | Wuxi")
    assert told(SearchKind.TOPICS, topic) == (
        "Robots",
        "A meeting",
        f"{event.get_absolute_url()}#topics",
    )
    assert told(SearchKind.STATEMENTS, statement)[1:] == (
        "Somebody | A meeting",
        f"{event.get_absolute_url()}#statements",
    )


def test_of_a_long_text_the_part_with_the_word_is_shown():
    long = " ".join(["First"] * 60 + ["we", "agreed", "on", "robots", "at", "once"] + ["then"] * 60)

    shown_part = passage(long, ["robots"])

    assert shown_part.startswith("… First First First we agreed on robots at once then")
    assert len(shown_part) <= 202
    assert passage(long, ["first"]).startswith("First First")
    assert passage("Short robots", ["robots"]) == "Short robots"
