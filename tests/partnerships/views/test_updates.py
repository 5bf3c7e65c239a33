"""Progress updates of people who are signed in."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from partnerships.models import ProgressUpdate
from tests.factories import roles
from tests.factories.network import OrganizationFactory
from tests.factories.partnerships import (
    ActionFactory,
    CommitmentFactory,
    PairingFactory,
    PeopleReachedFactory,
    ProgressUpdateFactory,
    UpdateFileFactory,
)

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n%\xe2\xe3\n1 0 obj<<>>endobj\n%%EOF\n"


@pytest.fixture
def own():
    return OrganizationFactory()


@pytest.fixture
def pairing(own):
    return PairingFactory(parties=[own, OrganizationFactory()])


def url(verb: str, record) -> str:
    return reverse(f"partnerships:update-{verb}", args=[record.pk])


def written(**more):
    return {"about": "pairing", "answer": "going_well", "submission": str(uuid4()), **more}


def test_a_focal_point_writes_about_the_whole_pairing(signed_in, own, pairing):
    user = roles.focal_point(own)

    response = signed_in(user).post(url("write", pairing), written(text="It goes"))

    update = ProgressUpdate.objects.get()
    assert response.url == update.get_absolute_url()
    assert (update.pairing, update.text, update.author) == (pairing, "It goes", user.person)


def test_a_page_counts_once_and_another_text_is_asked_about(signed_in, own, pairing):
    client, data = signed_in(roles.focal_point(own)), written(text="It goes")

    first, again = (client.post(url("write", pairing), data) for _ in range(2))
    other = client.post(url("write", pairing), {**data, "text": "It stopped"})

    update = ProgressUpdate.objects.get()
    assert first.url == again.url == update.get_absolute_url()
    assert other.status_code == 422
    assert "You sent this page already" in other.content.decode()


def test_everything_that_the_form_asks_is_kept(signed_in, own, pairing):
    commitment = CommitmentFactory(pairing=pairing)
    data = written(
        about=f"commitment-{commitment.pk}",
        percent="60",
        challenges="Money",
        teachers_total="12",
        teachers_women="5",
        attachments=[SimpleUploadedFile("a.pdf", PDF), SimpleUploadedFile("b.pdf", PDF)],
    )

    signed_in(roles.focal_point(own)).post(url("write", pairing), data)

    update = ProgressUpdate.objects.get()
    assert (update.commitment, update.percent, update.challenges) == (commitment, 60, "Money")
    assert list(update.reached.values_list("kind", "total", "women")) == [("teachers", 12, 5)]
    assert [stored.name for stored in update.files.order_by("pk")] == ["a.pdf", "b.pdf"]


def test_a_new_date_that_has_come_is_refused_and_the_text_stays(signed_in, own, pairing):
    data = written(answer="late", new_due_on="2020-01-01", text="Keep me")

    response = signed_in(roles.focal_point(own)).post(url("write", pairing), data)

    page = response.content.decode()
    assert response.status_code == 422
    assert "Choose a day after today." in page
    assert "Keep me" in page


@pytest.mark.parametrize("noun", ["action", "commitment"])
def test_the_address_says_what_it_is_about(signed_in, own, pairing, noun):
    factory = {"action": ActionFactory, "commitment": CommitmentFactory}[noun]
    record = factory(pairing=pairing)

    response = signed_in(roles.focal_point(own)).get(f"{url('write', pairing)}?{noun}={record.pk}")

    assert response.context["form"]["about"].value() == f"{noun}-{record.pk}"


def test_the_form_offers_what_is_open_and_the_closed_thing_that_was_asked_for(signed_in, pairing):
    done = ActionFactory(pairing=pairing, done=True, text="Done thing")
    opened = ActionFactory(pairing=pairing, text="Open thing")
    CommitmentFactory(pairing=pairing, area__name="Exchange", text="")
    ActionFactory()

    form = signed_in(roles.staff()).get(url("write", pairing)).context["form"]

    (pairing_choice, actions, areas) = form.fields["about"].choices
    assert pairing_choice == ("pairing", "The pairing as a whole")
    assert actions == (
        "Actions",
        [(f"action-{opened.pk}", "Open thing")],
    )
    assert [label for _value, label in areas[1]] == ["Exchange"]

    form = signed_in(roles.staff()).get(f"{url('write', pairing)}?action={done.pk}").context["form"]
    assert (f"action-{done.pk}", "Done thing") in form.fields["about"].choices[1][1]


def test_what_cannot_be_is_refused_and_what_was_typed_stays(signed_in, pairing):
    data = written(text="Keep me", teachers_total="1", teachers_women="2", percent="101", answer="")

    response = signed_in(roles.staff()).post(url("write", pairing), data)

    page = response.content.decode()
    assert response.status_code == 422
    assert "There cannot be more women than people." in page
    assert response.context["form"].asks_again_below
    assert "Choose one of the four answers." in page
    assert "Keep me" in page
    assert not ProgressUpdate.objects.exists()


def test_what_is_folded_away_stays_so_when_only_the_answer_is_missing(signed_in, pairing):
    response = signed_in(roles.staff()).post(url("write", pairing), written(answer=""))

    assert not response.context["form"].asks_again_below


def test_an_action_of_another_pairing_is_not_offered(signed_in, pairing):
    response = signed_in(roles.staff()).post(
        url("write", pairing), written(about=f"action-{ActionFactory().pk}")
    )

    assert response.status_code == 422


def test_the_author_corrects_their_update(signed_in, own, pairing):
    user = roles.focal_point(own)
    first = ProgressUpdateFactory(
        pairing=pairing, submitted_by=user, text="Wrong", action=ActionFactory(pairing=pairing)
    )
    PeopleReachedFactory(progress_update=first, total=12, women=None)
    address = f"{url('write', pairing)}?corrects={first.pk}"
    client = signed_in(user)

    shown = client.get(address)
    client.post(address, written(text="Right", about=f"action-{first.action_id}"))

    form = shown.context["form"]
    assert form["text"].value() == "Wrong"
    assert form["teachers_total"].value() == 12
    assert form["about"].value() == f"action-{first.action_id}"
    assert ProgressUpdate.objects.current().get().supersedes == first


def test_a_second_correction_of_the_same_update_is_refused(signed_in, own, pairing):
    user = roles.focal_point(own)
    first = ProgressUpdateFactory(pairing=pairing, submitted_by=user)
    ProgressUpdateFactory(pairing=pairing, submitted_by=user, supersedes=first)

    response = signed_in(user).post(f"{url('write', pairing)}?corrects={first.pk}", written())

    assert response.status_code == 422
    assert "Correct the newest one." in response.content.decode()


def test_nobody_corrects_the_update_of_somebody_else(signed_in, own, pairing):
    update = ProgressUpdateFactory(pairing=pairing)
    client = signed_in(roles.focal_point(own))

    foreign = client.get(f"{url('write', pairing)}?corrects={update.pk}")
    missing = client.get(f"{url('write', pairing)}?corrects=none")

    assert (foreign.status_code, missing.status_code) == (403, 404)


def test_an_official_writes_nothing(signed_in, own, pairing):
    response = signed_in(roles.official(own.country)).get(url("write", pairing))

    assert response.status_code == 403


def test_the_page_shows_everything_that_was_said(signed_in, pairing):
    update = ProgressUpdateFactory(
        pairing=pairing, text="It goes", percent=60, challenges="Money", new_due_on="2026-12-31"
    )
    PeopleReachedFactory(progress_update=update, total=12, women=5)
    PeopleReachedFactory(progress_update=update, kind="students", total=None, women=3)
    stored = UpdateFileFactory(progress_update=update)

    page = signed_in(roles.staff()).get(update.get_absolute_url()).content.decode()

    for words in (
        "Going well",
        "It goes",
        "60 percent",
        "Money",
        "31 Dec 2026",
        "(women: 5)",
        "Not known",
        "plan.pdf",
        url("file", stored),
        "Verify this update",
    ):
        assert words in page


def test_the_page_leads_from_a_corrected_update_to_the_newest(signed_in, pairing):
    first = ProgressUpdateFactory(pairing=pairing)
    second = ProgressUpdateFactory(pairing=pairing, supersedes=first)
    client = signed_in(roles.staff())

    old = client.get(first.get_absolute_url()).content.decode()
    new = client.get(second.get_absolute_url()).content.decode()

    assert "Somebody corrected this update." in old
    assert second.get_absolute_url() in old
    assert "Verify this update" not in old
    assert first.get_absolute_url() in new


def test_somebody_else_verifies_and_it_shows(signed_in, own, pairing):
    update = ProgressUpdateFactory(pairing=pairing)
    client = signed_in(roles.focal_point(own))

    verified = client.post(url("verify", update), follow=True)
    again = client.post(url("verify", update), follow=True)

    update.refresh_from_db()
    assert update.verified_at is not None
    assert "Update verified." in verified.content.decode()
    assert "verified this update or sent it back" in again.content.decode()


def test_the_author_cannot_verify_and_is_told_who_can(signed_in, own, pairing):
    user = roles.focal_point(own)
    update = ProgressUpdateFactory(pairing=pairing, submitted_by=user)
    client = signed_in(user)

    page = client.get(update.get_absolute_url()).content.decode()
    refused = client.post(url("verify", update))

    assert "Somebody else may verify this update." in page
    assert "Correct this update" in page
    assert refused.status_code == 403


def test_somebody_else_sends_it_back_with_a_comment(signed_in, pairing):
    update = ProgressUpdateFactory(pairing=pairing)
    client = signed_in(roles.staff())

    refused = client.post(url("return", update), {"comment": ""})
    returned = client.post(url("return", update), {"comment": "How many?"}, follow=True)
    again = client.post(url("return", update), {"comment": "Once more"})

    update.refresh_from_db()
    assert refused.status_code == 422
    assert "How many?" in returned.content.decode()
    assert update.comment == "How many?"
    assert again.status_code == 422


def test_a_file_is_handed_out_to_be_kept_and_runs_nowhere(signed_in, own, pairing):
    stored = UpdateFileFactory(progress_update__pairing=pairing)

    response = signed_in(roles.focal_point(own)).get(url("file", stored))

    assert b"".join(response.streaming_content) == b"%PDF-1.7 test"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="plan.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_a_file_of_others_is_not_found(signed_in):
    user = roles.focal_point(OrganizationFactory())

    assert signed_in(user).get(url("file", UpdateFileFactory())).status_code == 404


def test_an_update_of_others_is_not_found(signed_in):
    user = roles.focal_point(OrganizationFactory())

    assert signed_in(user).get(ProgressUpdateFactory().get_absolute_url()).status_code == 404


def test_a_call_for_help_says_so_until_somebody_of_the_ilo_answers(signed_in, pairing):
    call = ProgressUpdateFactory(pairing=pairing, answer="blocked")
    client = signed_in(roles.staff())

    before = client.get(call.get_absolute_url()).content.decode()
    client.post(url("write", pairing), written())
    after = client.get(call.get_absolute_url()).content.decode()

    assert "Somebody needs help" in before
    assert "Say that the work goes on" in before
    assert "Somebody needs help" not in after
