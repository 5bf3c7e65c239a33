"""Which organizations and people a written name can mean at all, found by the index of names.

The names are judged by ``matching``. Whatever the size of the directory, a name costs a few looks
into an index, and all names of a list are looked up in the same statements.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import connection
from django.db.models import Max, Min, Model, QuerySet
from rapidfuzz import fuzz, process

from network.models import Organization
from network.queries.names import SAME_WORD, SHORT, Weights, Written

# Two parts of one text; both may be the same.
Parts = tuple[str, str]

# The words of so many organizations say how rare a word is.
_ASKED = 1000
# A word of more than one in fifty leads to too many; of so many rows none is left out.
_RARE, _FEW = 0.02, 20
# So many rows are judged for each look-up.
_MOST = 100
_NO_TRIGRAM = 2
_ACRONYM = 12
_PIECES = 3
_HAS = {
    "part": "search_text LIKE '%%' || a || '%%' AND search_text LIKE '%%' || b || '%%'",
    "begin": "(search_text LIKE a || '%%' OR search_text LIKE '%% ' || a || '%%')"
    " AND (search_text LIKE b || '%%' OR search_text LIKE '%% ' || b || '%%')",
    "gram": "search_grams(search_text) @> ARRAY[a, b]",
    "like": "search_text %%> a",
}


def weights() -> Weights:
    """Return how rare the words of the directory are; of a large one a part is asked."""
    rows = Organization.objects.order_by()
    texts = list(rows.values_list("search_text", flat=True)[: _ASKED + 1])
    if len(texts) > _ASKED:
        ends = rows.aggregate(first=Min("pk"), last=Max("pk"))
        step = max((ends["last"] - ends["first"]) // _ASKED, 1)
        keys = range(ends["first"], ends["last"] + 1, step)
        texts = list(rows.filter(pk__in=keys).values_list("search_text", flat=True))
    return Weights(len(texts), Counter(word for text in texts for word in set(text.split())))


def organizations(names: Mapping[str, Written], weights: Weights) -> dict[str, set[int]]:
    """Return for each name the keys of the organizations that may come near it, and few others."""
    names = {name: asked for name, asked in names.items() if asked.folded}
    pairs = {name: _pairs_of(asked, weights) for name, asked in names.items()}
    found = _look_up(Organization, set().union(*pairs.values()))
    unknown = {word for asked in names.values() for word in asked.words} - {a for a, _ in found}
    misspelt = {(word, word) for word in unknown if _may_be_misspelt(word, weights)}
    alike = _look_up(Organization, misspelt, way="like")
    exact: dict[str, set[int]] = defaultdict(set)
    for name, key in Organization.objects.filter(name__in=names).values_list("name", "pk"):
        exact[name].add(key)
    return {
        name: exact[name].union(
            *(found[pair] for pair in pairs[name]), *(alike[word, word] for word in asked.words)
        )
        for name, asked in names.items()
    }


def people(model: type[Model], names: Iterable[Collection[str]]) -> set[int]:
    """Return the keys of those whose texts have the two longest words of one of ``names``."""
    pairs = set()
    for words in names:
        longest = sorted(set(words), key=lambda word: (-len(word), word))
        pairs.add((longest[0], longest[min(1, len(longest) - 1)]))
    return set().union(*_look_up(model, pairs).values())


def alike(rows: QuerySet[Any], folded: str) -> set[int]:
    """Return the keys of ``rows`` whose text has something like ``folded``, the nearest ones."""
    if folded.isascii():
        near = rows.filter(search_text__trigram_word_similar=folded)
        nearest = near.order_by(TrigramWordSimilarity(folded, "search_text").desc(), "pk")
        return set(nearest.values_list("pk", flat=True)[:_MOST])
    return set().union(*_look_up(rows.model, _pieces(folded)).values())


def _may_be_misspelt(word: str, weights: Weights) -> bool:
    """Say whether ``word`` is worth a look: one near a common word would find all that have it."""
    if len(word) <= SHORT or not _is_rare(word, weights):
        return False
    common = [each for each in weights.counts if not _is_rare(each, weights)]
    return not process.extractOne(word, common, scorer=fuzz.ratio, score_cutoff=SAME_WORD)


def _is_rare(word: str, weights: Weights) -> bool:
    return weights.counts.get(word, 0) <= max(_FEW, weights.total * _RARE)


def _pairs_of(name: Written, weights: Weights) -> set[Parts]:
    """Return what to look for: rare words alone, common ones in pairs; acronyms; pieces."""
    words = sorted(name.words, key=lambda word: (weights.counts.get(word, 0), word))
    rare = [word for word in words if _is_rare(word, weights)]
    letters = name.folded.replace(" ", "")
    wanted = {(word, word) for word in (*rare, *name.in_brackets) if word}
    if not rare and words:
        wanted.add((words[0], words[min(1, len(words) - 1)]))
    if len(letters) <= _ACRONYM:
        wanted.add((letters, letters))
    return wanted if name.folded.isascii() else wanted | _pieces(name.folded)


def _pieces(folded: str) -> set[Parts]:
    """Cut a name in three: where no spaces part the words, a slip leaves the other parts whole."""
    size = max(len(folded) // _PIECES, _NO_TRIGRAM)
    pieces = (folded[at : at + size].strip() for at in range(0, len(folded), size))
    return {(piece, piece) for piece in pieces if len(piece) >= _NO_TRIGRAM}


def _way(pair: Parts) -> str:
    """Return by which words the index knows a pair: short parts have no trigram."""
    longer = max(pair, key=len)
    if len(longer) > _NO_TRIGRAM:
        return "part"
    return "begin" if "".join(pair).isascii() else "gram"


def _look_up(
    model: type[Model], pairs: Collection[Parts], *, way: str = ""
) -> dict[Parts, set[int]]:
    """Return the keys of the rows that have each of ``pairs``; one statement for each way."""
    found: dict[Parts, set[int]] = defaultdict(set)
    by_way: dict[str, list[Parts]] = defaultdict(list)
    for pair in sorted(pairs):
        by_way[way or _way(pair)].append(pair)
    with connection.cursor() as cursor:
        for each, asked in by_way.items():
            cursor.execute(
                f"SELECT a, b, id FROM unnest(%s::text[], %s::text[]) AS asked (a, b),"  # noqa: S608
                f" LATERAL (SELECT id FROM {model._meta.db_table} WHERE {_HAS[each]}"
                f" LIMIT {_MOST}) AS rows",
                [[a for a, _ in asked], [b for _, b in asked]],
            )
            for a, b, key in cursor.fetchall():
                found[a, b].add(key)
    return found
