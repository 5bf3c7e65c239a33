"""The questions of a list are its own and written as in any form; menus are read together."""

from __future__ import annotations

from datetime import date

import pytest
from crispy_forms.templatetags.crispy_forms_filters import as_crispy_field
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertHTMLEqual

from core.filters import Menus
from core.pickers import FEW, Finder
from core.templatetags.ui import filter_bar, questions
from events.filters import EventFilter
from events.models import Event
from network.models import Country, Programme
from tests.factories import roles
from tests.factories.partnerships import PairingFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 30)


def of_events(asked="", user=None):
    user = user or roles.staff()
    return EventFilter(QueryDict(asked), Event.objects.all(), today=TODAY, user=user)


def test_what_one_list_sets_on_its_questions_holds_for_no_other():
    one, other = of_events(), of_events()
    one.filters["programme"].offer(Programme.objects.none())
    one.filters["pairing"].records = None

    assert one.filters["programme"].extra["offered"] is not other.filters["programme"].extra
    assert other.filters["pairing"].records is not None
    assert "offered" not in EventFilter.base_filters["programme"].extra
    # A method that is called by its name is that of its own list.
    assert one.filters["to"].filter.method.__self__ is one
    assert other.filters["to"].filter.method.__self__ is other


@pytest.mark.parametrize("asked", ["", "from=2026-01-02&state=held&q=a+%3Cb", "kind=no-such-kind"])
def test_a_question_of_a_filter_is_written_as_in_any_form(asked):
    user = roles.staff()
    plain, written = of_events(asked, user).form, of_events(asked, user).form
    names = [each.name for each in plain.visible_fields()]

    assert {"q", "kind", "from", "state"} <= set(names)
    for name in names:
        assertHTMLEqual(questions.question(written[name]), as_crispy_field(plain[name]))


def test_what_only_links_ask_stands_in_the_form_where_it_is_asked(rf):
    def names(address):
        request = rf.get(f"/workshops/{address}")
        form = of_events(address.removeprefix("?")).form
        return {
            part.split('"')[0] for part in filter_bar({"request": request}, form).split('name="')
        }

    assert not {"report_due", "organization", "phase"} & names("")
    assert {"report_due", "phase"} & names("?report_due=1") == {"report_due"}


@pytest.mark.parametrize("more", [0, 1])
def test_menus_and_pickers_are_read_in_one_statement(more):
    for _pairing in range(FEW + more):
        PairingFactory()
    form = of_events().form
    with CaptureQueriesContext(connection) as asked:
        Menus(form)
        written = {each.name: questions.question(each) for each in form.visible_fields()}

    assert len(asked) == 1
    assert isinstance(form.fields["pairing"].widget, Finder) == bool(more)
    assert written["pairing"].count("<option") == (0 if more else FEW + 1)
    assert written["country"].count("<option") == Country.objects.count() + 1
