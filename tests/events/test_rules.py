"""Who may do what with events."""

import pytest

from tests.factories.events import EventFactory, EventProgrammeFactory, ParticipationFactory
from tests.factories.network import CountryFactory, OrganizationFactory, ProgrammeFactory
from tests.factories.partnerships import PairingFactory
from tests.factories.roles import coordinator, focal_point, limited_staff, nobody, official, staff

pytestmark = pytest.mark.django_db

RUNNING = ("confirm", "postpone", "cancel")
WRITING = ("change", "hold", "report")


@pytest.fixture
def country():
    return CountryFactory()


@pytest.fixture
def college(country):
    return OrganizationFactory(country=country)


@pytest.fixture
def event(college):
    return EventFactory(pairings=[PairingFactory(parties=[college, OrganizationFactory()])])


def may(user, event, *verbs):
    """Return which of the verbs the user may do with the event."""
    return [verb for verb in verbs if user.has_perm(f"events.{verb}_event", event)]


ALL = ("view", *WRITING, *RUNNING, "complete")


def test_project_staff_may_do_everything(event):
    assert may(staff(), event, *ALL, "log") == [*ALL, "log"]


def test_staff_of_a_programme_do_everything_with_its_events(event):
    programme = EventProgrammeFactory(event=event).programme

    assert may(limited_staff(programme), event, *ALL, "log") == [*ALL, "log"]
    assert may(limited_staff(ProgrammeFactory()), event, *ALL) == ["view"]


def test_a_coordinator_may_do_everything_with_the_events_of_the_country(event, country):
    assert may(coordinator(country), event, *ALL, "log") == [*ALL, "log"]


def test_a_coordinator_of_another_country_only_reads(event):
    assert may(coordinator(CountryFactory()), event, *ALL) == ["view"]


def test_a_focal_point_logs_meetings_and_completes_those_of_the_own_side(event, college):
    assert may(focal_point(college), event, *ALL, "log") == ["view", "complete", "log"]


def test_a_focal_point_corrects_their_own_proposal_but_does_not_confirm_it(college):
    user = focal_point(college)

    assert may(user, EventFactory(logged_by=user), *WRITING, *RUNNING) == [*WRITING]


def test_an_official_only_reads(event, country):
    user = official(country)

    assert may(user, event, *ALL, "log") == ["view"]


def test_an_official_does_not_correct_even_what_they_wrote_in_another_role(country):
    user = official(country)

    assert may(user, EventFactory(logged_by=user), *ALL) == ["view"]


def test_who_has_no_role_may_nothing(event):
    assert may(nobody(), event, *ALL, "log") == []


@pytest.mark.parametrize("verb", ["change", "complete"])
def test_without_an_event_nobody_may_change_one(verb, college):
    assert not staff().has_perm(f"events.{verb}_event")
    assert not focal_point(college).has_perm(f"events.{verb}_event")


def test_without_an_event_only_the_ilo_may_see_meeting_links(college):
    assert staff().has_perm("events.view_meeting_access")
    assert not focal_point(college).has_perm("events.view_meeting_access")


def test_the_meeting_link_is_for_the_ilo_and_for_those_who_were_let_in(event, college, country):
    let_in = focal_point(college)
    ParticipationFactory(event=event, person=let_in.person, state="approved")

    assert let_in.has_perm("events.view_meeting_access", event)
    assert coordinator(country).has_perm("events.view_meeting_access", event)
    assert not focal_point(college).has_perm("events.view_meeting_access", event)
    assert not official(country).has_perm("events.view_meeting_access", event)
