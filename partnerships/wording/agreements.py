"""Where an agreement stands, and the languages of its texts, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from core import formats
from core.enums import Shown
from partnerships.enums import Validity
from partnerships.models import Agreement, AgreementFile
from partnerships.queries.agreements import Standing


def status(standing: Standing) -> Shown:
    """Return where an agreement stands; one that ends soon says how soon."""
    shown = standing.validity or standing.state
    label = str(shown.label)
    if shown == Validity.ENDS_SOON:
        label = _ends_in(standing.days_left or 0)
    return Shown(label, shown.tone, shown.icon)


def _ends_in(days: int) -> str:
    if not days:
        return _("Ends today")
    return _("Ends in %(time)s") % {"time": formats.duration(days)}


def files(agreement: Agreement) -> list[tuple[AgreementFile, str]]:
    """Return the texts of an agreement, each with the name of its language."""
    return [
        (each, formats.language(each.language) if each.language else "")
        for each in agreement.files.all()
    ]
