"""Project staff limited to programmes: what they see, what they write, and when that ends."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from dashboards.forms import ScopeFilter
from events.forms.events import EventFacts
from events.forms.log import LogPage
from events.models import Event
from network.enums import Role
from network.forms.people import NewPersonForm
from network.models import Organization, Person, scope_of
from network.models.memberships import day_of_roles
from network.operations import memberships
from partnerships.forms.agreements import WriteAgreement
from partnerships.forms.designations import WriteDesignation
from partnerships.forms.pairings import StartPairing
from partnerships.forms.work_plans import WriteWorkPlan
from partnerships.models import Agreement, Designation, Pairing, WorkPlan
from tests.events.forms.log_pages import TODAY, sent
from tests.factories.events import EventFactory, EventProgrammeFactory, OutcomeFactory
from tests.factories.network import (
    MembershipFactory,
    OrganizationFactory,
    PersonFactory,
    ProgrammeFactory,
)
from tests.factories.partnerships import (
    AgreementFactory,
    DesignationFactory,
    PairingFactory,
    WorkPlanFactory,
)
from tests.factories.roles import coordinator, limited_staff, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def own():
    return ProgrammeFactory(name="Own programme")


@pytest.fixture
def other():
    return ProgrammeFactory(name="Other programme")


def of(programme, **facts):
    return PairingFactory(
        parties=[OrganizationFactory(), OrganizationFactory()], programme=programme, **facts
    )


def seen(model, user):
    return set(model.objects.visible_to(user))


def test_they_see_the_pairings_and_papers_of_their_programmes(own, other):
    user = limited_staff(own)
    for programme in (other, None):
        pairing = of(programme)
        AgreementFactory(pairing=pairing)
        DesignationFactory(pairing=pairing)
        WorkPlanFactory(pairing=pairing, programme=programme)
    AgreementFactory()
    pairing = of(own)
    papers = AgreementFactory(pairing=pairing), DesignationFactory(pairing=pairing)
    plans = {WorkPlanFactory(pairing=pairing), WorkPlanFactory(pairing=of(other), programme=own)}

    assert seen(Pairing, user) == {pairing}
    assert (seen(Agreement, user), seen(Designation, user)) == ({papers[0]}, {papers[1]})
    assert seen(WorkPlan, user) == plans


def test_a_paper_without_a_pairing_is_of_the_meeting_where_it_was_signed(own, other):
    user = limited_staff(own)
    meeting = EventProgrammeFactory(programme=own).event
    elsewhere = EventProgrammeFactory(programme=other).event
    for model, name, factory in (
        (Agreement, "agreement", AgreementFactory),
        (Designation, "designation", DesignationFactory),
    ):
        signed, bound, strange = factory(), factory(pairing=of(other)), factory()
        for event, paper in ((meeting, signed), (meeting, bound), (elsewhere, strange)):
            OutcomeFactory(event=event, kind=name, text="", **{name: paper})

        assert seen(model, user) == {signed}
        edits = f"partnerships.edit_{name}"
        assert [user.has_perm(edits, each) for each in (signed, strange)] == [True, False]


def test_they_see_and_run_the_meetings_of_their_programmes_alone(own, other):
    user = limited_staff(own)
    meetings = {
        EventProgrammeFactory(programme=own).event,
        EventFactory(pairings=[of(own)]),
    }
    # What they wrote down is theirs as long as it is of one of their programmes.
    EventProgrammeFactory(programme=other, event__logged_by=user)
    EventFactory(pairings=[of(other)])
    EventFactory()

    assert seen(Event, user) == meetings
    assert set(Event.objects.run_by(user)) == meetings


def test_they_know_the_whole_directory_and_look_after_who_is_paired_there(own, other):
    user = limited_staff(own)
    strange = {party.organization for party in of(other).parties.all()}
    near = {party.organization for party in of(own).parties.all()}
    people = {PersonFactory(works_at=house): house for house in (*strange, *near)}

    assert seen(Organization, user) >= strange | near
    assert seen(Person, user) == {*people, *Person.objects.exclude(pk__in=[p.pk for p in people])}
    for person, house in people.items():
        assert user.has_perm("network.change_person", person) is (house in near)
        assert user.has_perm("network.change_organization", house) is (house in near)
        assert user.has_perm("network.view_contact_details", person)
        assert not user.has_perm("network.leave_network", person)
        assert not user.has_perm("network.rename_organization", house)
    houses = NewPersonForm(user=user, instance=Person()).fields["organization"]
    assert (set(houses.queryset), houses.required) == (near, True)
    counted = Organization.objects.with_pairing_count(user)
    assert {each.pairing_count for each in counted if each in near} == {1}
    assert {each.pairing_count for each in counted if each in strange} == {0}


def test_nobody_who_is_limited_gives_roles_or_looks_after_accounts(own):
    user, account = limited_staff(own), staff()
    everything = ("view_access", "invite", "add_organization", "view_data")

    assert not any(user.has_perm(f"network.{each}") for each in everything)
    assert not user.has_perm("network.give_role", account)
    assert not user.has_perm("network.close_account", account)
    assert not user.has_perm("network.end_role", account.memberships.get())
    assert user.has_perm("accounts.must_use_two_steps")


def test_roles_add_up_and_what_one_gave_ends_with_it_at_once(own, other, signed_in):
    user, pairing, strange = limited_staff(own, other), of(own), of(other)
    client, page = signed_in(user), "partnerships:pairing-detail"

    def opened():
        return [
            client.get(reverse(page, args=[each.pk])).status_code for each in (pairing, strange)
        ]

    assert opened() == [200, 200]
    memberships.end(user.memberships.get(programme=other), on=day_of_roles(), by=staff())
    assert opened() == [200, 404]
    MembershipFactory(user=user, role=Role.STAFF)
    assert opened() == [200, 200]
    for each in user.memberships.now():
        memberships.end(each, on=day_of_roles(), by=staff())
    assert opened() == [404, 404]


def test_only_the_staff_of_the_whole_network_keeps_it_going(own):
    only = staff().memberships.get()
    limited = limited_staff(own).memberships.get()

    with pytest.raises(memberships.LastStaffError):
        memberships.end(only, on=day_of_roles(), by=None)
    assert memberships.end(limited, on=day_of_roles(), by=None).ends_on == day_of_roles()


def test_the_staff_limits_a_role_to_programmes_and_it_is_shown(own, other, signed_in):
    client, user = signed_in(staff()), limited_staff(ProgrammeFactory())
    page = f"/access/{user.pk}/give-role/"
    day = timezone.localdate().isoformat()

    said = {"role": "staff", "starts_on": day, "programmes": [own.pk, other.pk]}
    assert client.post(page, said).status_code == 302
    assert client.post(page, said).status_code == 422

    assert scope_of(user).programmes >= {own.pk, other.pk}
    assert b"Only in the programme Own programme" in client.get(f"/access/{user.pk}/").content
    assert "Own programme" in client.get("/access/").content.decode()
    # Another role has no programme, and a coordinator is not asked.
    country = OrganizationFactory().country
    said |= {"role": "official", "country": country.pk}
    assert client.post(page, said).status_code == 302
    assert user.memberships.get(role=Role.OFFICIAL).programme is None
    asked = signed_in(coordinator(country)).get("/access/invite/").context["form"]
    assert "programmes" not in asked.fields


def test_what_they_start_is_of_one_of_their_programmes(own, other):
    user, both = limited_staff(own), limited_staff(own, other)

    only = StartPairing(user=user)["programme"]
    assert (list(only.field.queryset), only.value()) == ([own], own.pk)
    assert StartPairing(user=both)["programme"].value() is None
    refused = StartPairing({"phase": "active", "rhythm_days": 90}, user=both)
    assert refused.errors == {"programme": ["Choose the programme."]}
    assert not StartPairing(user=staff()).fields["programme"].required
    assert WriteWorkPlan({"name": "Plan"}, user=both).errors.keys() == {"programme", "state"}
    assert set(ScopeFilter({}, user=user, today=TODAY).fields["programme"].queryset) == {own}


def test_a_paper_of_theirs_names_a_pairing_unless_it_never_had_one(own):
    user, alone = limited_staff(own), DesignationFactory()

    def lacks(form):
        return "pairing" in form.errors

    assert lacks(WriteAgreement({}, user=user, agreement=None))
    assert not lacks(WriteAgreement({}, user=user, agreement=AgreementFactory()))
    assert lacks(WriteDesignation({}, user=user))
    assert not lacks(WriteDesignation({}, user=user, designation=alone))
    assert not lacks(WriteDesignation({}, user=staff()))


def test_a_log_of_theirs_is_of_one_of_their_programmes(own, other):
    user, both, pairing = limited_staff(own), limited_staff(own, other), of(own)

    def log(reader, met=None, **given):
        return LogPage(reader, today=TODAY, data=sent(met, **given))

    refused = log(both, organization_names="A")
    assert not refused.is_valid()
    assert refused.form.errors == {"programmes": ["Choose the programme of this meeting."]}
    assert log(both, pairing, programmes=[]).is_valid()
    assert log(both, programmes=[other.pk]).is_valid()
    assert "programmes" in _errors(log(user, programmes=[other.pk]))
    assert LogPage(user, today=TODAY).form["programmes"].value() == [own.pk]
    assert of(other) not in log(user).form.pairings


def _errors(page):
    page.is_valid()
    return page.form.errors


def test_a_meeting_of_several_programmes_keeps_those_of_others(own, other):
    event = EventProgrammeFactory(programme=own).event
    EventProgrammeFactory(event=event, programme=other)
    user = limited_staff(own)

    def form(**given):
        known = {"title": "A", "type": event.type_id, "modality": "online", "day": "2026-11-12"}
        data = sent(None, **known, **given)
        return EventFacts(data, event=event, user=user, today=TODAY)

    kept = form(programmes=[own.pk])
    assert kept.is_valid(), kept.errors
    assert set(kept.under()) == {own, other}
    assert form(programmes=[]).errors == {"programmes": ["Choose the programme of this meeting."]}
