import pytest

from core.search import Search
from dashboards.enums import SearchKind
from dashboards.queries.search import SHOWN, everywhere, meant_exactly, of_kind
from tests.factories import roles
from tests.factories.events import (
    DonationFactory,
    EventFactory,
    EventFileFactory,
    EventPairingFactory,
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


def _groups(text, user):
    return {
        str(group.kind.label): [str(record) for record in group.records]
        for group in everywhere(text, user)
    }


def one_of_each(word, country):
    """Write a record of each kind that has ``word``; ``country`` is that of one side."""
    college = OrganizationFactory(name=f"{word} College", country=country)
    PersonFactory(name=f"{word} Person", works_at=college)
    pairing = PairingFactory(title=f"{word} pairing", parties=[college])
    event = EventFactory(title=f"{word} meeting")
    EventPairingFactory(event=event, pairing=pairing)
    TopicFactory(event=event, text=f"{word} topic")
    StatementFactory(event=event, text=f"{word} was said")
    PresentationFactory(event=event, title=f"{word} slides")
    SiteVisitFactory(event=event, name=f"{word} factory")
    DonationFactory(event=event, what=f"{word} given")
    EventFileFactory(event=event, name=f"{word}.pdf", caption="")
    ActionFactory(pairing=pairing, text=f"{word} action")
    CommitmentFactory(pairing=pairing, text=f"{word} area")
    update = ProgressUpdateFactory(pairing=pairing, text=f"{word} was bought")
    UpdateFileFactory(progress_update=update, name=f"{word} bill.pdf")
    CommentFactory(pairing=pairing, text=f"{word}?")
    paper = AgreementFactory(title=f"{word} agreement", parties=[college])
    AgreementFileFactory(agreement=paper, name=f"{word} mou.pdf")
    DesignationFactory(title=f"{word} base", conferred_on=college)
    WorkPlanFactory(name=f"{word} plan", pairing=pairing)


EACH = {
    "Organizations": ["Robot College"],
    "People": ["Robot Person"],
    "Pairings": ["Robot pairing"],
    "Workshops": ["Robot meeting"],
    "Agreed areas": ["Robot area"],
    "Actions": ["Robot action"],
    "Updates": ["Going well"],
    "Questions and comments": ["Robot?"],
    "Agreements": ["Robot agreement"],
    "Designations": ["Robot base"],
    "Work plans": ["Robot plan"],
    "Topics": ["Robot topic"],
    "Statements": ["Robot was said"],
    "Presentations": ["Robot slides"],
    "Places visited": ["Robot factory"],
    "Donations": ["Robot given"],
    "Files of meetings": ["Robot.pdf"],
    "Files of agreements": ["Robot mou.pdf"],
    "Files of updates": ["Robot bill.pdf"],
}


def test_each_kind_has_its_group():
    one_of_each("Robot", CountryFactory(laos=True))

    assert _groups("robot", roles.staff()) == EACH


@pytest.mark.parametrize("role", [roles.coordinator, roles.official])
def test_each_role_finds_all_of_its_own_country(role):
    laos = CountryFactory(laos=True)
    one_of_each("Robot", laos)

    assert _groups("robot", role(laos)) == EACH


@pytest.mark.parametrize("role", [roles.coordinator, roles.official])
def test_of_another_country_each_role_finds_the_directory_alone(role):
    one_of_each("Robot", CountryFactory(laos=True))

    assert _groups("robot", role(CountryFactory(china=True))) == {
        "Organizations": ["Robot College"]
    }


def test_a_focal_point_finds_what_is_of_their_house():
    one_of_each("Robot", CountryFactory(laos=True))

    assert _groups("robot", roles.focal_point(OrganizationFactory())) == {
        "Organizations": ["Robot College"]
    }


def test_who_has_no_role_finds_nothing():
    one_of_each("Robot", CountryFactory(laos=True))

    assert _groups("robot", roles.nobody()) == {}


@pytest.mark.parametrize("kind", SearchKind)
def test_what_is_hidden_is_not_told_by_more(kind):
    """Neither a record nor that there are others: the reader sees the same as with none."""
    for _number in range(SHOWN + 1):
        EventFactory(title="Secret meeting")
        ActionFactory(text="Secret action")
        PairingFactory(title="Secret pairing")
        AgreementFactory(title="Secret agreement")

    assert not of_kind(kind, "secret", roles.official())


def test_a_photo_whose_people_refused_is_found_by_the_ilo_alone():
    laos, event = CountryFactory(laos=True), EventFactory()
    pairing = PairingFactory(parties=[OrganizationFactory(country=laos)])
    EventPairingFactory(event=event, pairing=pairing)
    EventFileFactory(event=event, name="robot.jpg", kind="photo", consent=False)

    assert _groups("robot", roles.official(laos)) == {}
    assert list(_groups("robot", roles.staff())) == ["Files of meetings"]


def test_what_was_corrected_or_taken_back_is_not_found_and_an_answer_is():
    corrected = ProgressUpdateFactory(text="Ten robots")
    ProgressUpdateFactory(pairing=corrected.pairing, supersedes=corrected, challenges="Nine robots")
    question = CommentFactory(text="Which robots?", closed_at=corrected.submitted_at)
    CommentFactory(text="Welding robots", kind="answer", answers=question)
    CommentFactory(text="No robots", closed_at=corrected.submitted_at)

    assert [str(each) for each in of_kind(SearchKind.COMMENTS, "robots", roles.staff())] == [
        "Welding robots",
        "Which robots?",
    ]
    assert [each.challenges for each in of_kind(SearchKind.UPDATES, "robots", roles.staff())] == [
        "Nine robots"
    ]


def test_records_are_found_by_the_names_of_who_takes_part():
    college, area = OrganizationFactory(name="Wuxi"), CooperationAreaFactory(synonyms=["Robots"])
    pairing = PairingFactory(title="A pairing", parties=[college])
    EventPairingFactory(event=EventFactory(title="A meeting"), pairing=pairing)
    AgreementFactory(title="A letter", parties=[college])
    DesignationFactory(title="A base", conferred_on=college)
    CommitmentFactory(pairing=pairing, text="An area", area=area)

    assert _groups("wuxi", roles.staff()) == {
        "Organizations": ["Wuxi"],
        "Pairings": ["A pairing"],
        "Workshops": ["A meeting"],
        "Agreements": ["A letter"],
        "Designations": ["A base"],
    }
    assert _groups("robots", roles.staff()) == {"Agreed areas": ["An area"]}


def test_every_word_must_occur_in_the_text_or_in_a_name():
    college = OrganizationFactory(name="Wuxi")
    PairingFactory(title="Robots", parties=[college])
    PairingFactory(title="Tourism", parties=[college])
    ActionFactory(text="Send the training plan")

    assert _groups("wuxi robots", roles.staff()) == {"Pairings": ["Robots"]}
    assert _groups("plan training", roles.staff()) == {"Actions": ["Send the training plan"]}
    assert _groups("plan budget", roles.staff()) == {}


@pytest.mark.parametrize("few", [0, 1])
def test_a_word_that_many_organizations_have_finds_the_same(few, monkeypatch):
    monkeypatch.setattr("core.search._FEW", few)
    colleges = [OrganizationFactory(name=f"College {city}") for city in ("Wuxi", "Sanya")]
    for college in colleges:
        PairingFactory(title=f"With {college.acronym or college.name[8:]}", parties=[college])

    assert _groups("college sanya", roles.staff())["Pairings"] == ["With Sanya"]
    assert len(_groups("college", roles.staff())["Pairings"]) == 2


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("ຄຳມ່ວນ", "ຄໍາມ່ວນ"),
        ("ຄໍາມ່ວນ", "ຄຳມ່ວນ"),
        ("វិទ្យាស្ថានបច្ចេកវិទ្យា", "បច្ចេកវិទ្យា"),
        ("နည်းပညာတက္ကသိုလ်", "တက္ကသိုလ်"),
        ("職業技術學院", "技术"),
    ],
)
def test_a_word_is_found_in_any_script_however_it_is_typed(asked, written):
    one_of_each(written, CountryFactory(laos=True))

    assert list(_groups(asked, roles.staff())) == list(EACH)


