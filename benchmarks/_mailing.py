"""Ten thousand due reminders through real processes, against a bare loop with the same bytes."""

from __future__ import annotations

import signal
import smtplib
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from _crowd import due_now
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone, translation

from launcher import processes
from launcher.places import PYTHON
from notifications import mails
from notifications.models import Message
from notifications.operations.render import render_email

CELERY = (PYTHON, "-m", "celery", "--app=config.celery:app", "--quiet")
WORKER = (*CELERY, "worker", "--without-mingle", "--without-gossip", "--loglevel=WARNING")
PROGRAMS = {
    "worker": (*WORKER, "-Q", "default", "-c", "1", "-n", "default@%h"),
    "mail": (*WORKER, "-Q", "mail", "-c", "4", "-n", "mail@%h"),
    "beat": (*CELERY, "beat", "--pidfile=", "--loglevel=WARNING"),
}
GIVES_UP_AFTER = 1200.0
# Looking costs processor time that the senders need.
LOOK_EVERY = 1.0
# The bytes of so many mails are written again for the bare loop, which sends them in turn.
SAMPLE = 500


@dataclass(frozen=True)
class Mailing:
    """What one mailing cost: mails a second of the outbox and of a bare loop, memory in MB."""

    mails: int
    mails_per_second: float
    bare_mails_per_second: float
    worker_mb_early: float
    worker_mb_late: float

    @property
    def ratio(self) -> float:
        """How near the outbox comes to a loop that keeps no record."""
        return round(self.mails_per_second / self.bare_mails_per_second, 2)


@dataclass
class _Watch:
    """Looks at the outbox and at the senders while a mailing runs."""

    senders: psutil.Process
    seen: list[tuple[float, int]] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)

    def look(self) -> int:
        """Note how many mails have gone and what the fattest sender weighs."""
        gone = Message.objects.filter(state="sent").count()
        if gone:
            self.seen.append((time.monotonic(), gone))
            weights = [child.memory_info().rss for child in self.senders.children()]
            self.memory.append(max(weights, default=0) / 1e6)
        return gone

    def rate(self) -> float:
        """Return mails a second from the first look with mails to the last."""
        (begun, before), (ended, after) = self.seen[0], self.seen[-1]
        return (after - before) / (ended - begun)


def measure(mails: int, *, delay_ms: float, bare_mails: int) -> Mailing:
    """Send ``mails`` reminders, then ``bare_mails`` of the same bytes by a bare loop."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        port = stack.enter_context(_sink(folder, delay_ms))
        due_now(mails)
        with _programs(folder, port) as senders:
            watch = _send_all(mails, senders)
        bare = _bare_rate(_bytes_again(SAMPLE), bare_mails, port)
    early = watch.memory[len(watch.memory) // 4]
    return Mailing(
        mails=mails,
        mails_per_second=round(watch.rate(), 1),
        bare_mails_per_second=round(bare, 1),
        worker_mb_early=round(early, 1),
        worker_mb_late=round(watch.memory[-1], 1),
    )


def _send_all(mails: int, senders: psutil.Process) -> _Watch:
    watch, ends_at = _Watch(senders), time.monotonic() + GIVES_UP_AFTER
    while watch.look() < mails:
        if time.monotonic() > ends_at:
            raise TimeoutError(f"{watch.look()} of {mails} mails went in {GIVES_UP_AFTER:.0f} s")
        time.sleep(LOOK_EVERY)
    return watch


@contextmanager
def _sink(folder: Path, delay_ms: float) -> Iterator[int]:
    """Run the mail server of the drills and return its port."""
    words = folder / "sink.out"
    options = ("--log", str(folder / "deliveries"), "--delay-ms", str(delay_ms))
    process = processes.spawn((PYTHON, "-m", "drills.smtp_sink", *options), log=words)
    try:
        while "smtp=" not in (said := words.read_text()):
            time.sleep(0.05)
        yield int(said.split("smtp=")[1].split()[0])
    finally:
        processes.end(process, by=signal.SIGTERM, within=5)


@contextmanager
def _programs(folder: Path, port: int) -> Iterator[psutil.Process]:
    """Run workers and beat against the mail server at ``port``; return the mail worker."""
    import os  # noqa: PLC0415 - the environment of now

    environment = {**os.environ, "EMAIL_URL": f"smtp://127.0.0.1:{port}", "OUTBOX_TICK": "5"}
    running = {
        name: processes.spawn(command, log=folder / f"{name}.log", env=environment)
        for name, command in PROGRAMS.items()
    }
    try:
        yield psutil.Process(running["mail"].pid)
    finally:
        for process in running.values():
            processes.ask_to_end(process, by=signal.SIGTERM)
        for process in running.values():
            processes.see_it_ended(process, within=20)


def _bytes_again(count: int) -> list[tuple[str, bytes]]:
    """Write the mails of the outbox again: the address and the bytes of each."""
    sent = Message.objects.filter(state="sent").select_related("recipient").order_by("pk")[:count]
    written = [(message.to_address, _written(message)) for message in sent]
    if any(mail is None for _, mail in written):
        raise RuntimeError("a mail that was sent cannot be written again")
    return [(to, mail.message().as_bytes(linesep="\r\n")) for to, mail in written if mail]


def _written(message: Message) -> EmailMultiAlternatives | None:
    kind = mails.kind_of(message.kind)
    with translation.override(message.recipient.spoken), timezone.override("Asia/Bangkok"):
        mail = kind.compose(message) if kind else None
        return render_email(message, mail) if mail else None


def _bare_rate(mails: list[tuple[str, bytes]], count: int, port: int) -> float:
    """Return mails a second of smtplib alone: one connection, no database, no outbox."""
    with smtplib.SMTP("127.0.0.1", port) as server:
        begun = time.monotonic()
        for number in range(count):
            to, octets = mails[number % len(mails)]
            server.sendmail("noreply@localhost", [to], octets)
        return count / (time.monotonic() - begun)
