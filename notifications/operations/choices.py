"""How a person wants the mails of each kind: at once, once a week, or not at all."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.db import key_in, locked
from core.errors import DomainError
from notifications import mails
from notifications.enums import Choice, MessageState
from notifications.models import Message, Preference, Recipient

_TAKEN_OUT = (MessageState.CANCELLED, MessageState.EXPIRED, MessageState.FAILED)
_SIGNER = Signer(salt="notifications.choices")


class NoChoiceError(DomainError):
    """Mails of this kind cannot be turned off: they say that a meeting changed."""


@transaction.atomic
def choose(
    recipient: Recipient, choices: Mapping[str, str], *, by: User | str | None
) -> list[Preference]:
    """Keep how ``recipient`` wants each kind in ``choices``; kinds that are not named stay.

    :raises NoChoiceError: if one of the kinds cannot be turned off.
    """
    if not choices.keys() <= {kind.key for kind in mails.optional()}:
        raise NoChoiceError(_("You always get these mails. They say that a meeting has changed."))
    recipient = locked(recipient)
    recipient.preferences.filter(kind__in=list(choices)).delete()
    unusual = {kind: choice for kind, choice in choices.items() if choice != Choice.AT_ONCE}
    return Preference.objects.bulk_create(
        Preference(recipient=recipient, kind=kind, choice=Choice(choice))
        for kind, choice in sorted(unusual.items())
    )


def chosen(recipient: Recipient) -> dict[str, Choice]:
    """Return how ``recipient`` wants the mails of each kind that may be turned off."""
    unusual = dict(recipient.preferences.values_list("kind", "choice"))
    return {kind.key: Choice(unusual.get(kind.key, Choice.AT_ONCE)) for kind in mails.optional()}


def turn_off(message: Message, *, by: User | str | None) -> list[Preference]:
    """Turn off the kinds that came with one mail: one click in a mail program does this."""
    return choose(message.recipient, dict.fromkeys(kinds_in(message), Choice.OFF), by=by)


def kinds_in(message: Message) -> list[str]:
    """Return the kinds of what came with a mail that may be turned off."""
    came = message.items.exclude(state__in=_TAKEN_OUT)
    found = set(came.values_list("kind", flat=True)) or {message.kind}
    return sorted(found & {kind.key for kind in mails.optional()})


def token_of(message: Message) -> str:
    """Return the signed name of a mail; whoever holds it may choose how its reader gets mails.

    It opens nothing else and never ends: a link to turn mails off must work for years.
    """
    return _SIGNER.sign(str(message.pk))


def find(token: str) -> Message | None:
    """Return the mail that ``token`` names, if it is one of ours."""
    try:
        pk = key_in(_SIGNER.unsign(token))
    except BadSignature:
        return None
    found = Message.objects.select_related("recipient")
    return found.filter(pk=pk).first() if pk else None