def test_the_first_of_many_are_shown_and_that_there_are_more():
    ActionFactory.create_batch(SHOWN + 2, text="Plan")
    CommentFactory(text="Plan?")

    some, one = everywhere("plan", roles.staff())

    assert (len(some.records), some.total, some.more) == (SHOWN, SHOWN + 2, True)
    assert (len(one.records), one.total, one.more) == (1, 1, False)
    assert len(of_kind(SearchKind.ACTIONS, "plan", roles.staff())) == SHOWN + 2


def test_an_empty_question_finds_nothing():
    ActionFactory()

    assert everywhere("  ", roles.staff()) == []
    assert everywhere("!?", roles.staff()) == []
    assert not of_kind(SearchKind.ACTIONS, "!?", roles.staff())


@pytest.mark.parametrize("count", [1, 30])
def test_a_search_costs_the_same_however_much_there_is(count, django_assert_max_num_queries):
    laos = CountryFactory(laos=True)
    for number in range(count):
        one_of_each(f"Robot {number}", laos)
    reader = roles.staff()

    with django_assert_max_num_queries(36):
        assert len(everywhere("robot", reader)) == len(SearchKind)


def test_no_more_words_are_asked_than_somebody_types():
    assert len(Search("a b c d e f g h i j k").words) == 8


def test_an_acronym_that_two_share_means_neither():
    npic = OrganizationFactory(acronym="NPIC")
    OrganizationFactory(acronym="CVT")
    OrganizationFactory(acronym="CVT")
    staff = roles.staff()

    assert meant_exactly(" npic ", staff) == npic
    assert meant_exactly("\uff2e\uff30\uff29\uff23", staff) == npic
    assert meant_exactly("CVT", staff) is None
    assert meant_exactly("", staff) is None
    assert meant_exactly("NPIC", roles.nobody()) is None
