"""The page of a form counts once, however often it is sent."""

import threading
from uuid import uuid4

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from core import submissions
from core.form_pages import attempt
from core.models import Submission
from network.models import Organization
from tests.factories.network import OrganizationFactory

pytestmark = pytest.mark.django_db


class NameForm(forms.Form):
    name = forms.CharField(label="Name")
    photo = forms.FileField(required=False)
    confirmed = forms.CharField(required=False, widget=forms.HiddenInput)


def page(key, name="A", photo=b"", **more):
    data = QueryDict(mutable=True)
    data.update({"name": name, "submission": str(key), **more})
    files = MultiValueDict({"photo": [SimpleUploadedFile("p.jpg", photo)]} if photo else {})
    return NameForm(data=data, files=files)


def send(key, name="A", **more):
    form = page(key, name, **more)
    return attempt(form, lambda: OrganizationFactory(name=form.cleaned_data["name"])), form


def names():
    return sorted(Organization.objects.values_list("name", flat=True))


def test_the_same_page_sent_again_saves_nothing_and_returns_what_came_of_it():
    key = uuid4()

    first, _form = send(key)
    again, _form = send(key)

    assert again == first
    assert names() == ["A"]


def test_a_zero_byte_in_an_answer_or_in_its_name_is_left_out_of_what_is_kept():
    key, odd = uuid4(), {"fax\0": "1\0"}

    first, _form = send(key, **odd)
    again, _form = send(key, **odd)

    assert again == first
    assert Submission.objects.get(key=key).texts == {"name": ["A"], "fax": ["1"]}


def test_what_a_page_carries_hidden_is_not_what_a_person_says():
    key = uuid4()

    first, _form = send(key)
    again, _form = send(key, confirmed="yes")

    assert again == first


def test_another_text_is_neither_lost_nor_saved_unasked():
    key = uuid4()
    first, _form = send(key)

    again, form = send(key, "B")

    assert again is None
    assert names() == ["A"]
    assert "Your text is different now." in str(form.errors)
    earlier = submissions.earlier_of(form)
    assert submissions.saved_as(earlier) == first.record
    assert submissions.differences(form, earlier) == [("Name", "A", "B")]


def test_another_photo_is_another_text():
    key = uuid4()
    send(key, photo=b"one")

    assert send(key, photo=b"one")[0] is not None
    assert send(key, photo=b"two")[0] is None


def test_a_refused_page_may_be_sent_again():
    key = uuid4()

    assert send(key, "")[0] is None
    assert send(key, "A")[0] is not None
    assert names() == ["A"]


def test_two_pages_with_the_same_text_are_two():
    send(uuid4())
    send(uuid4())

    assert names() == ["A", "A"]


def test_what_was_removed_since_is_not_made_again():
    key = uuid4()
    first, _form = send(key)
    first.record.delete()

    again, form = send(key)

    assert again is None
    assert "Somebody has removed what you saved" in str(form.errors)


def test_a_page_that_made_no_record_counts_once_too():
    key, times = uuid4(), []

    assert attempt(page(key), lambda: times.append(1)).record is None
    assert attempt(page(key), lambda: times.append(2)).record is None
    assert times == [1]


@pytest.mark.parametrize("key", ["", "not a key", "\0"])
def test_a_page_without_a_key_that_can_be_read_is_saved(key):
    assert send(key)[0] is not None
    assert not Submission.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_save_once():
    key, together, saved = uuid4(), threading.Barrier(2), []

    def press():
        together.wait()
        saved.append(send(key)[0].record.pk)
        connection.close()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert len(set(saved)) == 1
    assert names() == ["A"]
