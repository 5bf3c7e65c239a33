"""What a mail server may do to a mail besides taking it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum


class MailFault(Enum):
    """How one mail fares badly; the sender sees the same in the first two."""

    DROP_AFTER = "accepted, then the connection is cut before the answer"
    DROP_BEFORE = "the connection is cut at the final dot, and nothing was accepted"
    BUSY = "451: try again later"


# Asked once a mail; None lets the mail through.
FaultPlan = Callable[[], MailFault | None]


@dataclass(frozen=True)
class Odds:
    """How often each fault comes: a share of all mails."""

    drop_after: float = 0.0
    drop_before: float = 0.0
    busy: float = 0.0

    def plan(self, seed: int) -> FaultPlan:
        """Return a plan that draws by these odds, the same for the same seed."""
        dice = random.Random(seed)  # noqa: S311 - no secret hangs on it
        shares = (self.drop_after, self.drop_before, self.busy)
        chances = dict(zip(MailFault, shares, strict=True))

        def draw() -> MailFault | None:
            thrown = dice.random()
            for fault, chance in chances.items():
                if thrown < chance:
                    return fault
                thrown -= chance
            return None

        return draw
