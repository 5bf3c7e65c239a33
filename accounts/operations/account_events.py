"""The log of sign-ins: what happens to accounts, kept for a while, and told to their owners.

Who signs in waits for no mail server: a row waits for the mail, and a task finds it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from ipaddress import ip_network

from accounts import mails, wording
from accounts.enums import AccountEventKind as Kind
from accounts.models import AccountEvent, User
from accounts.operations import due_mails
from accounts.terms import Visit

# So long a device and a network count as the account's own.
KNOWN_FOR = timedelta(days=90)
# Whoever has not been told by then looks at the log.
TOLD_WITHIN = timedelta(days=2)


def note(user: User, kind: Kind, visit: Visit, *, now: datetime, told_to: str = "") -> AccountEvent:
    """Keep what happened; the owner is told of what changes how the account is protected.

    ``told_to`` is where the mail goes if not to the address of the account.
    """
    must_be_told = kind in wording.SUBJECTS and (
        kind != Kind.SIGNED_IN or _is_new(user, visit, now)
    )
    return AccountEvent.objects.create(
        user=user,
        kind=kind,
        at=now,
        network=visit.network,
        agent=visit.agent,
        due_at=now if must_be_told else None,
        told_to=told_to,
    )


def note_act(user: User, kind: Kind, *, by: User | None, detail: str = "") -> AccountEvent:
    """Keep what somebody did about the account of ``user``, and of a role which it is."""
    return AccountEvent.objects.create(user=user, kind=kind, by=by, detail=detail)


def signed_in_from(email: str, network: str, *, now: datetime) -> bool:
    """Say whether the account with this address signed in from this network lately."""
    lately = AccountEvent.objects.filter(kind=Kind.SIGNED_IN, at__gt=now - KNOWN_FOR)
    return lately.filter(user__email=email, network=network).exists()


def send_due(*, now: datetime) -> int:
    """Send the mails to owners that are due; return how many went."""
    waiting = AccountEvent.objects.filter(due_at__isnull=False)
    waiting.filter(at__lte=now - TOLD_WITHIN).update(due_at=None)
    return due_mails.send(
        waiting,
        write=lambda event: [mails.notice(event)] if event.user.is_active else [],
        done=lambda sent: sent.update(due_at=None, told_to=""),
        now=now,
    )


def _is_new(user: User, visit: Visit, now: datetime) -> bool:
    """Say whether the account was never used on such a device, or in such a part of the net.

    Telephones get another address each hour: what counts is the neighbourhood. The first sign-in
    of all is nobody else's.
    """
    past = user.account_events.filter(kind=Kind.SIGNED_IN)
    seen = past.filter(at__gt=now - KNOWN_FOR).values_list("network", "agent").distinct()
    networks, devices = set(), set()
    for network, agent in seen:
        networks.add(_neighbourhood(network))
        devices.add(wording.device(agent))
    is_known = _neighbourhood(visit.network) in networks and wording.device(visit.agent) in devices
    return not is_known and past.exists()


def _neighbourhood(network: str) -> str:
    if not network:
        return ""
    prefix = 32 if ":" in network else 16
    return str(ip_network(f"{network.partition('/')[0]}/{prefix}", strict=False))
