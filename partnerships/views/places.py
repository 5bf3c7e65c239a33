"""Where the forms of this app stand: the way to them, and where Cancel leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.form_pages import Place
from partnerships.models import (
    Action,
    Agreement,
    Commitment,
    Designation,
    Pairing,
    WorkingGroup,
    WorkPlan,
)

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise


def in_pairing(pairing: Pairing, *, draft: str = "") -> Place:
    """Return the place below a pairing."""
    address = pairing.get_absolute_url()
    return Place(
        trail=(_("Pairings"), "partnerships:pairing-index", pairing.title, address),
        back=address,
        eyebrow=pairing.title,
        draft=f"pairing-{pairing.pk}-{draft}" if draft else "",
    )


def in_due_item(item: Action | Commitment, *, draft: str = "") -> Place:
    """Return the place below an action or an agreed area, on the way through its pairing."""
    above, address = in_pairing(item.pairing, draft=draft), item.get_absolute_url()
    return Place(
        trail=(*above.trail, str(item), address),
        back=address,
        eyebrow=above.eyebrow,
        draft=f"{above.draft}-{item.pk}" if draft else "",
    )


def in_group(group: WorkingGroup) -> Place:
    """Return the place of a working group, which has no page of its own."""
    above = in_pairing(group.pairing)
    return Place(trail=above.trail, back=above.back, eyebrow=group.name)


def in_register(label: _StrOrPromise, noun: str) -> Place:
    """Return the place below a list: what is added has no page yet."""
    index = f"partnerships:{noun}-index"
    return Place(trail=(label, index), back=reverse(index), draft=f"{noun}-add")


def in_agreement(agreement: Agreement, *, draft: str = "") -> Place:
    """Return the place below an agreement."""
    return _below(in_register(_("Agreements"), "agreement"), agreement, agreement.title, draft)


def in_designation(designation: Designation) -> Place:
    """Return the place below a title."""
    above = in_register(_("Designations"), "designation")
    return _below(above, designation, designation.title, f"designation-{designation.pk}-edit")


def in_work_plan(plan: WorkPlan) -> Place:
    """Return the place below a work plan."""
    above = in_register(_("Work plans"), "work-plan")
    return _below(above, plan, plan.name, f"work-plan-{plan.pk}-edit")


def _below(
    above: Place, record: Agreement | Designation | WorkPlan, name: str, draft: str
) -> Place:
    address = record.get_absolute_url()
    return Place(trail=(*above.trail, name, address), back=address, draft=draft)
