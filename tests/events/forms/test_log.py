"""The page on which a workshop is logged."""

from datetime import date

import pytest
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from events.enums import EventState
from events.forms.log import WorkshopLog, like
from events.forms.log_questions import OTHER
from events.models import Event
from events.operations import events
from partnerships.models import Action, Commitment
from tests.factories.events import EventFactory, EventTypeFactory, ParticipationFactory
from tests.factories.network import (
    CooperationAreaFactory,
    CountryFactory,
    OrganizationFactory,
    PersonFactory,
    ProgrammeFactory,
)
from tests.factories.partnerships import CommitmentFactory, PairingFactory
from tests.factories.roles import coordinator, focal_point, staff

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
EMPTY_ROWS = {
    f"{prefix}-{name}_FORMS": number
    for prefix in ("actions", "counts", "statements")
    for name, number in (("TOTAL", "1"), ("INITIAL", "0"))
}


@pytest.fixture
def user():
    return staff()


@pytest.fixture
def npic():
    return OrganizationFactory(name="National Polytechnic Institute of Cambodia", acronym="NPIC")


@pytest.fixture
def gzittc():
    return OrganizationFactory(name="Guangzhou Technician College", acronym="GZITTC")


@pytest.fixture
def pairing(npic, gzittc):
    return PairingFactory(title="GZITTC and NPIC", parties=[gzittc, npic])


def sent(met, **given):
    """Return what a browser sends: the three answers, and what is given."""
    data = {
        "pairing": met.pk if met else OTHER,
        "day": "2026-11-12",
        "modality": "online",
        "type": EventTypeFactory().pk,
        "time_zone": "Asia/Bangkok",
        **EMPTY_ROWS,
        **given,
    }
    query = QueryDict(mutable=True)
    for name, value in data.items():
        query.setlist(name, value if isinstance(value, list) else [str(value)])
    return query


def page_of(user, met, **given):
    """Return the page as ``user`` sent it."""
    return WorkshopLog(user, today=TODAY, data=sent(met, **given))


def logged(user, met, **given):
    """Return what becomes of the page."""
    page = page_of(user, met, **given)
    assert page.is_valid(), [part.errors for part in page.parts]
    return events.log(**page.given(), by=user, today=TODAY)


def errors(page):
    """Return the first error of each question that stands once."""
    assert not page.is_valid()
    return {name: found[0] for name, found in page.form.errors.items()}


def test_three_answers_are_enough(user, pairing):
    event = logged(user, pairing)

    assert (event.title, event.state) == ("Peer workshop: GZITTC \N{EN DASH} NPIC", EventState.HELD)
    assert [*event.pairings.values_list("pairing", flat=True)] == [pairing.pk]


def test_the_programme_is_that_of_the_pairing(user, pairing):
    pairing.programme = ProgrammeFactory()
    pairing.save()

    assert logged(user, pairing).programme == pairing.programme


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


def test_a_number_of_an_organization_that_nobody_knows_is_kept_in_words(user, pairing, npic):
    rows = {
        "counts-TOTAL_FORMS": "2",
        "counts-0-organization": "NPIC",
        "counts-0-people": "4",
        "counts-1-organization": "CamHR",
        "counts-1-people": "2",
        "counts-1-women": "1",
    }

    event = logged(user, pairing, **rows)

    assert [*event.head_counts.values_list("organization", "people", "women")] == [
        (npic.pk, 4, None)
    ]
    assert [*event.participations.values_list("organization_name", "capacity")] == [
        ("CamHR", "2 people, 1 woman")
    ]


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


def test_what_was_agreed_without_a_pairing_asks_for_the_pairing(user):
    area = CooperationAreaFactory()

    page = page_of(user, None, **{f"area-{area.pk}-agreed": "on"})

    assert errors(page) == {
        "pairing": "Choose the pairing: agreed areas and actions belong to a pairing."
    }


