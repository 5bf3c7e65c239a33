from datetime import date

import pytest

from dashboards.enums import SearchKind
from dashboards.queries.search import Group
from dashboards.wording.search import ShownGroup, passage, shown
from tests.factories.events import (
    DonationFactory,
    EventFactory,
    EventFileFactory,
    PresentationFactory,
    SiteVisitFactory,
    StatementFactory,
    TopicFactory,
)
from tests.factories.network import (
    CooperationAreaFactory,
    CountryFactory,
    OrganizationFactory,
    PersonFactory,
)
from tests.factories.partnerships import (
    ActionFactory,
    AgreementFactory,
    AgreementFileFactory,
    CommentFactory,
    CommitmentFactory,
    DesignationFactory,
    PairingFactory,
    ProgressUpdateFactory,
    UpdateFileFactory,
    WorkPlanFactory,
)

pytestmark = pytest.mark.django_db


def told(kind, record):
    (found,) = shown(Group(kind, (record,)), text="x").records
    return found.title, " | ".join(found.where), found.url


def test_a_group_has_its_heading_and_leads_to_its_list():
    more = Group(SearchKind.EVENTS, (), total=12)
    many = Group(SearchKind.EVENTS, (), total=1_001)

    assert shown(more, text="Hainan & more") == ShownGroup(
        "events", "Workshops", (), "/workshops/?q=Hainan+%26+more", "See all 12"
    )
    assert shown(many, text="x").all == "See all 1,000+"
    assert shown(Group(SearchKind.EVENTS, ()), text="x") == ShownGroup("events", "Workshops", ())


def test_what_has_no_list_is_shown_alone():
    more = Group(SearchKind.TOPICS, (), total=4)

    assert shown(more, text="plan").url == "/search/?q=plan&kind=topics"


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
    topic = TopicFactory(event=event, text="Robots")
    statement = StatementFactory(event=event, text="Good", name="Somebody")
    slides = PresentationFactory(event=event, title="Slides", name="Somebody")
    visit = SiteVisitFactory(event=event, organization=OrganizationFactory(name="A firm"))

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
    assert told(SearchKind.PRESENTATIONS, slides) == (
        "Slides",
        "Somebody | A meeting",
        f"{event.get_absolute_url()}#presentations",
    )
    assert told(SearchKind.VISITS, visit)[1:] == (
        "A firm | A meeting",
        f"{event.get_absolute_url()}#visits",
    )


def test_a_donation_says_of_whom_it_is_as_far_as_it_is_known():
    firm = OrganizationFactory(name="A firm")
    given = {"event": EventFactory(title="A meeting"), "what": "A lathe"}
    whole = DonationFactory(giver=firm, receiver_name="A class", **given)
    half = DonationFactory(receiver_name="A class", **given)

    assert told(SearchKind.DONATIONS, whole)[1] == "given by A firm to A class | A meeting"
    assert told(SearchKind.DONATIONS, half)[1] == "A class | A meeting"
    assert told(SearchKind.DONATIONS, half)[2].endswith("#donations")


def test_a_file_leads_to_what_it_belongs_to():
    event, paper = EventFactory(title="A meeting"), AgreementFactory(title="A letter")
    update = ProgressUpdateFactory(pairing=PairingFactory(title="A pairing"))
    named = EventFileFactory(event=event, name="1.pdf", caption="", kind="minutes")
    described = EventFileFactory(event=event, name="1.pdf", caption="On robots", kind="minutes")
    text = AgreementFileFactory(agreement=paper, name="mou.pdf")
    bill = UpdateFileFactory(progress_update=update, name="bill.pdf")

    assert told(SearchKind.EVENT_FILES, named) == (
        "1.pdf",
        "Minutes or report | A meeting",
        f"{event.get_absolute_url()}#files",
    )
    assert told(SearchKind.EVENT_FILES, described)[:2] == (
        "On robots",
        "Minutes or report | 1.pdf | A meeting",
    )
    assert told(SearchKind.AGREEMENT_FILES, text) == (
        "mou.pdf",
        "A letter",
        f"{paper.get_absolute_url()}#files",
    )
    assert told(SearchKind.UPDATE_FILES, bill) == (
        "bill.pdf",
        "A pairing",
        update.get_absolute_url(),
    )


def test_what_was_told_and_asked_of_a_pairing_says_of_which():
    pairing = PairingFactory(title="A pairing")
    action = ActionFactory(pairing=pairing, text="Buy robots")
    update = ProgressUpdateFactory(pairing=pairing, action=action, text="Bought", challenges="Dear")

    assert told(SearchKind.UPDATES, update)[:2] == (
        "Bought Dear",
        "Going well | Buy robots | A pairing",
    )
    assert told(SearchKind.COMMENTS, CommentFactory(pairing=pairing, text="Why?")) == (
        "Why?",
        "Question | A pairing",
        CommentFactory._meta.model.objects.get().get_absolute_url(),
    )


def test_of_a_long_text_the_part_with_the_word_is_shown():
    long = " ".join(["First"] * 60 + ["we", "agreed", "on", "robots", "at", "once"] + ["then"] * 60)

    shown_part = passage(long, ["robots"])

    assert shown_part.startswith("… First First First we agreed on robots at once then")
    assert len(shown_part) <= 202
    assert passage(long, ["first"]).startswith("First First")
    assert passage("Short robots", ["robots"]) == "Short robots"
