"""What people are asked about those who took part."""

import pytest

from events.enums import ParticipationState
from events.forms.attendance import (
    AddOrganizer,
    CorrectParticipation,
    CountHeads,
    EnrolOrganization,
    EnrolPeople,
    SameAs,
    SameOrganizationAs,
    Somebody,
)
from events.forms.pasted_list import seal
from events.terms.attendance import HeadCountTerms, OrganizerTerms, ParticipationTerms
from tests.factories import roles
from tests.factories.events import EventFactory, ParticipationFactory
from tests.factories.network import OrganizationFactory, PersonFactory
from tests.factories.partnerships import PairingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def npic():
    return OrganizationFactory(name="National Polytechnic Institute of Cambodia", acronym="NPIC")


@pytest.fixture
def event(npic):
    return EventFactory(pairings=[PairingFactory(parties=[npic, OrganizationFactory()])])


def test_people_are_picked_and_written_together(event, npic):
    picked = PersonFactory(works_at=npic)
    form = EnrolPeople(
        {
            "picked": [picked.pk],
            "names": (names := "Sok Dara; Trainer; NPIC\n\n"),
            "state": "attended",
            "names_checked": seal(names),
        },
        event=event,
        user=roles.staff(),
    )

    assert form.is_valid()
    assert form.terms() == [
        ParticipationTerms(person=picked, state="attended"),
        ParticipationTerms(
            name="Sok Dara",
            capacity="Trainer",
            organization=npic,
            organization_name="NPIC",
            state="attended",
        ),
    ]


def test_a_written_name_is_linked_where_that_is_sure(event):
    person = PersonFactory(name="Liu Yutong")

    form = EnrolPeople(
        {"names": "Mr Yutong Liu", "state": "attended", "names_checked": seal("Mr Yutong Liu")},
        event=event,
        user=roles.staff(),
    )

    assert form.is_valid()
    assert [one.person for one in form.terms()] == [person]


def test_somebody_must_be_enrolled(event):
    form = EnrolPeople({"names": " \n ", "state": "attended"}, event=event, user=roles.staff())

    assert form.errors == {"names": ["Choose somebody, or write a name."]}


def test_a_choice_that_nobody_could_make_is_no_fault_of_the_list(event):
    form = EnrolPeople(
        {"names": "", "picked": ["nobody"], "state": "attended"}, event=event, user=roles.staff()
    )

    assert set(form.errors) == {"picked"}


def test_who_is_on_the_list_is_not_offered_again(event, npic):
    there, free = PersonFactory(works_at=npic), PersonFactory(works_at=npic)
    ParticipationFactory(event=event, person=there)

    form = EnrolPeople(event=event, user=roles.staff())

    assert list(form.fields["picked"].queryset) == [free]


@pytest.mark.parametrize(
    ("trait", "state"),
    [({}, ParticipationState.ATTENDED), ({"planned": True}, ParticipationState.INVITED)],
)
def test_before_the_day_people_are_invited(trait, state):
    event = EventFactory(**trait)

    people = EnrolPeople(event=event, user=roles.staff())
    organization = EnrolOrganization(event=event, user=roles.staff())

    assert (people.fields["state"].initial, organization.fields["state"].initial) == (state, state)


def test_an_organization_is_linked_by_its_acronym_or_kept_as_written(event, npic):
    whose = {"event": event, "user": roles.staff()}
    known = EnrolOrganization({"organization_name": "NPIC", "state": "invited"}, **whose)
    unknown = EnrolOrganization({"organization_name": "Some firm", "state": "invited"}, **whose)

    assert (known.is_valid(), unknown.is_valid()) == (True, True)
    assert known.terms().organization == npic
    assert (unknown.terms().organization, unknown.terms().organization_name) == (None, "Some firm")


def test_an_organization_must_be_named(event):
    form = EnrolOrganization(
        {"organization_name": "", "state": "invited"}, event=event, user=roles.staff()
    )

    assert form.errors == {"organization_name": ["Write the name of the organization."]}


def test_somebody_is_picked_or_written_and_linked(event, npic):
    person = PersonFactory(name="Seng Sokheng", works_at=npic)
    user = roles.staff()

    picked = Somebody({"person": person.pk}, event=event, user=user)
    written = Somebody({"name": " Sokheng  Seng"}, event=event, user=user)
    unknown = Somebody({"name": "A guest"}, event=event, user=user)

    assert all(form.is_valid() for form in (picked, written, unknown))
    assert picked.cleaned_data == {"person": person, "name": ""}
    assert written.cleaned_data == {"person": person, "name": "Sokheng Seng"}
    assert unknown.cleaned_data == {"person": None, "name": "A guest"}


def test_a_correction_begins_with_what_the_list_says(event, npic):
    one = ParticipationFactory(
        event=event, organization=npic, capacity="Trainer", roles=["speaker"]
    )

    form = CorrectParticipation(participation=one)

    shown = {name: form.initial[name] for name in form.fields}
    assert shown == {
        "name": one.name,
        "organization": npic,
        "organization_name": "",
        "capacity": "Trainer",
        "roles": ["speaker"],
        "state": "attended",
    }
    assert npic in form.fields["organization"].queryset