def test_an_action_without_a_pairing_asks_for_the_pairing(user):
    page = page_of(user, None, **{"actions-0-text": "Send the plan"})

    assert list(errors(page)) == ["pairing"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            {"people": "3", "women": "4"},
            {"women": "There cannot be more women than people. Check both numbers."},
        ),
        ({"people": "many"}, {"people": "Write a number with digits, such as 17."}),
        (
            {"people": "17", "day": "2026-12-12"},
            {"people": "This meeting is still to come. Leave the numbers empty until then."},
        ),
        (
            {"women": "1", "day": "", "day_unknown": "on"},
            {"people": "This meeting is still to come. Leave the numbers empty until then."},
        ),
        (
            {"people": "1", "participants": "Dara Sok\nOm Romny"},
            {"people": "You name 2 people. Write at least this number, or leave it empty."},
        ),
        (
            {"people": "3", "counts-0-organization": "CamHR", "counts-0-people": "4"},
            {"people": "The organizations together have 4 people. Check the numbers."},
        ),
        (
            {"participants": "x" * 201},
            {"participants": f"This line is too long: “{'x' * 40}…”. Put each person on a line."},
        ),
        (
            {"participants": "Dara Sok\n" * 501},
            {"participants": "Paste at most 500 people. Add the others after saving."},
        ),
        ({"topics": "x" * 301}, {"topics": "Write each topic in at most 300 letters."}),
        (
            {"organization_names": "x" * 251},
            {"organization_names": "Put each organization on a line of its own."},
        ),
        ({"pairing": ""}, {"pairing": "Choose the pairing that met."}),
    ],
)
def test_what_cannot_be_is_said_beside_the_question(user, pairing, given, said):
    assert errors(page_of(user, pairing, **given)) == said


@pytest.mark.parametrize(
    ("given", "prefix", "name", "said"),
    [
        (
            {"actions-0-due_on": "2026-12-31"},
            "actions",
            "text",
            "Write what will be done, or clear the date.",
        ),
        (
            {"counts-0-people": "4"},
            "counts",
            "organization",
            "Write the organization of this number.",
        ),
        (
            {"counts-0-organization": "NPIC"},
            "counts",
            "people",
            "Write how many people came, or clear this row.",
        ),
        (
            {
                "counts-0-organization": "NPIC",
                "counts-0-people": "1",
                "counts-0-women": "2",
            },
            "counts",
            "women",
            "There cannot be more women than people. Check both numbers.",
        ),
        (
            {"counts-0-organization": "NPIC", "counts-0-people": "x"},
            "counts",
            "people",
            "Write a number with digits, such as 17.",
        ),
        ({"statements-0-text": "Ready."}, "statements", "name", "Write who said it."),
        (
            {"statements-0-name": "Wei Fan"},
            "statements",
            "text",
            "Write what was said, or clear the name.",
        ),
    ],
)
def test_half_a_row_is_asked_to_be_completed(  # noqa: PLR0917 — what a row of the table holds
    user, pairing, given, prefix, name, said
):
    page = page_of(user, pairing, **given)

    assert not page.is_valid()
    assert page.has_errors
    assert getattr(page, prefix).forms[0].errors == {name: [said]}


@pytest.mark.parametrize("years", ["soon", "27", "2028-2027", "1800"])
def test_years_that_are_none_are_refused(user, pairing, years):
    area = CooperationAreaFactory()
    row = {f"area-{area.pk}-agreed": "on", f"area-{area.pk}-years": years}

    page = page_of(user, pairing, **row)

    assert not page.is_valid()
    assert page.areas.errors == [
        {"years": ["Write one year or two, such as 2027 or 2027\N{EN DASH}2028."]}
    ]
    assert page.areas.forms[0].has_more


def test_what_stands_beside_an_area_that_is_not_ticked_is_not_lost(user, pairing):
    area = CooperationAreaFactory(name="Robots")

    page = page_of(user, pairing, **{f"area-{area.pk}-text": "Two courses"})

    assert not page.is_valid()
    assert page.areas.errors == [{"agreed": ["Tick “Robots”, or clear what stands beside it."]}]


