"""How large a mail becomes that carries others."""

from datetime import UTC, datetime

from notifications import letters
from notifications.letters import Kind, Letter, Link, Part
from notifications.operations import bundles
from notifications.operations.sending import send_batch
from tests.factories.notifications import MessageFactory, RecipientFactory

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)


def test_a_mail_with_the_questions_of_a_day_stays_below_ten_kilobytes(db, sink, a_question):
    def compose(message):
        links = tuple(Link("On track", f"https://x.example.org/u/{'t' * 43}?s={n}") for n in "abcd")
        return Letter(subject="How is it going?", parts=(Part("w" * 300, links=links),))

    letters.register(Kind(a_question, "A question", compose, is_question=True))
    reader = RecipientFactory()
    MessageFactory.create_batch(12, recipient=reader, kind=a_question)
    bundles.gather(now=NOW)

    send_batch(clock=lambda: NOW)

    [(_, octets)] = sink.taken
    assert len(octets) < 10_000
