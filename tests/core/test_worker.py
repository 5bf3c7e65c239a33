"""The worker that shows kept pages is found by a browser, and asked for anew each time."""

from __future__ import annotations

import pytest
from django.contrib.staticfiles import finders
from django.test import Client


def test_it_stands_at_the_root_for_everybody():
    response = Client().get("/sw.js")

    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/javascript")
    assert response["Cache-Control"] == "no-cache"
    assert response["Service-Worker-Allowed"] == "/"
    assert "default-src 'self'" in response["Content-Security-Policy"]
    assert b"fetch" in response.content


def test_it_is_only_read():
    assert Client().post("/sw.js").status_code == 405


@pytest.mark.usefixtures("db")
def test_where_it_was_not_built_there_is_none(monkeypatch):
    monkeypatch.setattr(finders, "find", lambda _name: None)

    assert Client().get("/sw.js").status_code == 404
