"""The page on which a workshop is logged."""

import re
from datetime import date

import pytest
from django.utils.datastructures import MultiValueDict

from events.enums import EventState
from events.forms.log import LogPage, like
from events.forms.log_event import NEW, OTHER
from events.operations import outcomes
from partnerships.models import Action, Commitment
from partnerships.terms.commitments import CommitmentTerms
from tests.events.forms.log_pages import TODAY, logged, page_of, sent
from tests.factories.events import EventFactory, ParticipationFactory
from tests.factories.network import (
    CooperationAreaFactory,
    OrganizationFactory,
    PersonFactory,
)
from tests.factories.partnerships import CommitmentFactory, PairingFactory
from tests.factories.roles import coordinator, focal_point

pytestmark = pytest.mark.django_db


def test_three_answers_are_enough(user, pairing):
    event = logged(user, pairing)

    assert (event.title, event.state) == ("Peer workshop: GZITTC \N{EN DASH} NPIC", EventState.HELD)
    assert [*event.pairings.values_list("pairing", flat=True)] == [pairing.pk]


def test_a_day_to_come_plans_the_meeting(user, pairing):
    assert logged(user, pairing, day="2026-12-12").state == EventState.PLANNED


def test_a_ticked_area_becomes_a_commitment_with_its_firmness_and_years(user, pairing):
    area = CooperationAreaFactory()
    row = {
        f"area-{area.pk}-agreed": "on",
        f"area-{area.pk}-firmness": "proposed",
        f"area-{area.pk}-years": "2027\N{EN DASH}2028",
        f"area-{area.pk}-text": "Robots",
    }

    logged(user, pairing, **row)

    commitment = Commitment.objects.get()
    assert (commitment.pairing, commitment.area, commitment.text) == (pairing, area, "Robots")
    assert (commitment.firmness, commitment.starts_on, commitment.ends_on) == (
        "proposed",
        date(2027, 1, 1),
        date(2028, 12, 31),
    )


def test_a_next_action_becomes_an_action_of_a_side(user, pairing, npic):
    logged(
        user,
        pairing,
        **{
            "actions-0-text": "Send the plan",
            "actions-0-who": "side-2",
            "actions-0-due_on": "2026-12-31",
        },
    )

    action = Action.objects.get()
    assert (action.text, action.organization, action.person, action.due_on) == (
        "Send the plan",
        npic,
        None,
        date(2026, 12, 31),
    )


def test_a_next_action_may_be_one_persons(user, pairing, npic):
    person = PersonFactory(works_at=npic)

    logged(user, pairing, **{"actions-0-text": "Call", "actions-0-who": f"person-{person.pk}"})

    assert Action.objects.get().person == person


def test_a_next_action_of_nobody_is_of_both_sides(user, pairing):
    logged(user, pairing, **{"actions-0-text": "Meet again", "actions-0-who": ""})

    action = Action.objects.get()
    assert (action.organization, action.person) == (None, None)


def test_people_are_chosen_and_pasted(user, pairing, npic):
    chosen = PersonFactory(name="Seng Sokheng", works_at=npic)

    event = logged(
        user,
        pairing,
        people="17",
        women="6",
        estimated="on",
        known_people=[str(chosen.pk)],
        participants="Seng Sokheng, Vice President, NPIC\nDara Sok, Trainer, CamHR",
    )

    assert [*event.participations.values_list("person", "name", "organization_name")] == [
        (chosen.pk, "Seng Sokheng", ""),
        (None, "Dara Sok", "CamHR"),
    ]
    assert [*event.head_counts.values_list("people", "women", "method")] == [(17, 6, "estimated")]


def test_statements_and_topics_are_kept(user, pairing, npic):
    speaker = PersonFactory(name="Wei Fan", works_at=npic)

    event = logged(
        user,
        pairing,
        topics="School operation\n\n Robots ",
        **{
            "statements-0-name": "Fan Wei",
            "statements-0-text": "We are ready.",
            "statements-0-kind": "quote",
        },
    )

    assert [*event.topics.values_list("text", flat=True)] == ["School operation", "Robots"]
    assert [*event.statements.values_list("person", "text", "kind")] == [
        (speaker.pk, "We are ready.", "quote")
    ]


