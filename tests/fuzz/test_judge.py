"""The judge of the fuzz finds what it is there to find, and nothing else."""

from __future__ import annotations

import pytest
from django.http import HttpResponse

from tests.fuzz.asks import Ask
from tests.fuzz.judge import Judge, is_ours
from tests.fuzz.pages import read

SEALED = "md5$abc$def"


def kinds(response: HttpResponse, role: str = "official") -> list[str]:
    judge = Judge(role, frozenset({SEALED}))
    return [each.kind for each in judge.findings(response, "/")]


@pytest.mark.parametrize(
    ("response", "found"),
    [
        (HttpResponse("<p>&lt;zqx&gt; Canarymark College</p>"), []),
        (HttpResponse(status=500), ["server error"]),
        (HttpResponse("<p>Canarymark workshop</p>"), ["leak"]),
        (HttpResponse("<p>Plantedmark Spy</p>"), ["leak"]),
        (HttpResponse(f"<p>{SEALED}</p>"), ["leak"]),
        (HttpResponse("<p><zqx></p>"), ["raw markup"]),
        (HttpResponse("<p>{%zqx</p>"), ["raw markup"]),
        (HttpResponse('<a href="javascript:zqx()">'), ["raw markup"]),
        (HttpResponse("a,=zqx()\r\n", content_type="text/csv"), ["formula"]),
        (HttpResponse("a,'=zqx()\r\n", content_type="text/csv"), []),
        (HttpResponse(status=302, headers={"Location": "/\\zqx.example/"}), ["open redirect"]),
        (HttpResponse(status=302, headers={"Location": "/?next=//zqx.example"}), []),
        (HttpResponse(headers={"Zqx-Injected": "1"}), ["header injection"]),
    ],
)
def test_what_is_wrong_is_found(response, found):
    assert kinds(response) == found


def test_staff_see_the_records_of_all_but_no_hash():
    assert kinds(HttpResponse("Canarymark workshop"), "staff") == []
    assert kinds(HttpResponse(SEALED), "staff") == ["leak"]


@pytest.mark.parametrize("place", ["//a", "\\\\a", "/\t/a", "///a", "https:a", "ftp://testserver"])
def test_a_way_elsewhere_is_none_of_ours(place):
    assert not is_ours(place)
    assert all(map(is_ours, ("http://testserver/a//b", "/a", "")))


def test_a_form_is_read_as_a_browser_would_send_it():
    page = read(
        '<form method="post" action="/b/"><input name="a" value="1"><textarea name="t">x</textarea>'
        '<input type="radio" name="r" value="2"><input type="file" name="f">'
        '<select name="s"><option value="3" selected><option value="4"></select></form>'
        '<a href="?sort=name">x</a>',
        "/a/",
    )
    [form] = page.forms

    assert (form.method, form.path, form.files) == ("POST", "/b/", ("f",))
    assert form.fields == (("a", "1"), ("t", "x"), ("s", "3"))
    assert form.options == {"r": ("2",), "s": ("3", "4")}
    assert page.parameters == (("sort", "name"),)


def test_a_request_is_made_smaller_by_each_of_its_parts():
    ask = Ask("POST", "/a/", fields=(("b", "1"), ("c", "\0")), headers=(("X-A", "1"),))

    smaller = list(ask.smaller())
    assert [len(each.fields) + len(each.headers) for each in smaller] == [2, 2, 2]
    assert "b=1&c=%00" in ask.line()
