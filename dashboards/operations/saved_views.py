"""Keeping a view by name, changing its name, taking it away."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core import records
from core.db import locked
from core.errors import DomainError
from dashboards.models import SavedView
from dashboards.models.saved_views import SavedViewQuerySet
from dashboards.terms.saved_views import SavedViewTerms

MOST = 30
LONGEST = 2_000


class TooManyViewsError(DomainError):
    """Somebody keeps as many views as anybody may."""


class TooManyFiltersError(DomainError):
    """The filters of a view are longer than we keep."""


@transaction.atomic
def add(terms: SavedViewTerms, *, by: User) -> SavedView:
    """Keep a view of ``by``.

    :raises TooManyFiltersError: if its filters are too long.
    :raises TooManyViewsError: if they keep as many already as anybody may.
    """
    if len(terms.query) > LONGEST:
        raise TooManyFiltersError(_("These filters are too long to be kept. Choose fewer."))
    if _held(by).count() >= MOST:
        raise TooManyViewsError(
            _("You keep %(most)s views, and cannot keep more. Remove one first."), most=MOST
        )
    return _save(SavedView(user=by), terms, by)


@transaction.atomic
def edit(view: SavedView, terms: SavedViewTerms, *, by: User) -> SavedView:
    """Let a view be called otherwise, or open the dashboard."""
    _held(by)
    return _save(locked(view), terms, by)


@transaction.atomic
def remove(view: SavedView, *, by: User) -> None:
    """Take a view away."""
    records.delete(locked(view), by=by)


def _held(by: User) -> SavedViewQuerySet:
    """Return the views of ``by``, whose next change waits until this one is done."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    return SavedView.objects.filter(user=by.pk)


def _save(view: SavedView, terms: SavedViewTerms, by: User) -> SavedView:
    """Save it; only one of all opens the dashboard."""
    if terms.is_default:
        others = SavedView.objects.filter(user=view.user_id, is_default=True)
        others.exclude(pk=view.pk).update(is_default=False)
    return records.save(terms.write_to(view), by=by)
