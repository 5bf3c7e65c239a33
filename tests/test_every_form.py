"""Every page with a form: sent twice it counts once, and two who change one record lose nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pytest
from django import forms
from django.http import QueryDict

from core import answers
from core.conflicts import Sides
from core.pickers import FEW, SHOWN
from tests.factories.events import EventFactory
from tests.factories.network import OrganizationFactory, PersonFactory
from tests.factories.partnerships import (
    ActionFactory,
    AgreementFactory,
    CommitmentFactory,
    DesignationFactory,
    PairingFactory,
    WorkPlanFactory,
)
from tests.visits import ASKING, is_list, known_to, only_read, wrong_with
from tests.walk import OPEN, VIEWS, address, client_of, read, staged

EDITS = sorted(name for name in VIEWS if name.endswith("-edit"))
# What somebody changes alone: the reader's own choices and views.
ALONE = {"dashboards:saved-view-edit", "notifications:choices-edit"}
LISTED = re.compile(r"<(?:option|label)[^>]*>\s*([^<]*Crowdmark[^<]*)<")


@dataclass
class Page:
    """A page with a form, as somebody has it open."""

    address: str
    response: Any
    form: Any
    rows: Any
    html: str

    def texts(self) -> list[str]:
        """Return the names of the fields in which anything may be written."""
        return [
            each.name
            for each in answers.questions(self.form)
            if isinstance(each.bound.field, forms.CharField)
            and type(each.bound.field.widget) in (forms.TextInput, forms.Textarea)
        ]

    def said(self, **typed: str) -> QueryDict:
        """Return what the browser sends when only ``typed`` was touched."""
        data = QueryDict(mutable=True)
        for each in [*answers.questions(self.form), *self.rows]:
            each.put(data, each.shown())
        for each in self.form.hidden_fields():
            data[each.html_name] = each.value() or ""
        data["marks"] = Sides(self.form, self.rows).marks
        data.update(typed)
        return data


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker):
    with staged(django_db_blocker) as built:
        yield built


@pytest.fixture
def client(db, stage):
    return client_of(stage.staff)


def opened(client, where):
    response = client.get(where)
    context = response.context or {}
    return Page(
        where,
        response,
        context.get("form"),
        context.get("rows") or (),
        read(response).decode(errors="replace"),
    )


@pytest.fixture
def crowd(db, stage):
    """More of each noun than a menu should have, and nothing to do with what the pages show."""
    side = OrganizationFactory(name="Crowdmark Institute")
    names = [f"Crowdmark {number}" for number in range(FEW + 1)]
    for name in names:
        OrganizationFactory(name=name)
        PersonFactory(name=name)
        AgreementFactory(title=name, parties=[side])
        DesignationFactory(title=name, conferred_on=side)
        pairing = PairingFactory(title=name, parties=[side])
        CommitmentFactory(pairing=pairing, text=name)
        ActionFactory(pairing=pairing, text=name)
        WorkPlanFactory(pairing=pairing, name=name)
        EventFactory(title=name, pairings=[pairing])


def visited(client, world, names):
    """Return the pages as the staff opens them, and what is wrong with each that is not open."""
    pages, wrong = {}, []
    with only_read():
        for name in names:
            pages[name] = page = opened(client, address(name, world))
            if name not in OPEN:
                found = wrong_with("staff", name, page.response, page.html)
                wrong += [(name, each) for each in found]
    return pages, wrong


@pytest.mark.parametrize("half", range(2))
def test_pages_work_for_the_staff_and_what_is_filled_in_has_a_key_and_lists_nothing_that_grows(
    client, stage, crowd, half
):
    """One visit answers all of it: to open every page is what takes long."""
    every, wrong = visited(client, stage.theirs, sorted(VIEWS)[half::2])
    for_who_signed_in = {name: page.response for name, page in every.items() if name not in OPEN}
    asking = {name for name, answer in for_who_signed_in.items() if known_to(answer)}
    assert wrong == []
    assert asking == set(ASKING) & set(every)
    assert {name for name, answer in for_who_signed_in.items() if is_list(answer)} <= asking

    pages = {name: page for name, page in every.items() if "file" not in name.rsplit("-", 1)[-1]}
    filled_in = {name: page for name, page in pages.items() if is_filled_in(page)}
    listed = {name: LISTED.findall(page.html) for name, page in pages.items()}
    assert len(filled_in) > 20
    assert [name for name, page in filled_in.items() if 'name="submission"' not in page.html] == []
    assert {name: rows for name, rows in listed.items() if rows} == {}
    assert sum(asked_for_a_few(client, page) for page in pages.values()) > 5


def is_filled_in(page):
    return (
        isinstance(page.form, forms.BaseForm)
        and answers.questions(page.form)
        and 'method="post"' in page.html.split("<main", 1)[-1]
    )


def asked_for_a_few(client, page):
    """Type into each picker of a page; return how many there are."""
    names = set(re.findall(r'name="((?:[a-z]+-0-)?[a-z_]+)_words"', page.html))
    for name in names:
        answer = client.get(page.address, {"pick": name, "q": "crowdmark"})
        assert answer.status_code == 200, (page.address, name)
        assert len(answer.json()["found"]) <= SHOWN
    return len(names)


@pytest.mark.parametrize("name", sorted(set(EDITS) - ALONE))
def test_what_two_write_in_one_field_is_shown_to_the_second(client, stage, name):
    page = opened(client, address(name, stage.theirs))
    field = page.texts()[0]
    assert 'name="marks"' in page.html

    first = client.post(page.address, page.said(**{field: "Their text"}))
    second = client.post(page.address, page.said(**{field: "My text"}))

    assert first.status_code == 302, first.context["form"].errors
    shown = second.content.decode()
    assert second.status_code == 422
    assert "Choose which text to keep." in shown
    assert "Their text" in shown
    assert "My text" in shown


@pytest.mark.parametrize("name", sorted(set(EDITS) - ALONE))
def test_what_two_write_in_two_fields_is_both_kept(client, stage, name):
    page = opened(client, address(name, stage.theirs))
    fields = page.texts()
    if len(fields) == 1:
        return
    first, second = fields[:2]

    client.post(page.address, page.said(**{first: "Their text"}))
    answer = client.post(page.address, page.said(**{second: "My text"}))

    assert answer.status_code == 302, answer.context["form"].errors
    now = opened(client, page.address).form
    assert (now[first].value(), now[second].value()) == ("Their text", "My text")
