"""The choices: from the link at the foot of a mail, from a mail program's button, signed in."""

import pytest
from django.test import Client
from django.urls import reverse

from notifications import mails
from notifications.enums import Choice
from notifications.models import Preference
from notifications.operations import choices
from tests.factories.network import OrganizationFactory, PersonFactory
from tests.factories.notifications import MessageFactory, PreferenceFactory, RecipientFactory
from tests.factories.roles import focal_point, nobody, staff
from tests.mailed_links import KEPT_TO_ITS_READER

KIND = "notifications.test"
EDIT = reverse("notifications:choices-edit")
ONE_CLICK = b"List-Unsubscribe=One-Click"
FORM = "application/x-www-form-urlencoded"

pytestmark = pytest.mark.django_db


@pytest.fixture
def message():
    return MessageFactory(recipient=RecipientFactory(name="Sok Dara", email="dara@example.org"))


def link_of(message):
    return reverse("notifications:choices-by-link", args=[choices.token_of(message)])


def answers(page, **changed):
    """Return what a browser sends when some radios are changed."""
    form = page.context["form"]
    sent = {bound.html_name: bound.value() for bound in form}
    return sent | {name.replace(".", "-"): choice for name, choice in changed.items()}


def kept():
    return set(Preference.objects.values_list("recipient", "kind", "choice"))


def test_the_link_shows_each_kind_with_three_answers_and_changes_nothing(
    mail_client, message, a_duty
):
    PreferenceFactory(recipient=message.recipient, kind=KIND, choice=Choice.WEEKLY)
    before = kept()

    response = mail_client.get(link_of(message))

    page = response.content.decode()
    assert (response.status_code, kept()) == (200, before)
    for words in ("For Sok Dara", "Test message", "Once a week, together", "A duty"):
        assert words in " ".join(page.split())
    field = response.context["form"]["notifications-test"]
    assert [radio.data["value"] for radio in field] == ["at_once", "weekly", "off"]
    assert [radio.data["value"] for radio in field if radio.data["selected"]] == ["weekly"]
    assert "notifications-duty" not in response.context["form"].fields
    assert mail_client.head(link_of(message)).status_code == 200


def test_questions_say_that_they_come_together(mail_client, message, a_question):
    field = mail_client.get(link_of(message)).context["form"]["notifications-question"]

    assert field.help_text == "You get at most one mail with questions each day."


def test_every_kind_says_when_its_mails_come(mail_client, message):
    form = mail_client.get(link_of(message)).context["form"]

    hints = [field.help_text for field in form if not field.name.startswith("notifications-")]
    assert len(hints) == len(mails.optional()) - 1
    assert all(hints)
    assert form["partnerships-update_request"].help_text == (
        "An agreed area or action is due soon, due today or late. You get at most one mail "
        "with questions each day."
    )


def test_what_was_chosen_is_kept_and_thanked_for(mail_client, message):
    data = answers(mail_client.get(link_of(message)), **{KIND: "off"})

    response = mail_client.post(link_of(message), data)

    assert kept() == {(message.recipient_id, KIND, "off")}
    assert response.status_code == 200
    assert "Thank you. We saved your choices." in response.content.decode()
    assert response.context["form"]["notifications-test"].value() == "off"


def test_what_was_turned_off_can_be_had_again(mail_client, message):
    PreferenceFactory(recipient=message.recipient, kind=KIND)
    data = answers(mail_client.get(link_of(message)), **{KIND: "at_once"})

    mail_client.post(link_of(message), data)

    assert kept() == set()


@pytest.mark.parametrize("data", [{}, {"notifications-test": "never"}])
def test_an_answer_that_is_none_is_asked_for_again(mail_client, message, data):
    response = mail_client.post(link_of(message), data)

    assert (response.status_code, kept()) == (422, set())
    assert 'role="alert"' in response.content.decode()