def test_the_same_pairing_within_three_days_is_shown_once(user, pairing):
    logged(user, pairing, day="2026-11-10")
    page = page_of(user, pairing)
    assert page.is_valid()

    again = page_of(user, pairing, same_ok=page.meeting)

    assert again.is_valid()
    assert [*page.similar()] == [Event.objects.get()]
    assert again.similar() == []


def test_a_warning_about_another_day_does_not_count(user, pairing):
    logged(user, pairing, day="2026-11-10")

    page = page_of(user, pairing, same_ok=f"{pairing.pk}:2026-01-01")

    assert page.is_valid()
    assert len(page.similar()) == 1


def test_a_meeting_without_a_pairing_is_like_no_other(user):
    page = page_of(user, None)

    assert page.is_valid()
    assert page.similar() == []


def test_a_row_is_added_and_nothing_is_judged(user):
    data = sent(None, pairing="", **{"actions-0-text": "Send the plan", "add_actions": "1"})

    page = WorkshopLog(user, today=TODAY, data=data)

    assert page.is_unfinished
    assert not page.has_errors
    assert [row["text"].value() for row in page.actions.forms] == ["Send the plan", None]


def test_the_areas_that_the_pairing_has_are_marked(user, pairing):
    agreed = CommitmentFactory(pairing=pairing).area
    CooperationAreaFactory()

    page = WorkshopLog(user, today=TODAY, initial={"pairing": pairing.pk})

    assert page.areas.some_are_agreed_already
    assert [row.area for row in page.areas.forms if row.is_agreed_already] == [agreed]


def test_who_may_act_is_known_by_name_once_the_pairing_is(user, pairing, npic):
    person = PersonFactory(name="Seng Sokheng", works_at=npic)

    page = WorkshopLog(user, today=TODAY, initial={"pairing": pairing.pk})

    assert page.actions.forms[0].fields["who"].choices == [
        ("", "Both sides"),
        ("side-1", "GZITTC"),
        ("side-2", "NPIC"),
        ("People", [(f"person-{person.pk}", "Seng Sokheng")]),
    ]


def test_who_may_act_is_first_and_second_before_the_pairing_is_chosen(user):
    page = WorkshopLog(user, today=TODAY)

    assert [key for key, _label in page.actions.forms[0].fields["who"].choices] == [
        "",
        "side-1",
        "side-2",
    ]


def test_three_sides_act_together(user):
    pairing = PairingFactory(parties=OrganizationFactory.create_batch(3))

    page = WorkshopLog(user, today=TODAY, initial={"pairing": pairing.pk})

    assert page.actions.forms[0].fields["who"].choices[0] == ("", "All sides")


def test_people_of_both_sides_and_their_departments_can_be_chosen(user, pairing, npic):
    centre = OrganizationFactory(acronym="RTDC", parent=npic)
    PersonFactory(name="Hour Sokaon", works_at=centre)
    PersonFactory(name="Somebody else", works_at=OrganizationFactory())

    page = WorkshopLog(user, today=TODAY, initial={"pairing": pairing.pk})

    choices = [label for _key, label in page.form.fields["known_people"].choices]
    assert choices == ["Hour Sokaon, RTDC"]
    assert page.people_summary == "Choose from 1 person of the directory"
    assert not page.has_chosen_people


def test_without_a_pairing_nobody_can_be_chosen(user):
    assert WorkshopLog(user, today=TODAY).people_summary == ""


def test_the_names_to_choose_from_begin_with_the_sides(user, pairing, npic, gzittc):
    other = OrganizationFactory(name="A first in the alphabet")

    page = WorkshopLog(user, today=TODAY, initial={"pairing": pairing.pk})

    assert page.organizations == [gzittc, npic, other]


