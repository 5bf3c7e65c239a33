"""What was said, shown and seen at an event, and its files."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from tests.factories import roles
from tests.factories.events import EventFactory, EventFileFactory
from tests.factories.network import CountryFactory, OrganizationFactory
from tests.factories.partnerships import PairingFactory

pytestmark = pytest.mark.django_db


def picture(size=(1200, 900)):
    buffer = BytesIO()
    Image.new("RGB", size, "navy").save(buffer, "JPEG")
    return buffer.getvalue()


@pytest.fixture
def side():
    return OrganizationFactory(country=CountryFactory())


@pytest.fixture
def event(side):
    return EventFactory(pairings=[PairingFactory(parties=[side])])


@pytest.mark.parametrize(
    ("name", "answers", "relation"),
    [
        ("topic-add", {"text": "School operation"}, "topics"),
        (
            "statement-add",
            {"name": "Dara", "kind": "quote", "text": "We agree."},
            "statements",
        ),
        ("presentation-add", {"title": "Basic facts"}, "presentations"),
        ("site-visit-add", {"name": "Training centre"}, "site_visits"),
        ("donation-add", {"what": "20 welding machines"}, "donations"),
    ],
)
def test_a_focal_point_of_the_pairing_adds_what_was_said_and_seen(
    signed_in, event, name, answers, relation
):
    url = reverse(f"events:{name}", args=[event.pk])
    side = event.pairings.get().pairing.parties.get().organization

    asked = signed_in(roles.focal_point(side)).get(url)
    answered = signed_in(roles.focal_point(side)).post(url, answers)

    assert (asked.status_code, answered.status_code) == (200, 302)
    assert getattr(event, relation).count() == 1


@pytest.mark.parametrize(
    "name",
    ["topic-add", "statement-add", "presentation-add", "site-visit-add", "event-file-add"],
)
def test_an_official_adds_nothing(signed_in, event, side, name):
    official = roles.official(side.country)

    response = signed_in(official).get(reverse(f"events:{name}", args=[event.pk]))

    assert response.status_code == 403


def test_a_photo_is_uploaded_with_what_is_known_of_it(signed_in, event):
    upload = SimpleUploadedFile("photo.jpg", picture(), "image/jpeg")

    response = signed_in(roles.staff()).post(
        reverse("events:event-file-add", args=[event.pk]),
        {"file": upload, "kind": "photo", "caption": "Signing", "consent": "true"},
    )

    assert response.status_code == 302
    assert list(event.files.values_list("kind", "caption", "consent", "content_type")) == [
        ("photo", "Signing", True, "image/jpeg")
    ]


def test_a_missing_picture_is_uploaded_later(signed_in, event):
    missing = EventFileFactory(event=event, file="", kind="photo", caption="Group photo")
    url = reverse("events:event-file-supply", args=[event.pk, missing.pk])
    upload = SimpleUploadedFile("photo.jpg", picture(), "image/jpeg")

    asked = signed_in(roles.staff()).get(url)
    answered = signed_in(roles.staff()).post(url, {"file": upload})

    missing.refresh_from_db()
    assert (asked.status_code, answered.status_code) == (200, 302)
    assert (missing.caption, missing.name) == ("Group photo", "photo.jpg")


def test_what_is_said_of_a_file_is_changed(signed_in, event):
    file = EventFileFactory(event=event)

    response = signed_in(roles.staff()).post(
        reverse("events:event-file-describe", args=[event.pk, file.pk]),
        {"kind": "minutes", "caption": "Minutes of the day", "consent": "unknown"},
    )

    file.refresh_from_db()
    assert (response.status_code, file.caption) == (302, "Minutes of the day")


def test_a_file_of_another_event_is_not_found_here(signed_in, event):
    other = EventFileFactory()

    response = signed_in(roles.staff()).get(
        reverse("events:event-file-describe", args=[event.pk, other.pk])
    )

    assert response.status_code == 404


def test_a_file_is_handed_out_to_be_saved_and_never_run(signed_in, event, side):
    file = EventFileFactory(event=event)

    response = signed_in(roles.official(side.country)).get(
        reverse("events:event-file", args=[file.pk])
    )

    assert b"".join(response.streaming_content) == b"%PDF-1.7 test"
    assert response["Content-Disposition"] == 'attachment; filename="minutes.pdf"'
    assert (response["Content-Type"], response["X-Content-Type-Options"]) == (
        "application/pdf",
        "nosniff",
    )
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_a_picture_is_shown_small_in_the_page(signed_in, event):
    photo = EventFileFactory(
        event=event,
        kind="photo",
        file=ContentFile(picture(), "photo.jpg"),
        name="photo.jpg",
        content_type="image/jpeg",
    )

    response = signed_in(roles.staff()).get(
        reverse("events:event-file", args=[photo.pk]) + "?small"
    )

    with Image.open(BytesIO(b"".join(response.streaming_content))) as shown:
        assert (shown.format, shown.size) == ("WEBP", (480, 360))
    assert "Content-Disposition" not in response
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_what_is_no_picture_is_never_shown_in_the_page(signed_in, event):
    file = EventFileFactory(event=event)

    response = signed_in(roles.staff()).get(reverse("events:event-file", args=[file.pk]) + "?small")

    assert response["Content-Disposition"].startswith("attachment")
    response.close()


def test_a_file_that_nobody_has_is_not_found(signed_in, event):
    missing = EventFileFactory(event=event, file="", caption="Group photo")

    response = signed_in(roles.staff()).get(reverse("events:event-file", args=[missing.pk]))

    assert response.status_code == 404


def test_a_file_of_a_hidden_event_is_not_found(signed_in):
    file = EventFileFactory()

    response = signed_in(roles.focal_point(OrganizationFactory())).get(
        reverse("events:event-file", args=[file.pk])
    )

    assert response.status_code == 404


def test_a_photo_of_people_who_did_not_agree_is_for_the_ilo_only(signed_in, event, side):
    photo = EventFileFactory(event=event, kind="photo", caption="Dinner", consent=False)
    url = reverse("events:event-file", args=[photo.pk])
    focal_point = signed_in(roles.focal_point(side))

    assert focal_point.get(url).status_code == 404
    assert "Dinner" not in focal_point.get(event.get_absolute_url()).content.decode()
    allowed = signed_in(roles.staff()).get(url)
    assert allowed.status_code == 200
    allowed.close()