def test_a_meeting_of_another_kind_has_organizations_known_or_not(user, npic):
    event = logged(user, None, organization_names="NPIC\nNPIC\nA school that nobody knows")

    written = {one.organization: one.organization_name for one in event.participations.all()}
    assert written[None] == "A school that nobody knows"
    assert set(written) == {None, npic}
    assert event.participations.count() == 2


def test_a_row_is_added_and_nothing_is_judged(user):
    data = sent(None, pairing="", **{"actions-0-text": "Send the plan", "add_actions": "1"})

    page = LogPage(user, today=TODAY, data=data)

    assert page.is_unfinished
    assert not page.has_errors
    assert [row["text"].value() for row in page.actions.forms] == ["Send the plan", None]


def test_the_areas_that_the_pairing_has_are_marked(user, pairing):
    agreed = CommitmentFactory(pairing=pairing).area
    CooperationAreaFactory()

    page = LogPage(user, today=TODAY, initial={"pairing": pairing.pk})

    assert page.areas.some_are_agreed_already
    assert [row.area for row in page.areas.rows if row.before] == [agreed]


def test_who_may_act_is_known_by_name_once_the_pairing_is(user, pairing, npic):
    person = PersonFactory(name="Seng Sokheng", works_at=npic)

    page = LogPage(user, today=TODAY, initial={"pairing": pairing.pk})

    assert page.actions.forms[0].fields["who"].choices == [
        ("", "All sides"),
        ("side-1", "GZITTC"),
        ("side-2", "NPIC"),
        ("People", [(f"person-{person.pk}", "Seng Sokheng")]),
    ]


def test_who_may_act_is_first_and_second_before_the_pairing_is_chosen(user):
    page = LogPage(user, today=TODAY)

    assert [key for key, _label in page.actions.forms[0].fields["who"].choices] == [
        "",
        "side-1",
        "side-2",
    ]


def test_three_sides_act_together(user):
    pairing = PairingFactory(parties=OrganizationFactory.create_batch(3))

    page = LogPage(user, today=TODAY, initial={"pairing": pairing.pk})

    assert page.actions.forms[0].fields["who"].choices[0] == ("", "All sides")


def test_people_of_both_sides_and_their_departments_can_be_chosen(user, pairing, npic):
    centre = OrganizationFactory(acronym="RTDC", parent=npic)
    PersonFactory(name="Hour Sokaon", works_at=centre)
    PersonFactory(name="Somebody else", works_at=OrganizationFactory())

    page = LogPage(user, today=TODAY, initial={"pairing": pairing.pk})

    choices = [label for _key, label in page.form.fields["known_people"].choices]
    assert choices == ["Hour Sokaon, RTDC"]
    assert page.people_summary == "Choose from 1 person of the directory"
    assert not page.has_chosen_people


def test_without_a_pairing_nobody_can_be_chosen(user):
    assert LogPage(user, today=TODAY).people_summary == ""


def test_the_names_to_choose_from_begin_with_the_sides(user, pairing, npic, gzittc):
    other = OrganizationFactory(name="A first in the alphabet")

    page = LogPage(user, today=TODAY, initial={"pairing": pairing.pk})

    assert page.organizations == [gzittc, npic, other]


def test_the_pairings_that_were_logged_last_stand_first(user):
    recent, near = PairingFactory(title="Recent"), PairingFactory(title="Near")
    EventFactory(pairings=[recent], logged_by=user)

    page = LogPage(user, today=TODAY)

    assert list(page.form.fields["pairing"].choices) == [
        ("", "Choose a pairing"),
        ("Used last", [(recent.pk, "Recent")]),
        ("All others", [(near.pk, "Near")]),
        (NEW, "They start a pairing…"),
        (OTHER, "Another kind of event…"),
    ]


def test_a_focal_point_logs_own_pairings_only(npic, pairing):
    PairingFactory()

    page = LogPage(focal_point(npic), today=TODAY)

    [_choose, own] = page.form.fields["pairing"].choices
    assert own == (pairing.pk, "GZITTC and NPIC")
    assert not page.form.may_log_other


