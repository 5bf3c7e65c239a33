"""Organizations that are no pairing yet start one in the log of their meeting."""

from datetime import date

import pytest

from events.forms.log import LogPage
from events.forms.log_event import NEW
from partnerships.enums import PairingPhase
from partnerships.models import Action, Commitment, Pairing
from tests.events.forms.log_pages import TODAY, logged, page_of, sent
from tests.factories.network import CooperationAreaFactory, OrganizationFactory, ProgrammeFactory
from tests.factories.partnerships import PairingFactory
from tests.factories.roles import coordinator, focal_point

pytestmark = pytest.mark.django_db


@pytest.fixture
def members(npic, gzittc):
    for each in (npic, gzittc):
        each.is_member = True
        each.save()
    return [gzittc, npic]


def start(sides="GZITTC\nNPIC", **given):
    """Return what is sent by a meeting that starts a pairing."""
    return {"pairing": NEW, "start-sides": sides, "start-phase": "matched", **given}


def said(page):
    assert not page.is_valid()
    return page.start.errors["sides"][0]


def test_they_start_a_pairing_and_what_they_agree_is_its_own(user, members):
    area, programme = CooperationAreaFactory(), ProgrammeFactory()
    given = {f"area-{area.pk}-agreed": "on", "actions-0-text": "Call", "actions-0-who": "side-2"}

    event = logged(user, None, **start(**given, programmes=[programme.pk]))

    pairing = Pairing.objects.get()
    assert [party.organization for party in pairing.parties.all()] == members
    assert (pairing.title, pairing.phase) == ("GZITTC \N{EN DASH} NPIC", PairingPhase.MATCHED)
    assert (pairing.started_on, pairing.programme) == (date(2026, 11, 12), programme)
    assert pairing.last_met_on == date(2026, 11, 12)
    assert Commitment.objects.get().pairing == Action.objects.get().pairing == pairing
    assert Action.objects.get().organization == members[1]
    assert event.title == "Peer workshop: GZITTC \N{EN DASH} NPIC"
    assert [each.pairing for each in event.pairings.all()] == [pairing]


def test_of_a_meeting_to_come_or_of_a_month_it_is_not_known_since_when(user, members):
    logged(user, None, **start(day="2026-12-12"))
    assert Pairing.objects.get().started_on is None


def test_three_sides_start_one_and_another_organization_took_part(user, members):
    OrganizationFactory(name="Third College", acronym="TC", is_member=True)
    sides = "GZITTC\nNPIC\n\nTC\nNPIC"

    event = logged(user, None, **start(sides, organization_names="CamHR\nNPIC"))

    assert Pairing.objects.get().parties.count() == 3
    dash = " \N{EN DASH} "
    assert event.title == f"Peer workshop: {dash.join(['GZITTC', 'NPIC', 'TC'])}, with CamHR"
    assert [one.organization_name for one in event.participations.all()] == ["CamHR"]


@pytest.mark.parametrize(
    ("sides", "error"),
    [
        ("", "Write at least two organizations, each on a line."),
        ("NPIC\nNPIC", "Write at least two organizations, each on a line."),
        (
            "NPIC\nNowhere",
            "We do not know “Nowhere”. Write its full name, or add it to the directory.",
        ),
    ],
)
def test_the_sides_are_known_for_sure(user, members, sides, error):
    assert said(page_of(user, None, **start(sides))) == error


def test_there_are_at_most_twelve_sides(user):
    many = OrganizationFactory.create_batch(13, is_member=True)
    sides = "\n".join(each.name for each in many)

    assert said(page_of(user, None, **start(sides))) == "Write at most 12 organizations."


def test_only_members_are_paired(user, members):
    OrganizationFactory(name="CamHR", is_member=False)

    page = page_of(user, None, **start("NPIC\nCamHR"))

    assert said(page) == "“CamHR” is not a member of the network. Only members can start a pairing."


def test_a_pairing_that_exists_is_chosen_instead(user, members, pairing):
    page = page_of(user, None, **start())

    assert said(page) == "They are a pairing already. Choose “GZITTC and NPIC” above."


def test_two_of_three_may_start_one_of_their_own(user, members):
    PairingFactory(parties=[*members, OrganizationFactory()])

    logged(user, None, **start())

    assert Pairing.objects.count() == 2


def test_sides_beside_a_pairing_that_met_are_not_lost(user, pairing):
    page = page_of(user, pairing, **{"start-sides": "NPIC"})

    assert said(page) == "Choose “They start a pairing” above, or clear this."


def test_it_is_offered_to_those_who_may_start_one(npic):
    def is_offered(user):
        form = LogPage(user, today=TODAY).form
        return NEW in [key for key, _label in form.fields["pairing"].choices]

    assert is_offered(coordinator())
    assert not is_offered(focal_point(npic))


def test_who_may_not_start_one_is_refused(npic, members):
    page = page_of(focal_point(npic), None, **start())

    assert not page.is_valid()
    assert "pairing" in page.form.errors


def test_who_may_act_is_known_by_name_as_soon_as_the_sides_are(user, members):
    data = sent(None, **start("GZITTC\nNPIC\nWho?"), refresh="1")

    page = LogPage(user, today=TODAY, data=data)

    choices = page.actions.forms[0].fields["who"].choices
    assert choices[:3] == [("", "All sides"), ("side-1", "GZITTC"), ("side-2", "NPIC")]
    assert page.form.fields["organization_names"].label == "Which other organizations took part?"
