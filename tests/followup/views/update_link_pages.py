"""Links as a mail holds them, for their tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from django.urls import reverse

from accounts.enums import LinkPurpose
from accounts.operations import links
from partnerships.enums import Answer
from tests.factories.network import FocalPointFactory

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)


def token_for(target, person=None, *, days=21) -> str:
    link = links.issue(
        purpose=LinkPurpose.UPDATE_PROGRESS,
        holder=person or target.person,
        target=target,
        expires_at=NOW + timedelta(days=days),
    )
    return links.token_of(link)


def answering_in(pairing):
    """Return somebody who answers for a side of ``pairing``."""
    return FocalPointFactory(organization=pairing.parties.first().organization).person


def address(token: str, page: str = "update-by-link") -> str:
    return reverse(f"followup:{page}", args=[token])


def answered(answer=Answer.DONE, **more):
    return {"answer": answer, "submission": str(uuid4()), **more}
