"""python -m drills.smtp_sink: a mail server that keeps a list, makes faults, and can be asked.

It takes mail over SMTP and notes each accepted one in its delivery log before it answers. Over
HTTP it tells whether it has accepted a mail: GET /?message_id=<...> is 200 or 404.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from aiosmtpd.smtp import SMTP

from drills.delivery_log import DeliveryLog, Entry
from drills.fault_plan import FaultPlan, MailFault, Odds

HERE = "127.0.0.1"
_MESSAGE_ID = re.compile(rb"(?im)^message-id:\s*(\S+)")
_BUSY = "451 4.3.0 Try again later"


class Reception:
    """Takes each mail as the fault plan says; aiosmtpd calls it at the final dot.

    It may think for a while before it accepts: the sender may have given up by then.
    """

    def __init__(self, log: DeliveryLog, plan: FaultPlan, thinks_for: float) -> None:
        self._log = log
        self._plan = plan
        self._thinks_for = thinks_for

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: ARG002, N802
        """Note the mail and say yes, or do worse."""
        fault = self._plan()
        if fault is MailFault.BUSY:
            return _BUSY
        if fault is MailFault.DROP_BEFORE:
            server.transport.abort()
            return _BUSY
        cut = fault is MailFault.DROP_AFTER
        await self._take(_entry(envelope, answered=not cut))
        if cut:
            server.transport.abort()
        return "250 2.0.0 Taken"

    async def _take(self, entry: Entry) -> None:
        if self._thinks_for:
            loop = asyncio.get_running_loop()
            loop.call_later(self._thinks_for, self._log.add, entry)
            await asyncio.sleep(self._thinks_for)
        else:
            self._log.add(entry)


def _entry(envelope: Any, *, answered: bool) -> Entry:
    found = _MESSAGE_ID.search(envelope.content)
    [address] = envelope.rcpt_tos
    return Entry(found[1].decode() if found else "", address, answered=answered)


class SlowSMTP(SMTP):
    """Answers every command after a delay, as a mail server far away does."""

    delay = 0.0

    async def push(self, status: Any) -> None:
        """Send a line; of an answer of several lines only the last waits."""
        if self.delay and not str(status).startswith("250-"):
            await asyncio.sleep(self.delay)
        await super().push(status)


@dataclass
class SmtpSink:
    """The two servers over one log."""

    log: DeliveryLog
    plan: FaultPlan
    delay: float = 0.0
    thinks_for: float = 0.0

    async def listen(self, smtp_port: int, http_port: int) -> tuple[int, int]:
        """Start listening, on any free port for 0, and return both ports."""
        loop = asyncio.get_running_loop()
        smtp = await loop.create_server(self._smtp, HERE, smtp_port)
        http = await asyncio.start_server(self._answer, HERE, http_port)
        return smtp.sockets[0].getsockname()[1], http.sockets[0].getsockname()[1]

    def _smtp(self) -> SlowSMTP:
        reception = Reception(self.log, self.plan, self.thinks_for)
        server = SlowSMTP(reception, hostname="sink.invalid")
        server.delay = self.delay
        return server

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one question and hang up."""
        asked = (await reader.readline()).decode("latin-1").split(" ")
        while (await reader.readline()).strip():
            pass
        status = "200 OK" if self._has(asked) else "404 Not Found"
        answer = f"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        writer.write(answer.encode())
        await writer.drain()
        writer.close()

    def _has(self, asked: Sequence[str]) -> bool:
        query = urlsplit(asked[1]).query if len(asked) > 1 else ""
        return self.log.has(parse_qs(query).get("message_id", [""])[0])


def main() -> int:
    """Serve until the process is ended."""
    chosen = _arguments().parse_args()
    odds = Odds(chosen.drop_after, chosen.drop_before, chosen.busy)
    plan = odds.plan(chosen.seed)
    sink = SmtpSink(DeliveryLog(chosen.log), plan, chosen.delay_ms / 1000, chosen.think_ms / 1000)
    asyncio.run(_serve(sink, chosen.port, chosen.http_port))
    return 0


async def _serve(sink: SmtpSink, smtp_port: int, http_port: int) -> None:
    smtp, http = await sink.listen(smtp_port, http_port)
    sys.stdout.write(f"ready smtp={smtp} http={http}\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m drills.smtp_sink", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="for SMTP (any free one)")
    parser.add_argument("--http-port", type=int, default=0, help="for questions (any free one)")
    parser.add_argument("--log", type=Path, required=True, help="the file of accepted mails")
    parser.add_argument("--delay-ms", type=float, default=0, help="before each answer")
    parser.add_argument("--think-ms", type=float, default=0, help="between dot and taking")
    parser.add_argument("--drop-after", type=float, default=0, help="share cut after accepting")
    parser.add_argument("--drop-before", type=float, default=0, help="share cut before accepting")
    parser.add_argument("--busy", type=float, default=0, help="share answered with 451")
    parser.add_argument("--seed", type=int, default=0, help="draws the same faults again")
    return parser


if __name__ == "__main__":
    sys.exit(main())
