"""Links look alike on every page."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.template import Context, Template


@pytest.fixture(autouse=True)
def _addresses(settings) -> None:
    settings.ROOT_URLCONF = "allauth.urls"


def rendered(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


def test_a_page_link_leads_to_the_record_and_names_the_language_of_its_words():
    record = SimpleNamespace(get_absolute_url=lambda: "/x/?a&b")

    shown = rendered("{% page_link record text %}", record=record, text="<b> ຂ")

    assert shown == '<a href="/x/?a&amp;b">&lt;b&gt; <span lang="lo">ຂ</span></a>'


def test_a_button_is_a_link_of_its_tone():
    assert rendered('{% button "account_login" label="Sign in" %}') == (
        '<a class="btn btn-secondary" href="/login/">Sign in</a>'
    )


def test_a_link_may_say_to_those_who_only_hear_it_what_it_is_about():
    source = '{% link "account_login" label="End" about=": "|add:name look="small" a="x y" b=2 %}'

    assert rendered(source, name="<b>") == (
        '<a class="small" href="/login/?a=x+y&amp;b=2">End'
        '<span class="visually-hidden">: &lt;b&gt;</span></a>'
    )


def test_a_button_may_be_small_with_a_shape_and_say_more_in_its_address():
    shown = rendered(
        '{% button "account_login" label="Add" tone="primary" small=True icon="plus" a=1 %}'
    )

    assert shown.startswith('<a class="btn btn-primary btn-sm" href="/login/?a=1"><svg')
    assert shown.endswith("</svg>Add</a>")


@pytest.mark.parametrize(("folded", "when"), [("", "load"), ("folded=True", "toggle from:")])
def test_a_part_of_a_page_is_a_link_until_it_comes(folded, when):
    shown = rendered('{% part "account_login" label="Show it" ' + folded + " %}")

    assert '<a href="/login/">Show it</a>' in shown
    assert f'hx-get="/login/" hx-trigger="{when}' in shown


def test_a_page_link_may_have_a_look_of_its_own():
    record = SimpleNamespace(get_absolute_url=lambda: "/x/")

    shown = rendered('{% page_link record "Name" look="rows-title" %}', record=record)

    assert shown == '<a class="rows-title" href="/x/">Name</a>'
