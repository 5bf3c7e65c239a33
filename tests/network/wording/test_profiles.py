"""What a complete profile says, and where to say it."""

from django.urls import reverse

from network.enums import ProfilePart
from network.models import Organization
from network.wording.profiles import steps

COLLEGE = Organization(pk=7)


def test_each_part_has_its_words_and_its_form():
    found = steps(COLLEGE, dict.fromkeys(ProfilePart, False))

    edit = reverse("network:organization-edit", args=[7])
    interest = reverse("network:interest-add", args=[7])
    assert [(step.label, step.url) for step in found] == [
        ("Name in the local script", edit),
        ("City", edit),
        ("Website", edit),
        ("A few sentences about it", edit),
        ("What it looks for", f"{interest}?kind=need"),
        ("What it can offer", f"{interest}?kind=offer"),
        ("People", reverse("network:person-add") + "?organization=7"),
        ("Focal point", reverse("network:focal-point-appoint", args=[7])),
    ]


def test_what_is_said_is_done():
    assert [step.done for step in steps(COLLEGE, {ProfilePart.CITY: True})] == [True]
