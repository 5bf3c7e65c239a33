"""A mail server that can be asked what it took: a real one that speaks HTTP."""

import socketserver
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest

from notifications.operations import lookup


@pytest.mark.parametrize(("url", "can"), [("", False), ("http://127.0.0.1:1/taken", True)])
def test_it_can_be_asked_where_the_installation_says_so(settings, url, can):
    settings.OUTBOX_LOOKUP_URL = url

    assert lookup.can_be_asked() == can


@pytest.mark.parametrize(
    ("status", "taken"),
    [(200, True), (204, True), (404, False), (403, None), (410, None), (500, None), (503, None)],
)
def test_its_answer_is_a_status(lookup_server, status, taken):
    lookup_server.answers["<a.1@example.org>"] = status

    assert lookup.has_taken("<a.1@example.org>") is taken
    assert lookup_server.asked == ["<a.1@example.org>"]


def test_the_identity_arrives_whole(lookup_server):
    lookup.has_taken("<a+b&c.1@example.org>")

    assert lookup_server.asked == ["<a+b&c.1@example.org>"]


def test_one_that_is_not_there_cannot_tell(settings):
    settings.OUTBOX_LOOKUP_URL = "http://127.0.0.1:1/taken"

    assert lookup.has_taken("<a.1@example.org>") is None


def test_one_that_answers_too_late_cannot_tell(lookup_server, monkeypatch):
    monkeypatch.setattr(lookup, "_ANSWERS_WITHIN", 0.2)
    lookup_server.waits = 0.6

    assert lookup.has_taken("<a.1@example.org>") is None


def test_one_that_hangs_up_cannot_tell(settings):
    class HangsUp(BaseHTTPRequestHandler):
        def do_GET(self):
            assert parse_qs(urlsplit(self.path).query)
            self.close_connection = True

        def log_message(self, *_args):
            return

    server = HTTPServer(("127.0.0.1", 0), HangsUp)
    Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
    settings.OUTBOX_LOOKUP_URL = f"http://127.0.0.1:{server.server_port}/"
    try:
        assert lookup.has_taken("<a.1@example.org>") is None
    finally:
        server.shutdown()
        server.server_close()


def test_one_that_speaks_no_http_cannot_tell(settings):
    with socketserver.TCPServer(("127.0.0.1", 0), Babbles) as server:
        Thread(target=server.handle_request, daemon=True).start()
        settings.OUTBOX_LOOKUP_URL = f"http://127.0.0.1:{server.server_address[1]}/"

        assert lookup.has_taken("<a.1@example.org>") is None


class Babbles(socketserver.StreamRequestHandler):
    """Answers with what is no answer."""

    def handle(self):
        self.rfile.readline()
        self.wfile.write(b"220 this is a mail server\r\n\r\n")
