"""Small pieces of an event's page."""

from types import SimpleNamespace

import pytest

from events.templatetags.event_page import person_name
from tests.factories.network import HonorificFactory, PersonFactory

pytestmark = pytest.mark.django_db


def named(person, *words, known=()):
    context = {"page": SimpleNamespace(known_people=set(known))}
    return person_name(context, person, *words)


def test_a_person_is_named_with_the_form_of_address_and_a_link():
    person = PersonFactory(name="Chen Haina", honorific=HonorificFactory(name="Ms"))

    assert named(person, "", "Vice Principal", known=[person.pk]) == (
        f'<a href="{person.get_absolute_url()}">Ms Chen Haina</a>, Vice Principal'
    )


def test_a_person_whom_the_reader_may_not_open_has_no_link():
    assert named(PersonFactory(name="Jin Zhang")) == "Jin Zhang"


def test_a_written_name_is_escaped_and_keeps_its_language():
    assert named(None, "<b>Dara</b>") == "&lt;b&gt;Dara&lt;/b&gt;"
    assert named(None, "郝斌") == '<span lang="zh">郝斌</span>'
