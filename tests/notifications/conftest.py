"""A mail server that does what it is told, and a kind of mail for tests."""

from __future__ import annotations

import asyncio
import contextlib
import time
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest
from aiosmtpd.controller import Controller

from notifications import mails
from notifications.mails import Kind, Mail, Section

SERVER = "127.0.0.1"


class Sink:
    """Takes every mail; the address says where it makes trouble instead."""

    def __init__(self):
        self.taken = []
        self.connections = 0
        self.options = []
        self.mails_a_connection, self.farewell = None, ""

    @property
    def mails(self):
        """The mails that were answered with "yes" or kept without an answer, parsed."""
        return [message_from_bytes(octets, policy=policy.default) for _, octets in self.taken]

    @property
    def addresses(self):
        return [address for address, _ in self.taken]

    async def handle_EHLO(self, server, session, envelope, hostname, responses):  # noqa: N802
        self.connections += 1
        session.host_name = hostname
        session.mails = 0
        return responses

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802
        if session.mails == self.mails_a_connection:
            if not self.farewell:
                server.transport.abort()
            return self.farewell or "421 Bye"
        session.mails += 1
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        trouble = {
            "nobody": "550 5.1.1 No such user here",
            "unknown": "550 No such user here",
            "relaying": "550 5.7.1 Relaying denied",
            "sender": "550 5.1.8 Sender address rejected: Domain not found",
            "later": "451 4.3.0 Try again later",
        }.get(address.partition("@")[0])
        if trouble:
            return trouble
        if address.startswith("cut@"):
            server.transport.abort()
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        [address] = envelope.rcpt_tos
        if address.startswith("spam@"):
            return "554 5.6.0 Not with these words"
        if address.startswith("busy@"):
            return "452 4.3.1 Disk full"
        self.taken.append((address, envelope.content))
        self.options.append(envelope.mail_options)
        if address.startswith("slow@"):
            await asyncio.sleep(0.5)
        if address.startswith("silent@"):
            server.transport.abort()
        return "250 Taken"


class _AnyPort(Controller):
    """Listens on the port that the system gives."""

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextlib.contextmanager
def listening(sink):
    controller = _AnyPort(sink, hostname=SERVER, port=0)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


@pytest.fixture
def sink(settings):
    """Return a mail server on this machine, which the site's settings name."""
    sink = Sink()
    with listening(sink) as port:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = SERVER, port
        settings.EMAIL_TIMEOUT = 5
        yield sink


class LookupServer:
    """What a mail server that can be asked answers, by Message-ID, and what it was asked."""

    def __init__(self):
        self.answers, self.asked, self.waits = {}, [], 0

    def answer(self, path):
        [identity] = parse_qs(urlsplit(path).query)["message_id"]
        self.asked.append(identity)
        time.sleep(self.waits)
        return self.answers.get(identity, 404)


@pytest.fixture
def lookup_server(settings):
    """Return a mail server that answers over HTTP whether it took a mail; by default never."""
    lookup = LookupServer()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(lookup.answer(self.path))
            self.end_headers()

        def log_message(self, *_args):
            return

    server = ThreadingHTTPServer((SERVER, 0), Handler)
    Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
    settings.OUTBOX_LOOKUP_URL = f"http://{SERVER}:{server.server_port}/taken"
    yield lookup
    server.shutdown()
    server.server_close()


@pytest.fixture(autouse=True)
def test_mails():
    """Let messages of the kind "notifications.test" say what their reason says."""

    def compose(message):
        if message.reason == "Impossible":
            raise ValueError("The facts contradict each other")
        if message.reason == "Nothing to say":
            return None
        return Mail(subject=f"About {message.reason}", sections=(Section(message.reason),))

    mails.register(Kind("notifications.test", "Test message", compose))
    yield compose
    del mails._KINDS["notifications.test"]


@pytest.fixture
def a_question(test_mails):
    """Let there be a kind that goes with others in one mail a day; return its key."""
    mails.register(Kind("notifications.question", "A question", test_mails, is_question=True))
    yield "notifications.question"
    del mails._KINDS["notifications.question"]


@pytest.fixture
def a_duty(test_mails):
    """Let there be a kind that cannot be turned off; return its key."""
    mails.register(Kind("notifications.duty", "A duty", test_mails, may_be_off=False))
    yield "notifications.duty"
    del mails._KINDS["notifications.duty"]