def test_the_written_name_is_corrected(event):
    one = ParticipationFactory(event=event, name="Wei Fna", organization_name="YATSEI")

    form = CorrectParticipation({"name": "Wei Fan", "state": "attended"}, participation=one)

    assert form.is_valid()
    assert form.terms().name == "Wei Fan"


def test_an_organization_without_a_name_stays_one(event, npic):
    one = ParticipationFactory(event=event, name="", organization=npic)

    assert "name" not in CorrectParticipation(participation=one).fields


def test_the_likeliest_organization_is_proposed(event):
    likely = OrganizationFactory(name="Hainan Technician College")
    OrganizationFactory(name="Hainan Technician School of Cooking")
    one = ParticipationFactory(event=event, organization_name="Hainan Technicians College")

    field = SameOrganizationAs(participation=one, user=roles.staff()).fields["organization"]

    assert field.initial == likely.pk
    assert likely in field.queryset


def test_where_no_organization_is_like_it_the_directory_comes_first(event):
    one = ParticipationFactory(event=event, organization_name="Xyzzy")

    field = SameOrganizationAs(participation=one, user=roles.staff()).fields["organization"]

    assert not field.queryset
    assert "Add the organization there first." in str(field.help_text)


def test_a_correction_leaves_who_it_is_as_it_was(event, npic):
    one = ParticipationFactory(event=event, person=PersonFactory(), name="Wei", organization=npic)

    form = CorrectParticipation({"capacity": "Guest", "state": "absent"}, participation=one)

    assert form.is_valid()
    assert form.terms() == ParticipationTerms(
        person=one.person, name="Wei", capacity="Guest", roles=[], state="absent"
    )


def test_the_likeliest_person_is_proposed(event, npic):
    likely = PersonFactory(name="Wu Hongdong", works_at=npic)
    PersonFactory(name="Somebody Else", works_at=npic)
    written = ParticipationFactory(event=event, name="Wu Hongdongg", organization=npic)

    form = SameAs(participation=written, user=roles.staff())

    field = form.fields["person"]
    assert (list(field.queryset), field.initial) == ([likely], likely.pk)
    assert field.label_from_instance(field.queryset[0]) == "Wu Hongdong; Director, NPIC"


def test_without_a_similar_name_the_colleagues_are_proposed(event, npic):
    colleague = PersonFactory(works_at=npic)
    PersonFactory(works_at=OrganizationFactory())
    written = ParticipationFactory(event=event, name="Zzyzx Qwfpg", organization=npic)

    form = SameAs(participation=written, user=roles.staff())

    assert (list(form.fields["person"].queryset), form.fields["person"].initial) == (
        [colleague],
        None,
    )


def test_when_nobody_comes_into_question_it_is_said(event):
    written = ParticipationFactory(event=event, name="Zzyzx Qwfpg")

    form = SameAs({}, participation=written, user=roles.staff())

    assert form.errors == {"person": ["Choose the person."]}
    assert form.fields["person"].help_text == (
        "Nobody in the directory has a similar name. Add the person there first."
    )


def test_a_number_in_any_script_counts_and_empty_is_unknown(event):
    form = CountHeads({"people": "១៧", "women": "", "method": "reported"}, event=event)

    assert form.is_valid()
    assert form.terms() == HeadCountTerms(
        organization=None, people=17, women=None, method="reported"
    )


def test_a_word_is_no_number(event):
    form = CountHeads({"people": "many", "method": "reported"}, event=event)

    assert form.errors == {"people": ["Enter a number, or leave it empty."]}


def test_an_organizer_is_picked_or_found_by_name(event, npic):
    whose = {"event": event, "user": roles.staff()}
    picked = AddOrganizer({"organization": npic.pk, "role": "host"}, **whose)
    ministry = OrganizationFactory(name="Ministry of Labour", acronym="MOLVT")
    written = AddOrganizer({"other": "MOLVT", "role": "host"}, **whose)

    assert (picked.is_valid(), written.is_valid()) == (True, True)
    assert picked.terms() == OrganizerTerms(organization=npic, role="host")
    assert written.terms() == OrganizerTerms(organization=ministry, role="host")


def test_an_organizer_must_be_in_the_directory(event):
    nothing = AddOrganizer({"role": "host"}, event=event, user=roles.staff())
    unknown = AddOrganizer({"other": "Zzyzx", "role": "host"}, event=event, user=roles.staff())

    assert nothing.errors == {"organization": ["Choose the organization."]}
    assert unknown.errors == {
        "other": ["The directory does not know this name. Add it there first."]
    }


def test_an_unsure_name_of_an_organizer_is_asked_back(event):
    for place in ("Guangxi", "Guangzhou"):
        OrganizationFactory(name=f"{place} Industrial Technician College")

    form = AddOrganizer(
        {"other": "Industrial Technician College", "role": "host"}, event=event, user=roles.staff()
    )

    assert form.errors["other"][0].startswith("Which one do you mean? Write the whole name: ")