def test_a_coordinator_may_log_another_kind():
    assert LogPage(coordinator(), today=TODAY).form.may_log_other


def test_the_form_opens_with_today_and_how_they_met_last(user):
    EventFactory(logged_by=user, modality="in_person")

    form = LogPage(user, today=TODAY).form

    assert (form["day"].value(), form["modality"].value()) == (TODAY, "in_person")


def test_the_folded_parts_open_when_something_stands_in_them(user, pairing):
    empty = LogPage(user, today=TODAY)
    full = page_of(
        user,
        pairing,
        starts="14:00",
        topics="Robots",
        **{"counts-0-organization": "NPIC", "counts-0-people": "4"},
    )

    def folded(page):
        return (page.has_details, page.has_counts, page.has_statements)

    assert folded(empty) == (False, False, False)
    assert folded(full) == (True, True, True)


def test_files_have_to_be_chosen_again(user):
    files = MultiValueDict({"documents": [object()]})

    assert LogPage(user, today=TODAY, files=files).loses_files


def test_the_earlier_meeting_that_a_link_names_can_be_chosen(user):
    EventFactory.create_batch(31)
    old = EventFactory(day=date(2020, 1, 1))

    page = LogPage(user, today=TODAY, initial={"parent": old.pk})

    assert re.findall(r"<label[^>]*>([^<]*)<", str(page.form["parent"])) == [
        f"{old.title}, 1 Jan 2020",
        "No earlier meeting",
        "",
    ]


def test_a_similar_log_takes_over_who_and_how_but_no_results(user, pairing):
    event = EventFactory(
        pairings=[pairing],
        platform="Zoom",
        place="Phnom Penh",
        summary="They agreed.",
        time_zone="Asia/Phnom_Penh",
    )

    assert like(event) == {
        "pairing": pairing.pk,
        "organization_names": "",
        "type": event.type_id,
        "programmes": [],
        "modality": "online",
        "time_zone": "Asia/Phnom_Penh",
        "platform": "Zoom",
        "place": "Phnom Penh",
    }


def test_a_similar_log_of_another_kind_takes_over_the_organizations(npic, gzittc):
    event = EventFactory()
    ParticipationFactory(event=event, organization=npic, name="")
    ParticipationFactory(event=event, organization=gzittc, name="")
    ParticipationFactory(event=event, organization=gzittc, name="Wu Hongdong")

    taken_over = like(event)

    assert taken_over["pairing"] == OTHER
    assert taken_over["organization_names"].splitlines() == [npic.name, gzittc.name]


def test_what_was_agreed_without_a_pairing_is_held_in_words(user):
    area = CooperationAreaFactory(name="Robots")
    given = {
        f"area-{area.pk}-agreed": "on",
        f"area-{area.pk}-firmness": "proposed",
        f"area-{area.pk}-years": "2027",
        "organization_names": "NPIC\nCamHR",
        "actions-0-text": "Send the plan",
        "actions-0-who": "side-2",
        "actions-0-due_on": "2026-12-31",
    }

    event = logged(user, None, people="60", **given)

    assert [*event.outcomes.values_list("kind", "text")] == [
        ("commitment", "Robots (Proposed, 2027)"),
        ("action", "Send the plan (CamHR, 31 Dec 2026)"),
    ]
    assert all(outcome.is_open for outcome in event.outcomes.all())
    assert not Commitment.objects.exists()
    assert not Action.objects.exists()


@pytest.mark.parametrize(
    ("who", "said"), [("", "Call"), ("side-2", "Call (The organization named second)")]
)
def test_who_acts_without_a_pairing_is_not_made_up(user, who, said):
    event = logged(user, None, **{"actions-0-text": "Call", "actions-0-who": who})

    assert event.outcomes.get().text == said


def test_a_pairing_takes_over_what_was_held(user, pairing):
    area = CooperationAreaFactory(name="Robots")
    event = logged(user, None, **{f"area-{area.pk}-agreed": "on"})

    outcomes.adopt(event.outcomes.get(), CommitmentTerms(area=area), pairing=pairing, by=user)

    assert Commitment.objects.get().pairing == pairing
    assert not event.outcomes.get().is_open
