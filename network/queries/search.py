"""Finding organizations and people by any of their names, in any script, also when misspelt."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TypeVar

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Q
from rapidfuzz import fuzz, process

from core.normalisation import fold
from core.search import Search, by_index
from network.models.organizations import OrganizationQuerySet
from network.models.people import PersonQuerySet

QuerySetT = TypeVar("QuerySetT", OrganizationQuerySet, PersonQuerySet)

_NEAR, _MOST = 75.0, 100
# A misspelt name is cut in three, in parts of two letters or more; so many rows are compared.
_PARTS, _SHORTEST, _COMPARED = 3, 2, 2000


def organizations(text: str | Search, queryset: OrganizationQuerySet) -> OrganizationQuerySet:
    """Return the organizations of ``queryset`` that ``text`` may mean."""
    return _found(text, queryset)


def people(text: str | Search, queryset: PersonQuerySet) -> PersonQuerySet:
    """Return the people of ``queryset`` whom ``text`` may mean."""
    return _found(text, queryset)


def _found(text: str | Search, queryset: QuerySetT) -> QuerySetT:
    """Each word must occur in some name; if nothing has them all, take what is written alike."""
    asked = Search(text) if isinstance(text, str) else text
    if not asked.words:
        return queryset.none() if asked.text.strip() else queryset
    exact = asked.among(queryset)
    if exact.exists():
        return exact
    folded = fold(asked.text)
    return (
        _alike(asked.words, queryset) if folded.isascii() else _alike_by_letters(folded, queryset)
    )


def _alike(asked: list[str], queryset: QuerySetT) -> QuerySetT:
    alike = (by_index(word) | Q(search_text__trigram_word_similar=word) for word in asked)
    nearness = TrigramWordSimilarity(" ".join(asked), "search_text")
    return queryset.filter(*alike).annotate(nearness=nearness).order_by("-nearness", "pk")


def _alike_by_letters(folded: str, queryset: QuerySetT) -> QuerySetT:
    """Compare letter by letter what has a part of ``folded``: a slip leaves the other parts whole.

    Where no spaces part the words, trigrams of a whole name say little.
    """
    size = max(len(folded) // _PARTS, _SHORTEST)
    parts = [folded[at : at + size] for at in range(0, len(folded), size)]
    near = [by_index(part) for part in parts if len(part) >= _SHORTEST]
    rows = queryset.filter(reduce(or_, near, Q(pk=None))).order_by()
    texts = dict(rows.values_list("pk", "search_text")[:_COMPARED])
    found = process.extract(
        folded, texts, scorer=fuzz.partial_ratio, score_cutoff=_NEAR, limit=_MOST
    )
    return queryset.filter(pk__in=[pk for _, _, pk in found])
