"""Finding organizations and people by any of their names, in any script, also when misspelt.

It is one way for the search, the lists and the pickers; what is likeliest stands first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TypeVar

from django.db.models import Model, Q
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from core.search import Search, likeliest_first
from network.models.organizations import OrganizationQuerySet
from network.models.people import PersonQuerySet
from network.queries.candidates import Sample, Texts, near
from network.queries.names import Weights

QuerySetT = TypeVar("QuerySetT", OrganizationQuerySet, PersonQuerySet)

# So many that fit are put in order; of more a list has an order of its own.
_RANKED = 200
# A word that is less alike is another word; whoever has less of what is asked was not meant.
_ALIKE, _ENOUGH = 0.6, 0.55
# What is far behind the nearest was not meant either.
_NEARLY = 0.8
# What begins with a word has it, as long as somebody types.
_BEGUN = 0.95


def organizations(text: str | Search, queryset: OrganizationQuerySet) -> OrganizationQuerySet:
    """Return the organizations of ``queryset`` that ``text`` may mean."""
    asked = _read(text)
    first = _of_acronym(asked, queryset) if len(asked.words) == 1 else ()
    return _found(asked, queryset, first)


def people(text: str | Search, queryset: PersonQuerySet) -> PersonQuerySet:
    """Return the people of ``queryset`` whom ``text`` may mean."""
    return _found(_read(text), queryset)


def _read(text: str | Search) -> Search:
    return Search(text) if isinstance(text, str) else text


def _of_acronym(asked: Search, queryset: OrganizationQuerySet) -> Sequence[int]:
    """Return who is called so, and not only has these first letters."""
    (word,) = asked.words
    called = queryset.order_by().filter(Q(acronym__iexact=word) | Q(acronym__iexact=asked.text))
    return list(called.values_list("pk", flat=True)[:_RANKED])


def _found(asked: Search, queryset: QuerySetT, first: Sequence[int] = ()) -> QuerySetT:
    """Each word must occur in some name; if nothing has them all, take what is written alike."""
    if not asked.words:
        return queryset.none() if asked.text.strip() else queryset
    exact = asked.among(queryset)
    texts: Texts = dict(exact.order_by().values_list("pk", "search_text")[: _RANKED + 1])
    if len(texts) > _RANKED:
        return exact
    if texts:
        sample: Sample = Sample.of(queryset.model)
        return likeliest_first(queryset, [*first, *nearest(asked.words, texts, sample.weights)])
    return likeliest_first(queryset, _alike_to(asked, queryset.model))


def _alike_to(asked: Search, model: type[Model]) -> list[int]:
    sample: Sample = Sample.of(model)
    found = near(model, {asked.text: asked.words}, sample)[asked.text]
    return nearest(asked.words, found, sample.weights)[:_RANKED]


def nearest(asked: Sequence[str], texts: Texts, weights: Weights) -> list[int]:
    """Return the keys of the ``texts`` that have nearly all that is ``asked``, the nearest first.

    A rare word says more than a common one. Of equals the one with fewer other words is meant.
    """
    found = by_nearness(asked, texts, weights)
    best = found[0][0] if found else 0
    enough = max(weights.sum(set(asked)) * _ENOUGH, best * _NEARLY)
    return [key for had, key in found if had >= enough]


def by_nearness(
    asked: Sequence[str], texts: Texts, weights: Weights, *, most: int | None = None
) -> list[tuple[float, int]]:
    """Return (weight, key) of the ``texts``, first who has most of what is ``asked``."""
    parts = {key: text.split() for key, text in texts.items()}
    known = {word for words in parts.values() for word in words}
    had: dict[int, float] = dict.fromkeys(texts, 0.0)
    for word in set(asked):
        alike, weight = _alike_words(word, known), weights.of(word)
        for key, words in parts.items():
            had[key] += weight * max([alike[each] for each in words if each in alike], default=0)
    order = sorted(had, key=lambda key: (-round(had[key], 6), len(parts[key]), key))
    return [(had[key], key) for key in order[:most]]


def _alike_words(asked: str, known: Collection[str]) -> dict[str, float]:
    """Return the ``known`` words that may be ``asked``, each with how alike it is, from 0 to 1."""
    if not asked.isascii():
        return _alike_by_letters(asked, known)
    scorer = OSA.normalized_similarity
    found = process.extract(asked, known, scorer=scorer, score_cutoff=_ALIKE, limit=None)
    alike = {word: score**2 for word, score, _at in found}
    begun = {word: _BEGUN for word in known if word.startswith(asked)}
    return alike | begun | {asked: 1.0}


def _alike_by_letters(asked: str, known: Iterable[str]) -> dict[str, float]:
    """Compare letter by letter, with a part of what is much longer: no spaces part the words."""
    long = [word for word in known if len(word) >= len(asked) * _ALIKE]
    whole = process.extract(asked, long, scorer=fuzz.ratio, score_cutoff=100 * _ALIKE, limit=None)
    longer = [word for word in long if len(word) * _ALIKE > len(asked)]
    part = process.extract(
        asked, longer, scorer=fuzz.partial_ratio, score_cutoff=100 * _ALIKE, limit=None
    )
    found = {word: _BEGUN * score / 100 for word, score, _at in part}
    found |= {word: max(score / 100, found.get(word, 0.0)) for word, score, _at in whole}
    return {word: score**2 for word, score in found.items()}
