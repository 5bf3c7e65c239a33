"""The page of an event."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from events.enums import EventState
from tests.factories import roles
from tests.factories.events import (
    AgendaItemFactory,
    AgendaSpeakerFactory,
    EventFactory,
    EventFileFactory,
    HeadCountFactory,
    MeetingAccessFactory,
    OrganizerFactory,
    OutcomeFactory,
    ParticipationFactory,
    PresentationFactory,
    SiteVisitFactory,
    StatementFactory,
    TopicFactory,
)
from tests.factories.network import CountryFactory, OrganizationFactory, PersonFactory
from tests.factories.partnerships import (
    ActionFactory,
    AgreementFactory,
    CommitmentFactory,
    DesignationFactory,
    PairingFactory,
    WorkingGroupFactory,
    WorkPlanFactory,
)
from tests.walk import read

pytestmark = pytest.mark.django_db

SECRET = "https://meet.example.org/secret-room"


def url_of(event):
    return reverse("events:event-detail", args=[event.pk])


def fill(event, pairing):
    """Write down one of everything at ``event``."""
    person = PersonFactory(works_at=pairing.parties.first().organization)
    organization = OrganizationFactory()
    ParticipationFactory(event=event, person=person, organization=organization, roles=["speaker"])
    ParticipationFactory(event=event)
    ParticipationFactory(event=event, name="", organization=organization)
    ParticipationFactory(event=event, name="", organization=organization, state="invited")
    ParticipationFactory(event=event, name="", organization_name="A firm")
    HeadCountFactory(event=event, organization=organization, people=99, women=9)
    OrganizerFactory(event=event)
    item = AgendaItemFactory(event=event)
    AgendaSpeakerFactory(item=item, person=person)
    AgendaSpeakerFactory(item=item, organization=organization, name="", role="discussant")
    for became in (
        {"commitment": CommitmentFactory(pairing=pairing)},
        {"action": ActionFactory(pairing=pairing, person=person)},
        {"agreement": AgreementFactory(pairing=pairing, signed=True)},
        {"designation": DesignationFactory(pairing=pairing)},
        {"working_group": WorkingGroupFactory(pairing=pairing, mandate="To meet")},
        {"work_plan": WorkPlanFactory(pairing=pairing, note="Two periods")},
        {},
    ):
        OutcomeFactory(event=event, **became)
    StatementFactory(event=event, person=person, kind="quote")
    StatementFactory(event=event)
    TopicFactory(event=event)
    PresentationFactory(event=event, person=person)
    SiteVisitFactory(event=event, organization=organization)
    EventFileFactory(event=event, kind="minutes")
    EventFileFactory(event=event, file="", kind="photo", caption="Group photo", shown="All")


@pytest.fixture
def full():
    """An event with one of everything."""
    pairing = PairingFactory()
    event = EventFactory(
        pairings=[pairing],
        parent=EventFactory(),
        starts_at=datetime(2026, 11, 12, 7, tzinfo=UTC),
        goal="Train teachers",
        summary="They agreed.",
        english_summary="They agreed.",
        follow_up="A plan",
        place="Phnom Penh",
        link_policy="The link is sent after registration.",
        source_name="Report",
        source_publisher="ILO",
        source_on=date(2026, 11, 13),
        source_url="https://example.org/report?year=2026&day=12",
        list_is_final=False,
    )
    EventFactory(parent=event)
    HeadCountFactory(event=event, people=100, women=40)
    fill(event, pairing)
    return event


def test_staff_read_everything_and_may_complete_it(signed_in, full):
    page = signed_in(roles.staff()).get(url_of(full)).content.decode()

    for text in (
        "100 people took part.",
        "40 women were among them.",
        "The list can still change.",
        "Group photo",
        "We do not have the picture yet.",
        "Same as …?",
        "They agreed.",
        "Two periods",
        "What is still missing",
        "Log a similar one",
        "an agreement draft",
        'href="https://example.org/report?year=2026&amp;day=12"',
        ">Report ",
    ):
        assert text in page
    assert "The link is sent after registration." in page


def test_a_source_of_which_only_the_address_is_known_is_shown_by_it(signed_in):
    event = EventFactory(source_url="https://example.org/a")

    page = signed_in(roles.staff()).get(url_of(event)).content.decode()

    assert ">https://example.org/a " in page


@pytest.mark.parametrize("state", [EventState.POSTPONED, EventState.CANCELLED])
def test_nothing_is_missing_of_a_meeting_that_does_not_take_place(signed_in, state):
    event = EventFactory(state=state, reason="Floods")

    page = signed_in(roles.staff()).get(url_of(event)).content.decode()

    assert "What is still missing" not in page


def test_the_editing_tools_show_when_they_are_asked_for(signed_in, full):
    client = signed_in(roles.staff())

    closed = client.get(url_of(full)).content.decode()
    opened = client.get(url_of(full), {"edit": "topics"}).content.decode()

    assert ("Finish editing" in closed, "Finish editing" in opened) == (False, True)


@pytest.mark.parametrize(
    "section",
    [
        "tasks",
        "when",
        "areas",
        "actions",
        "outcomes",
        "agenda",
        "people",
        "statements",
        "topics",
        "presentations",
        "visits",
        "files",
    ],
)
def test_htmx_gets_one_section_with_its_own_id(signed_in, full, section):
    client = signed_in(roles.staff(), htmx=True)

    part = client.get(url_of(full), {"section": section, "edit": section}).content.decode()

    assert "<html" not in part
    assert f'id="{section}"' in part


def test_the_back_button_gets_the_whole_page(signed_in, full):
    client = signed_in(roles.staff(), htmx=True)

    page = client.get(url_of(full), headers={"HX-History-Restore-Request": "true"})

    assert "<html" in page.content.decode()


def test_an_unknown_section_is_not_found(signed_in, full):
    client = signed_in(roles.staff(), htmx=True)

    assert client.get(url_of(full), {"section": "rumours"}).status_code == 404


def test_an_official_of_the_country_reads_and_has_nothing_to_press(signed_in):
    country = CountryFactory()
    side = OrganizationFactory(country=country)
    pairing = PairingFactory(parties=[side, OrganizationFactory()])
    event = EventFactory(pairings=[pairing])
    fill(event, pairing)

    page = signed_in(roles.official(country)).get(url_of(event)).content.decode()

    assert "Agreed areas" in page
    for text in ("Add a topic", "What is still missing", "Same as", "Edit", "btn-primary"):
        assert text not in page


def test_somebody_else_does_not_find_the_event(signed_in, full):
    stranger = roles.focal_point(OrganizationFactory())

    assert signed_in(stranger).get(url_of(full)).status_code == 404
    assert signed_in(roles.nobody()).get(url_of(full)).status_code == 404


def test_nobody_is_asked_to_sign_in(client, full):
    response = client.get(url_of(full))

    assert (response.status_code, response.url.partition("?")[0]) == (
        302,
        reverse("account_login"),
    )


def test_personal_addresses_are_never_on_the_page(signed_in, full):
    person = PersonFactory(
        name="Seng Sokheng", phone="+855 12 345", recipient__email="seng@example.org"
    )
    ParticipationFactory(event=full, person=person)

    page = signed_in(roles.staff()).get(url_of(full)).content.decode()

    assert "Seng Sokheng" in page
    assert ("seng@example.org" in page, "+855 12 345" in page) == (False, False)


def test_names_are_links_only_to_people_whom_the_reader_may_see(signed_in):
    side = OrganizationFactory()
    event = EventFactory(pairings=[PairingFactory(parties=[side])])
    hidden = PersonFactory(name="Hidden Person")
    ParticipationFactory(event=event, person=hidden)

    page = signed_in(roles.focal_point(side)).get(url_of(event)).content.decode()

    assert "Hidden Person" in page
    assert hidden.get_absolute_url() not in page


def test_the_meeting_link_is_for_those_who_run_the_meeting(signed_in):
    event = EventFactory(planned=True, day=timezone.localdate() + timedelta(days=2))
    access = MeetingAccessFactory(event=event, link=SECRET, passcode="987654")

    page = signed_in(roles.staff()).get(url_of(access.event)).content.decode()

    assert (SECRET in page, "987654" in page) == (True, True)


def test_the_meeting_link_is_for_those_who_were_let_in(signed_in):
    side = OrganizationFactory()
    event = EventFactory(
        confirmed=True,
        day=timezone.localdate() + timedelta(days=2),
        pairings=[PairingFactory(parties=[side])],
    )
    MeetingAccessFactory(event=event, link=SECRET)
    let_in, waiting = roles.focal_point(side), roles.focal_point(side)
    ParticipationFactory(event=event, person=let_in.person, state="approved")
    ParticipationFactory(event=event, person=waiting.person, state="registered")

    assert SECRET in signed_in(let_in).get(url_of(event)).content.decode()
    assert SECRET not in signed_in(waiting).get(url_of(event)).content.decode()


def test_a_focal_point_is_offered_to_add_only_what_is_missing_and_theirs_to_add(signed_in):
    pairing = PairingFactory()
    event = EventFactory(pairings=[pairing])
    TopicFactory(event=event)
    reader = roles.focal_point(pairing.parties.first().organization)

    page = signed_in(reader).get(url_of(event)).content.decode()

    offered = page[page.index('id="more"') :]
    assert reverse("events:statement-add", args=[event.pk]) in offered
    assert reverse("events:topic-add", args=[event.pk]) not in offered
    assert reverse("events:agenda-item-add", args=[event.pk]) not in offered


def test_the_meeting_link_is_hidden_from_officials_focal_points_and_lists(signed_in):
    country = CountryFactory()
    side = OrganizationFactory(country=country)
    event = EventFactory(
        confirmed=True,
        pairings=[PairingFactory(parties=[side])],
        link_policy="Ask the ILO for the link.",
    )
    MeetingAccessFactory(event=event, link=SECRET)
    readers = [roles.official(country), roles.focal_point(side)]

    for reader in readers:
        client = signed_in(reader)
        page = client.get(url_of(event)).content.decode()

        assert "Ask the ILO for the link." in page
        assert SECRET not in page
    lists = [reverse("events:event-index"), reverse("events:event-index") + "?format=csv"]
    for path in lists:
        content = read(signed_in(roles.staff()).get(path)).decode()

        assert event.title in content
        assert SECRET not in content


@pytest.mark.parametrize(
    ("facts", "main", "others"),
    [
        ({"state": "planned", "day": date(2030, 1, 1)}, "Confirm the meeting", "Postpone"),
        ({"state": "confirmed", "day": date(2020, 1, 1)}, "It took place", "Cancel the meeting"),
        (
            {"state": "postponed", "day": None, "reason": "Flood"},
            "Set the new day",
            "Cancel the meeting",
        ),
    ],
)
def test_the_next_step_is_the_yellow_button(signed_in, facts, main, others):
    event = EventFactory(**facts)

    response = signed_in(roles.staff()).get(url_of(event))

    page = response.content.decode()
    yellow = page.partition("btn-primary")[2].partition("</a>")[0]
    assert main in yellow
    assert others in page


def test_the_reason_of_a_cancelled_meeting_is_told_and_no_step_follows(signed_in):
    event = EventFactory(state="cancelled", reason="Flood in the city")

    page = signed_in(roles.staff()).get(url_of(event)).content.decode()

    assert "Flood in the city" in page
    assert "btn-primary" not in page


def test_a_stand_in_stands_on_the_list_with_whom_they_come_for(signed_in):
    event = EventFactory(planned=True)
    own = ParticipationFactory(event=event, name="Sok Dara", state="declined")
    ParticipationFactory(event=event, state="registered", instead_of=own)

    page = signed_in(roles.staff()).get(url_of(event)).content.decode()

    assert "instead of Sok Dara" in page


def test_a_missing_meeting_link_leads_staff_to_its_form_and_others_to_the_meeting(signed_in):
    side = OrganizationFactory()
    proposer = roles.focal_point(side)
    event = EventFactory(
        planned=True,
        day=timezone.localdate() + timedelta(days=2),
        logged_by=proposer,
        pairings=[PairingFactory(parties=[side])],
    )

    def lacks(user):
        response = signed_in(user).get(url_of(event))
        return {lack.label: lack.url for lack in response.context["missing"]()}

    label = "Add the meeting link"
    assert lacks(roles.staff())[label] == reverse("followup:meeting-link", args=[event.pk])
    assert lacks(proposer)[label] == reverse("followup:event-edit", args=[event.pk])


def test_a_meeting_of_the_future_does_not_ask_for_results(signed_in):
    event = EventFactory(planned=True, day=date(2030, 1, 1))

    response = signed_in(roles.staff()).get(url_of(event))

    assert [anchor for anchor, _label in response.context["contents"]()] == ["when"]


def test_as_many_queries_for_three_of_everything_as_for_one(
    signed_in, django_assert_max_num_queries
):
    pairing = PairingFactory()
    event = EventFactory(pairings=[pairing])
    fill(event, pairing)
    client = signed_in(roles.staff())
    client.get(url_of(event))
    with django_assert_max_num_queries(100) as one:
        client.get(url_of(event))
    fill(event, pairing)
    fill(event, pairing)

    with django_assert_max_num_queries(100) as three:
        client.get(url_of(event))

    assert len(three) == len(one)
