"""Whether each mail went once: what the outbox says against what the mail server has."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from drills import delivery_log
from drills.delivery_log import Entry

RESEND, HOLD = "resend", "hold"


@dataclass(frozen=True)
class Row:
    """A message of the outbox at the end; a wrong one should never arrive."""

    address: str
    message_id: str
    state: str
    is_wrong: bool
    error: str


@dataclass(frozen=True)
class Result:
    """The figures of a drill.

    ``lost`` never arrived and nobody was told; ``held`` never arrived and are marked for a person.
    ``falsely_sent`` are sent by the outbox's word alone. ``strangers`` are mails that bear another
    Message-ID than their row: the reader's own mail server could not drop such a double.
    """

    expected: int
    delivered: int
    lost: int
    duplicated: int
    falsely_sent: int
    wrong: int
    held: int
    strangers: int
    cut_after_accepting: int

    def is_kept(self, policy: str, *, hit: int) -> bool:
        """Whether that is what this policy stands for; ``hit`` is how many processes were hurt."""
        doubles = hit + self.cut_after_accepting if policy == RESEND else 0
        held = self.held if policy == HOLD else 0
        broken = (self.lost, self.falsely_sent, self.wrong, self.strangers, self.held - held)
        return not any(broken) and self.duplicated <= doubles


def judge(rows: Sequence[Row], accepted: Sequence[Entry]) -> Result:
    """Compare by address: every reader has one mail to get and an address of their own."""
    identity = {row.address: row.message_id for row in rows}
    arrived = Counter(entry.address for entry in accepted)
    right = [row for row in rows if not row.is_wrong]
    missing = [row for row in right if row.address not in arrived]
    held = [row for row in missing if row.state == "unconfirmed"]
    return Result(
        expected=len(right),
        delivered=len(right) - len(missing),
        lost=len(missing) - len(held),
        duplicated=sum(count - 1 for count in arrived.values()),
        falsely_sent=sum(row.state == "sent" and row.address not in arrived for row in rows),
        wrong=sum(arrived[row.address] for row in rows if row.is_wrong),
        held=len(held),
        strangers=sum(identity.get(entry.address) != entry.message_id for entry in accepted),
        cut_after_accepting=sum(not entry.answered for entry in accepted),
    )


def of(outcome: Path, accepted: Path) -> Result:
    """Judge by what the outbox printed and what the mail server noted."""
    lines = outcome.read_text().splitlines()
    return judge([Row(**json.loads(line)) for line in lines], delivery_log.read(accepted))
