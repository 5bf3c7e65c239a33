"""When pairings were in touch, in words: for those who do not see colours and shapes."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.formats import duration, number
from dashboards.queries.matrix import Contact
from dashboards.queries.months import Month
from partnerships.models import Pairing
from partnerships.wording import pairings as pairing_wording


def contact(each: Contact) -> str:
    """Say of whom it tells, when they were last in touch, and what they had agreed."""
    last = pairing_wording.last_contact(each.pairing)
    told = [each.pairing.title, _("Last contact: %(day)s") % {"day": last} if last else ""]
    told += [str(each.cadence.label), rhythm(each.pairing)]
    return ". ".join(filter(None, told))


def ago(each: Contact) -> str:
    """Return how long ago they were in touch, short enough for a cell."""
    return _("never") if each.days is None else duration(each.days)


def rhythm(pairing: Pairing) -> str:
    """Say how often the sides of a pairing are to be in touch."""
    days = pairing.rhythm_days
    sentence = ngettext("Agreed: every %(days)s day", "Agreed: every %(days)s days", days)
    return sentence % {"days": number(days)}


def month(each: Month) -> str:
    """Say what was in a month."""
    told = []
    if each.met:
        words = ngettext("met once", "met %(number)s times", each.met)
        told.append(words % {"number": number(each.met)})
    if each.updated:
        words = ngettext("%(number)s update", "%(number)s updates", each.updated)
        told.append(words % {"number": number(each.updated)})
    if each.missed:
        told.append(_("missed"))
    return "; ".join(told) or _("silent")
