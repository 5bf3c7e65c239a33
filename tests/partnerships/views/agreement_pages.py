"""The addresses and the sheet of agreements, for their tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from tests.factories.partnerships import AgreementTypeFactory

if TYPE_CHECKING:
    from partnerships.models import Agreement

INDEX = reverse("partnerships:agreement-index")


ADD = reverse("partnerships:agreement-add")


def at(name: str, agreement: Agreement) -> str:
    return reverse(f"partnerships:agreement-{name}", args=[agreement.pk])


def titles(response) -> list[str]:
    return [row.record.title for row in response.context["table"].rows]


def page(response) -> str:
    return " ".join(response.content.decode().split())


def sheet(*organizations, **changes) -> dict[str, object]:
    """What the form sends: two rows of parties and one of witnesses."""
    rows = {
        f"parties-{number}-organization": getattr(organization, "pk", "")
        for number, organization in enumerate(organizations)
    }
    return {
        "title": "Framework agreement",
        "type": AgreementTypeFactory().pk,
        "parties_confirmed": "on",
        "parties-TOTAL_FORMS": str(max(2, len(organizations))),
        "parties-INITIAL_FORMS": "0",
        "witnesses-TOTAL_FORMS": "1",
        "witnesses-INITIAL_FORMS": "0",
        **rows,
        **changes,
    }


# The register
