import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import roles
from tests.factories.network import CountryFactory, OrganizationFactory
from tests.factories.partnerships import (
    ActionFactory,
    CommentFactory,
    CommitmentFactory,
    PairingFactory,
    ProgressUpdateFactory,
)

pytestmark = pytest.mark.django_db
HOME = reverse("dashboards:home")


def test_staff_find_what_needs_attention_and_the_main_button(signed_in):
    PairingFactory(title="A and B")

    response = signed_in(roles.staff()).get(HOME)

    page = response.content.decode()
    assert response.status_code == 200
    assert "A and B" in page
    assert reverse("events:event-log") in page


def test_a_focal_point_finds_what_waits_for_an_answer(signed_in):
    pairing = PairingFactory()
    side = pairing.parties.first().organization
    action = ActionFactory(
        pairing=pairing, organization=side, text="Send the plan", due_on="2026-01-01"
    )
    CommitmentFactory(pairing=pairing, text="Train the trainers", ends_on="2026-01-01")
    CommitmentFactory(pairing=pairing, text="Some day")

    response = signed_in(roles.focal_point(side)).get(HOME)

    page = response.content.decode()
    assert "Send the plan" in page
    assert "Train the trainers" in page
    assert f"?action={action.pk}" in page
    assert "2 points need your answer" in page
    assert "Some day" not in page


def test_a_focal_point_without_a_pairing_is_told_what_to_do(signed_in):
    response = signed_in(roles.focal_point(OrganizationFactory())).get(HOME)

    assert "Your institution has no pairing yet." in response.content.decode()


def test_a_focal_point_finds_a_call_for_help_of_the_partner_first_until_it_is_resolved(signed_in):
    pairing = PairingFactory()
    side = pairing.parties.first().organization
    action = ActionFactory(pairing=pairing, text="Send the plan", due_on="2026-01-01")
    call = ProgressUpdateFactory(pairing=pairing, action=action, answer="blocked")
    ProgressUpdateFactory(answer="blocked")
    reader = roles.focal_point(side)

    page = signed_in(reader).get(HOME)
    call.verified_by, call.verified_at = reader, "2026-11-21T08:00Z"
    call.save()

    assert [line.url for line in page.context["calls"]] == [call.get_absolute_url()]
    shown = page.content.decode()
    assert shown.index("Blocked: somebody needs help") < shown.index("needs your answer")
    assert len(signed_in(reader).get(HOME).context["calls"]) == 1
    action.state, action.closed_on = "done", "2026-11-22"
    action.save()
    assert signed_in(reader).get(HOME).context["calls"] == []


def test_officials_go_to_their_dashboard(signed_in):
    response = signed_in(roles.official()).get(HOME)

    assert response["Location"] == reverse("dashboards:dashboard")


def test_a_user_without_a_role_is_refused(signed_in):
    assert signed_in(roles.nobody()).get(HOME).status_code == 403


def _queries(client):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(HOME).status_code == 200
    return len(asked)


def test_home_asks_as_often_for_three_rows_as_for_one(signed_in):
    client = signed_in(roles.staff())
    ActionFactory(due_on="2026-01-01")
    ProgressUpdateFactory()
    client.get(HOME)

    one = _queries(client)
    for _turn in range(2):
        ActionFactory(due_on="2026-01-01")
        ProgressUpdateFactory()

    assert _queries(client) == one


def test_everything_that_needs_attention_is_read_page_by_page(signed_in):
    client = signed_in(roles.staff())
    pairing = PairingFactory()
    for number in range(30):
        ActionFactory(pairing=pairing, text=f"Action {number:02}", due_on="2026-01-01")

    first = client.get(reverse("dashboards:attention"))
    second = client.get(reverse("dashboards:attention"), {"page": "2"})

    assert second.context["address"].is_understood
    assert [len(page.context["concerns"]) for page in (first, second)] == [25, 5]
    assert first.context["page_obj"].paginator.count == 30
    assert [line.title for line in second.context["concerns"]] == [
        f"Action {number}" for number in range(25, 30)
    ]


def test_an_official_reads_what_others_must_do_and_that_nothing_is_theirs(signed_in):
    house = OrganizationFactory(country=CountryFactory(cambodia=True))
    pairing = PairingFactory(parties=[house])
    ActionFactory(pairing=pairing, text="Send it", due_on="2026-01-01")
    client = signed_in(roles.official(house.country))

    own = client.get(reverse("dashboards:attention"))
    others = client.get(reverse("dashboards:attention-of-others"))
    page = " ".join(client.get(reverse("dashboards:dashboard")).content.decode().split())

    assert "Nothing waits for you." in own.content.decode()
    assert own.context["page_obj"].paginator.count == 0
    assert [line.title for line in others.context["concerns"]] == ["Send it"]
    assert "Waits for: the focal points" in others.content.decode()
    ask = reverse("partnerships:comment-add", args=[pairing.pk])
    assert f'class="row-act no-print" href="{ask}"' in others.content.decode()
    assert "Nothing waits for you." in page
    assert "1 point waits for others" in page


def test_staff_find_what_others_must_do_below_and_the_act_beside_what_is_theirs(signed_in):
    staff, pairing = roles.staff(), PairingFactory()
    asked = CommentFactory(pairing=pairing, submitted_by=staff)
    action = ActionFactory(pairing=pairing, due_on="2026-01-01")
    url = reverse("partnerships:update-write", args=[pairing.pk])

    page = " ".join(signed_in(staff).get(HOME).content.decode().split())

    own, others = page.split("What others must do (1)")
    assert f"{url}?action={action.pk}" in own
    assert asked.get_absolute_url() not in own
    assert asked.get_absolute_url() in others


def test_a_page_that_does_not_exist_is_the_last_one(signed_in):
    PairingFactory(title="A and B")

    response = signed_in(roles.staff()).get(reverse("dashboards:attention"), {"page": "7"})

    assert [line.title for line in response.context["concerns"]] == ["A and B"]


def test_what_needs_attention_is_narrowed_by_the_address_alone(signed_in):
    house = OrganizationFactory(country=CountryFactory(cambodia=True))
    ActionFactory(pairing=PairingFactory(parties=[house]), due_on="2026-01-01")
    client, url = signed_in(roles.coordinator(house.country)), reverse("dashboards:attention")

    narrowed = client.get(url, {"country": "KH"}, headers={"HX-Request": "true"})
    refused = client.get(url, {"country": "XX"})

    assert "messages that we could not send" in narrowed.content.decode()
    assert b"<h1" not in narrowed.content
    assert narrowed.content.count(b'class="rows-item"') == 1
    assert "We do not understand this filter" in refused.content.decode()
    assert "page_obj" not in refused.context
    assert "limits" not in refused.context
    assert not client.get(url).context["limits"]


def test_of_each_kind_the_first_are_listed_and_the_page_says_so(signed_in, monkeypatch):
    monkeypatch.setattr("dashboards.queries.attention.MOST", 2)
    pairing = PairingFactory()
    for _turn in range(3):
        ActionFactory(pairing=pairing, due_on="2026-01-01")

    page = signed_in(roles.staff()).get(reverse("dashboards:attention"))

    assert page.context["page_obj"].paginator.count == 2
    assert "of each kind you see the first 2." in " ".join(page.content.decode().split())
