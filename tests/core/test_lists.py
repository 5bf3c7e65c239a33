"""A list is handed out page by page, and whole as a file."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.utils.translation import gettext_lazy as _

from core.lists import page_of, sheet
from core.pages import A_PAGE
from tests.factories.accounts import UserFactory


@pytest.mark.parametrize(("asked", "first"), [("", 0), ("2", A_PAGE), ("none", 0)])
def test_a_page_of_rows_is_the_one_that_the_address_asks_for(rf, asked, first):
    page = page_of(rf.get("/", {"page": asked}), range(60))

    assert next(iter(page)) == first
    assert len(page) == A_PAGE


@pytest.fixture
def request_of_somebody(rf, db):
    request = rf.get("/")
    request.user = UserFactory()
    return request


def test_a_file_has_a_column_for_each_word_and_a_row_for_each_record(request_of_somebody):
    columns = ((_("Name"), lambda row: row.name), (_("People"), lambda row: row.people))
    records = [SimpleNamespace(name="Workshop", people=3), SimpleNamespace(name="=1", people=None)]

    file = sheet(request_of_somebody, ("workshops", columns), records)

    assert file["Content-Type"] == "text/csv; charset=utf-8"
    assert file["Content-Disposition"] == 'attachment; filename="workshops.csv"'
    assert file.getvalue().decode("utf-8-sig") == "Name,People\r\nWorkshop,3\r\n'=1,\r\n"


def test_who_takes_one_file_after_the_other_waits_and_nobody_else(request_of_somebody, settings):
    settings.ACCOUNT_RATE_LIMITS = {"download": "2/h/user"}
    file = ("workshops", ((_("Name"), str),))

    taken = [sheet(request_of_somebody, file, []).status_code for _time in range(3)]
    request_of_somebody.user = UserFactory()

    assert taken == [200, 200, 429]
    assert sheet(request_of_somebody, file, []).status_code == 200
