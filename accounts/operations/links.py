"""Links in mails: issued, found again, used and revoked."""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import datetime
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from django.utils.crypto import salted_hmac

from accounts.enums import LinkPurpose
from accounts.models import ActionLink, User
from core.db import locked

_SALT = "accounts.ActionLink"
# 256 bits in base64, without the padding.
_WHOLE = re.compile(r"[A-Za-z0-9_-]{43}")


@transaction.atomic
def issue(
    *,
    purpose: LinkPurpose,
    holder: Model,
    target: Model,
    expires_at: datetime,
    by: User | None = None,
) -> ActionLink:
    """Return a link by which ``holder`` may do one thing to one record until ``expires_at``.

    A link that already lasts as long is given again: a mail that is composed twice has the same
    bytes. A shorter one is left to run out beside the new one; no old link is ever prolonged.
    """
    holder_type, target_type = _type_of(holder), _type_of(target)
    lasting = ActionLink.objects.filter(
        purpose=purpose,
        holder_type=holder_type,
        holder_id=holder.pk,
        target_type=target_type,
        target_id=target.pk,
        expires_at__gte=expires_at,
        revoked_at=None,
    )
    for link in lasting.order_by("pk"):
        if link.token_hash == _hash(token_of(link)):
            return link
    nonce = uuid4()
    return ActionLink.objects.create(
        purpose=purpose,
        nonce=nonce,
        token_hash=_hash(_token(nonce.bytes)),
        holder_type=holder_type,
        holder_id=holder.pk,
        target_type=target_type,
        target_id=target.pk,
        issued_by=by,
        expires_at=expires_at,
    )


def token_of(link: ActionLink) -> str:
    """Return the secret part of the link's address; it is derived, never kept."""
    return _token(link.nonce.bytes)


def is_cut(token: str) -> bool:
    """Say whether ``token`` is none of ours because a mail program cut it off or added to it."""
    return _WHOLE.fullmatch(token) is None


def find(token: str) -> ActionLink | None:
    """Return the link that ``token`` belongs to, usable or not."""
    return ActionLink.objects.filter(token_hash=_hash(token)).first()


@transaction.atomic
def revoke(link: ActionLink, *, now: datetime) -> ActionLink:
    """Close the link for good; a second time changes nothing."""
    link = locked(link)
    if link.revoked_at is None:
        link.revoked_at = now
        link.save(update_fields=["revoked_at", "updated_at"])
    return link


@transaction.atomic
def revoke_all(holder: Model, *, now: datetime) -> int:
    """Close every link that ``holder`` was given; return how many were open."""
    held = ActionLink.objects.filter(
        holder_type=_type_of(holder), holder_id=holder.pk, revoked_at=None
    )
    return held.update(revoked_at=now, updated_at=now)


@transaction.atomic
def used(link: ActionLink, *, now: datetime) -> ActionLink:
    """Note that the link's form was sent; until it expires the answer may be changed."""
    link = locked(link)
    link.last_used_at = now
    link.save(update_fields=["last_used_at", "updated_at"])
    return link


def _type_of(record: Model) -> ContentType:
    return ContentType.objects.get_for_model(record)


def _token(nonce: bytes) -> str:
    """Return 256 bits that only the holder of the site's secret can derive from the nonce."""
    mac = salted_hmac(_SALT, nonce, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(mac).rstrip(b"=").decode()


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
