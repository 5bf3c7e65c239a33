"""Where the forms of this app stand: the way to them, and where Cancel leads."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.access import SignedInRequest
from core.db import key_in
from core.form_pages import Place
from partnerships.models import (
    Action,
    Agreement,
    Comment,
    Commitment,
    Designation,
    Pairing,
    ProgressUpdate,
    WorkingGroup,
    WorkPlan,
)

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise


def in_register(label: _StrOrPromise, noun: str) -> Place:
    """Return the place below a list: what is added has no page yet."""
    index = f"partnerships:{noun}-index"
    return Place(trail=(label, index), back=reverse(index), draft=f"{noun}-add")


def named_pairing(request: SignedInRequest) -> Pairing | None:
    """Return the pairing that ``?pairing=`` names, if the reader may see it."""
    key = key_in(request.GET.get("pairing"))
    visible = Pairing.objects.visible_to(request.user)
    return visible.filter(pk=key).first() if key else None


def in_pairing(pairing: Pairing, *, draft: str = "") -> Place:
    """Return the place below a pairing."""
    draft = f"pairing-{pairing.pk}-{draft}" if draft else ""
    above = in_register(_("Pairings"), "pairing")
    return above.below(pairing, pairing.title, eyebrow=pairing.title, draft=draft)


def in_due_item(item: Action | Commitment, *, draft: str = "") -> Place:
    """Return the place below an action or an agreed area, on the way through its pairing."""
    above = in_pairing(item.pairing, draft=draft)
    draft = f"{above.draft}-{item.pk}" if draft else ""
    return above.below(item, str(item), eyebrow=above.eyebrow, draft=draft)


def in_update(update: ProgressUpdate) -> Place:
    """Return the place below an update, on the way through its pairing."""
    above = in_pairing(update.pairing)
    return above.below(update, gettext("Update"), eyebrow=above.eyebrow)


def in_comment(comment: Comment, *, draft: str = "") -> Place:
    """Return the place below a question, on the way through its pairing."""
    above = in_pairing(comment.pairing)
    draft = f"comment-{comment.pk}-{draft}" if draft else ""
    return above.below(comment, comment.get_kind_display(), eyebrow=above.eyebrow, draft=draft)


def in_group(group: WorkingGroup) -> Place:
    """Return the place of a working group, which has no page of its own."""
    return replace(in_pairing(group.pairing), eyebrow=group.name)


def in_agreement(agreement: Agreement, *, draft: str = "") -> Place:
    """Return the place below an agreement."""
    return in_register(_("Agreements"), "agreement").below(agreement, agreement.title, draft=draft)


def in_designation(designation: Designation) -> Place:
    """Return the place below a title."""
    above, draft = (
        in_register(_("Designations"), "designation"),
        f"designation-{designation.pk}-edit",
    )
    return above.below(designation, designation.title, draft=draft)


def in_work_plan(plan: WorkPlan) -> Place:
    """Return the place below a work plan."""
    above = in_register(_("Work plans"), "work-plan")
    return above.below(plan, plan.name, draft=f"work-plan-{plan.pk}-edit")