@pytest.mark.parametrize(
    "sent",
    [
        {"data": ONE_CLICK, "content_type": FORM},
        {"data": {"List-Unsubscribe": "One-Click"}},
    ],
    ids=["urlencoded", "multipart"],
)
def test_one_click_in_a_mail_program_turns_off_what_came(mail_client, message, sent):
    response = mail_client.post(link_of(message), **sent)

    assert (response.status_code, kept()) == (200, {(message.recipient_id, KIND, "off")})
    assert "You will not get these mails any more:" in response.content.decode()
    assert response.cookies == {}


def test_one_click_on_a_mail_of_several_turns_off_all_its_items(mail_client, message, a_question):
    digest = MessageFactory(kind="notifications.digest", recipient=message.recipient)
    for kind in (KIND, a_question):
        MessageFactory(kind=kind, in_digest=True, digest=digest)

    mail_client.post(link_of(digest), ONE_CLICK, content_type=FORM)

    assert kept() == {(digest.recipient_id, KIND, "off"), (digest.recipient_id, a_question, "off")}


def test_one_click_again_says_the_same(mail_client, message):
    for _ in range(2):
        assert mail_client.post(link_of(message), ONE_CLICK, content_type=FORM).status_code == 200

    assert kept() == {(message.recipient_id, KIND, "off")}


@pytest.mark.parametrize("ask", ["get", "post"])
def test_the_address_is_kept_to_its_reader(mail_client, message, ask):
    for url in (link_of(message), reverse("notifications:choices-by-link", args=["no-such"])):
        response = getattr(mail_client, ask)(url)

        assert KEPT_TO_ITS_READER.items() <= response.headers.items()
        assert 'content="no-referrer"' in response.content.decode()


@pytest.mark.parametrize("ask", ["get", "post"])
def test_a_link_that_is_not_ours_says_what_to_do(mail_client, message, ask):
    url = reverse("notifications:choices-by-link", args=[f"{message.pk}:forged"])

    response = getattr(mail_client, ask)(url, {"List-Unsubscribe": "One-Click"})

    assert (response.status_code, kept()) == (404, set())
    assert "Open the link again in the mail" in response.content.decode()


def test_the_page_speaks_the_readers_language(mail_client, message, settings):
    settings.LANGUAGES = [("en", "English"), ("fr", "French")]
    message.recipient.language = "fr"
    message.recipient.save()

    assert '<html lang="fr"' in mail_client.get(link_of(message)).content.decode()


def test_a_link_changes_its_own_reader_alone(mail_client, message):
    other = PreferenceFactory(kind=KIND, choice=Choice.WEEKLY)

    mail_client.post(link_of(message), ONE_CLICK, content_type=FORM)

    other.refresh_from_db()
    assert other.choice == "weekly"


def test_who_is_signed_in_chooses_for_themselves(signed_in):
    user = focal_point(OrganizationFactory())
    client = signed_in(user)
    page = client.get(EDIT)

    response = client.post(EDIT, answers(page, **{KIND: "weekly"}), follow=True)

    assert user.person.recipient.email in page.content.decode()
    assert kept() == {(user.person.recipient_id, KIND, "weekly")}
    assert "Choices saved." in response.content.decode()
    assert response.context["form"]["notifications-test"].value() == "weekly"


def test_a_form_that_is_not_filled_in_comes_back(signed_in):
    response = signed_in(focal_point(OrganizationFactory())).post(EDIT, {})

    assert (response.status_code, kept()) == (422, set())


def test_who_is_not_in_the_directory_is_told_so(signed_in):
    PersonFactory()
    client = signed_in(staff())

    page = client.get(EDIT)

    assert page.status_code == 200
    assert "You are not in the directory, so you get no reminders." in page.content.decode()
    assert client.post(EDIT, {}).status_code == 404


def test_it_is_for_members(signed_in):
    assert signed_in(nobody()).get(EDIT).status_code == 403
    assert Client().get(EDIT).status_code == 302


def test_the_profile_and_the_menu_lead_there(signed_in):
    page = signed_in(staff()).get(reverse("accounts:profile")).content.decode()
    of_nobody = signed_in(nobody()).get(reverse("accounts:profile")).content.decode()

    assert (page.count(f'href="{EDIT}"'), of_nobody.count(f'href="{EDIT}"')) == (2, 0)
