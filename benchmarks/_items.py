"""Actions and agreed areas for the benchmarks: many that are open, and some that are due now."""

from __future__ import annotations

from datetime import datetime, timedelta

from _untold import copies, without_triggers
from django.db import connection, transaction
from django.utils import timezone

from network.models import CooperationArea, FocalPoint, Organization, OrganizationKind, Person
from notifications.models import Recipient
from partnerships.models import Action, Commitment, Pairing, PairingParty

_FAR = "Far"


def far_items(count: int) -> None:
    """Let there be ``count`` open ones that need nothing now, half of each, a third long overdue.

    Their history is not kept, to save minutes; the schedule says what triggers would have said.
    """
    missing = count // 2 - Action.objects.filter(text=_FAR).count() - 1
    pairing, day = _pairing(_FAR), timezone.localdate()
    with without_triggers(), connection.cursor() as cursor:
        action = Action.objects.create(pairing=pairing, text=_FAR, due_on=day)
        area = Commitment.objects.create(pairing=pairing, area=_area(), text=_FAR, ends_on=day)
        copies(Action, missing, like=action.pk, due_on=_DAY)
        copies(Commitment, missing, like=area.pk, ends_on=_DAY)
        for statement in _THEIR_CHECKS:
            cursor.execute(statement)


@transaction.atomic
def due_items(name: str, *, count: int, now: datetime) -> None:
    """Write down ``count`` pairings with an action and an agreed area each, due in a week."""
    due_on = now.date() + timedelta(days=7)
    for number in range(count):
        pairing = _pairing(f"{name}.{number}")
        Action.objects.create(pairing=pairing, text="Send the plan", due_on=due_on)
        Commitment.objects.create(pairing=pairing, area=_area(), ends_on=due_on)


def _pairing(title: str) -> Pairing:
    """Return the pairing of that name; two colleges with a focal point each are its sides."""
    pairing, is_new = Pairing.objects.get_or_create(title=title)
    if is_new:
        for side in (1, 2):
            house = Organization.objects.create(
                name=f"College {side} of {title}", kind=OrganizationKind.objects.order_by("pk")[0]
            )
            PairingParty.objects.create(pairing=pairing, organization=house, order=side)
            FocalPoint.objects.create(organization=house, person=_person(house))
    return pairing


def _person(house: Organization) -> Person:
    recipient = Recipient.objects.create(name="Focal point", email=f"focal{house.pk}@example.org")
    return Person.objects.create(name="Focal point", recipient=recipient)


def _area() -> CooperationArea:
    return CooperationArea.objects.order_by("pk")[0]


# The days are those of the years after the planner's sight, and each third day one long past.
_DAY = """
(CASE WHEN mod(n, 3) = 0 THEN current_date - 400
      ELSE current_date + 60 + mod(n, 2000)::int END)
"""
_THEIR_CHECKS = tuple(
    f"""
INSERT INTO followup_reminderschedule (kind, record_id, next_check_at)
SELECT 'partnerships.{noun}', id,
    CASE WHEN {day} > current_date THEN {day} - 21 END
FROM partnerships_{noun} WHERE text = '{_FAR}' ON CONFLICT DO NOTHING
"""
    for noun, day in (("action", "due_on"), ("commitment", "ends_on"))
)
