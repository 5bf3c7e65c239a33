"""What every mail of the site says of itself, and where a request comes from."""

from dataclasses import dataclass

# No person wrote it: programs that answer for people who are away stay silent (RFC 3834 and, for
# Outlook and Exchange, MS-OXCMAIL 2.1.3.2.10).
BY_ITSELF = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


@dataclass(frozen=True)
class Visit:
    """Where a request comes from: the network, and what the browser says of itself."""

    network: str = ""
    agent: str = ""


# The permission that is a duty; who has it is said where roles are known (network/rules.py).
MUST_USE_TWO_STEPS = "accounts.must_use_two_steps"
# Under this name a session keeps that its user has a second step.
HAS_SECOND_STEP = "has_second_step"
