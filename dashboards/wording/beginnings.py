"""What there is in a country without a pairing in words, each number with its list."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.pages import counted
from dashboards.queries.beginnings import Beginning
from dashboards.queries.scope import Scope
from dashboards.wording import lists
from dashboards.wording.promises import Told
from network.filters import LOOKING


def partners(found: Beginning) -> Told:
    """Lead to who looks for a partner; where nobody says so, to whom one may ask."""
    if not found.looking:
        return Told(
            _("See the institutions of all countries"), lists.directory_url(institutions="1")
        )
    words = ngettext(
        "See the %(number)s organization that looks for a partner",
        "See the %(number)s organizations that look for a partner",
        found.looking,
    )
    return Told(words % {"number": counted(found.looking)}, lists.directory_url(link=LOOKING))


def there(found: Beginning, scope: Scope) -> list[Told]:
    """Say what there is; what there is none of is not told."""
    told = (*_organizations(found, scope), *_done(found, scope))
    return [Told(words % {"number": counted(number)}, url) for number, words, url in told if number]


# A number, the sentence that says it, and its list.
Said = tuple[tuple[int, str, str], ...]


def _organizations(found: Beginning, scope: Scope) -> Said:
    return (
        (
            found.organizations,
            ngettext(
                "%(number)s organization is in the directory",
                "%(number)s organizations are in the directory",
                found.organizations,
            ),
            lists.own_organizations_url(scope),
        ),
        (
            found.unpaired,
            ngettext(
                "%(number)s of them trains people and could be paired",
                "%(number)s of them train people and could be paired",
                found.unpaired,
            ),
            lists.own_organizations_url(scope, institutions="1", link="unpaired"),
        ),
    )


def _done(found: Beginning, scope: Scope) -> Said:
    return (
        (
            found.meetings,
            ngettext(
                "%(number)s meeting with somebody from there is on record",
                "%(number)s meetings with somebody from there are on record",
                found.meetings,
            ),
            lists.meetings_url(found.country),
        ),
        (
            found.agreements,
            ngettext(
                "%(number)s agreement is in the register",
                "%(number)s agreements are in the register",
                found.agreements,
            ),
            lists.agreements_url(scope),
        ),
    )