def test_pairings_are_grouped_by_countries_the_last_logged_first(user):
    kh, cn = CountryFactory(name="Cambodia"), CountryFactory(name="China")
    sides = [OrganizationFactory(country=cn), OrganizationFactory(country=kh)]
    recent = PairingFactory(title="Recent", parties=sides)
    near = PairingFactory(title="Near", parties=sides)
    nowhere = PairingFactory(title="Nowhere", parties=[OrganizationFactory(country=None)])
    EventFactory(pairings=[recent], logged_by=user)

    page = WorkshopLog(user, today=TODAY)

    assert page.form.fields["pairing"].choices == [
        ("", "Choose a pairing"),
        ("Logged last", [(recent.pk, "Recent")]),
        ("Cambodia \N{EN DASH} China", [(near.pk, "Near")]),
        ("Other pairings", [(nowhere.pk, "Nowhere")]),
        (OTHER, "Another kind of event…"),
    ]


def test_a_focal_point_logs_own_pairings_only(npic, pairing):
    PairingFactory()

    page = WorkshopLog(focal_point(npic), today=TODAY)

    [_choose, (_countries, own)] = page.form.fields["pairing"].choices
    assert own == [(pairing.pk, "GZITTC and NPIC")]
    assert not page.form.may_log_other


def test_a_focal_point_cannot_send_another_pairing_or_another_kind(npic):
    user = focal_point(npic)

    assert list(errors(page_of(user, PairingFactory()))) == ["pairing"]
    assert list(errors(page_of(user, None))) == ["pairing"]


def test_a_coordinator_may_log_another_kind():
    assert WorkshopLog(coordinator(), today=TODAY).form.may_log_other


def test_the_form_opens_with_today_and_how_they_met_last(user):
    EventFactory(logged_by=user, modality="in_person")

    form = WorkshopLog(user, today=TODAY).form

    assert (form["day"].value(), form["modality"].value()) == (TODAY, "in_person")


def test_the_folded_parts_open_when_something_stands_in_them(user, pairing):
    empty = WorkshopLog(user, today=TODAY)
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

    assert WorkshopLog(user, today=TODAY, files=files).loses_files


def test_the_earlier_meeting_that_a_link_names_can_be_chosen(user):
    EventFactory.create_batch(31)
    old = EventFactory(day=date(2020, 1, 1))

    page = WorkshopLog(user, today=TODAY, initial={"parent": old.pk})

    keys = [key for key, _label in page.form.fields["parent"].choices]
    assert (len(keys), keys[-1]) == (32, old.pk)


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
        "programme": None,
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


def test_two_numbers_of_one_organization_are_asked_to_be_one(user, pairing, npic):
    twice = {
        "counts-TOTAL_FORMS": "2",
        "counts-0-organization": "NPIC",
        "counts-0-people": "4",
        "counts-1-organization": npic.name,
        "counts-1-people": "5",
    }

    page = page_of(user, pairing, **twice)

    assert not page.is_valid()
    assert page.counts.errors == [
        {},
        {"organization": ["This organization has a number in a row above."]},
    ]


def test_more_women_of_the_organizations_than_women_are_asked_about(user, pairing):
    rows = {
        "counts-0-organization": "NPIC",
        "counts-0-people": "9",
        "counts-0-women": "8",
    }

    page = page_of(user, pairing, people="10", women="2", **rows)

    assert not page.is_valid()
    assert page.form.errors == {
        "women": ["The organizations together have 8 women. Check the numbers."]
    }


def test_an_organization_that_is_named_twice_took_part_once(user, npic):
    page = page_of(user, None, organization_names="NPIC\nNowhere\nnowhere\nnpic")

    assert page.is_valid()
    assert [one.organization_name for one in page.attendees] == ["Nowhere"]
    assert page.given()["organizations"] == [npic]


def test_a_pairing_of_thousands_of_digits_is_no_pairing(user):
    page = page_of(user, None, pairing="9" * 5000)

    assert not page.is_valid()
    assert list(page.form.errors) == ["pairing"]
