"""Finding organizations and people by any of their names, in any script, also when misspelt."""

from __future__ import annotations

from typing import TypeVar

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Q
from rapidfuzz import fuzz, process

from core.normalisation import fold
from network.models.organizations import OrganizationQuerySet
from network.models.people import PersonQuerySet

QuerySetT = TypeVar("QuerySetT", OrganizationQuerySet, PersonQuerySet)

_NEAR = 75.0
_MOST = 100


def organizations(text: str, queryset: OrganizationQuerySet) -> OrganizationQuerySet:
    """Return the organizations of ``queryset`` that ``text`` may mean."""
    return _found(text, queryset)


def people(text: str, queryset: PersonQuerySet) -> PersonQuerySet:
    """Return the people of ``queryset`` whom ``text`` may mean."""
    return _found(text, queryset)


def _found(text: str, queryset: QuerySetT) -> QuerySetT:
    """Each word must occur in some name; if nothing has them all, take what is written alike."""
    folded = fold(text)
    if not folded:
        return queryset.none() if text.strip() else queryset
    exact = queryset.filter(*(Q(search_text__contains=word) for word in folded.split()))
    if exact.exists():
        return exact
    return _alike(folded, queryset) if folded.isascii() else _alike_by_letters(folded, queryset)


def _alike(folded: str, queryset: QuerySetT) -> QuerySetT:
    alike = (
        Q(search_text__contains=word) | Q(search_text__trigram_word_similar=word)
        for word in folded.split()
    )
    nearness = TrigramWordSimilarity(folded, "search_text")
    return queryset.filter(*alike).annotate(nearness=nearness).order_by("-nearness", "pk")


def _alike_by_letters(folded: str, queryset: QuerySetT) -> QuerySetT:
    """Compare letter by letter: trigrams know no Khmer, Lao, Burmese or Chinese in locale C."""
    texts = dict(queryset.values_list("pk", "search_text"))
    near = process.extract(
        folded, texts, scorer=fuzz.partial_ratio, score_cutoff=_NEAR, limit=_MOST
    )
    return queryset.filter(pk__in=[pk for _, _, pk in near])
