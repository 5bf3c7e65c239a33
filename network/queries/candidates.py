"""Which organizations and people some words can mean at all, found by the index of names.

What is found is judged by ``search`` (who looks for a name) and by ``matching`` (which written name
is surely meant). However large the directory is, a name costs some looks into an index, and all
names of a list are looked up in the same statements: whole words first, and for words that nobody
has the pieces that a slip leaves whole.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, product

from django.db import connection
from django.db.models import Max, Min, Model
from rapidfuzz import fuzz, process

from core.wall import beyond_the_reader
from network.queries.names import SAME_WORD, SHORT, Weights

# A part of a word; a space says that the word begins or ends there.
Piece = str
# Two parts that stand in one text, the rarer first; both may be the same.
Pair = tuple[Piece, Piece]
# The keys of rows, and the texts in which something was found.
Texts = dict[int, str]

# The texts of so many rows say how rare a word is.
_ASKED = 400
# A word of more than one in fifty leads to too many alone, unless so few have it.
_RARE, _FEW = 0.02, 20
# So many rows are read for each look-up.
_MOST = 200
# So many words of a name are looked up two by two; the rarest tell it from others.
_TELLING = 3
_ACRONYM = 12
_LONG = 6
_NO_TRIGRAM = 2
# A word of a script without spaces is a whole name: two slips leave some of so many pieces whole.
_CUT = 4


@dataclass(frozen=True)
class Sample:
    """Some texts of a table, which say how rare a word is; of a small table all."""

    texts: tuple[str, ...]

    @classmethod
    @beyond_the_reader()
    def of(cls, model: type[Model]) -> Sample:
        """Read the sample: of a large table rows from everywhere."""
        rows = model._default_manager.order_by()
        texts = list(rows.values_list("search_text", flat=True)[: _ASKED + 1])
        if len(texts) > _ASKED:
            ends = rows.aggregate(first=Min("pk"), last=Max("pk"))
            step = max((ends["last"] - ends["first"]) // _ASKED, 1)
            keys = range(ends["first"], ends["last"] + 1, step)
            texts = list(rows.filter(pk__in=keys).values_list("search_text", flat=True))
        return cls(tuple(texts))

    @cached_property
    def weights(self) -> Weights:
        """How much each word says."""
        return Weights(
            len(self.texts), Counter(word for text in self.texts for word in set(text.split()))
        )

    @cached_property
    def common(self) -> list[str]:
        """The words that many have."""
        return [word for word, count in self.weights.counts.items() if count > self._many]

    @cached_property
    def _many(self) -> float:
        return max(_FEW, len(self.texts) * _RARE)

    @cached_property
    def _read(self) -> str:
        return " \n ".join(("", *self.texts, ""))

    def count(self, piece: Piece) -> int:
        """Return how often ``piece`` stands in the sample."""
        return self._read.count(piece)

    def is_common(self, word: str) -> bool:
        """Say whether too many have the word to read them all."""
        return self.weights.counts.get(word, 0) > self._many

    def meant_by(self, word: str) -> str:
        """Return the common word that ``word`` is a slip of, or ``word``."""
        if word in self.common or len(word) <= SHORT:
            return word
        found = process.extractOne(word, self.common, scorer=fuzz.ratio, score_cutoff=SAME_WORD)
        return found[0] if found else word


@beyond_the_reader()
def near(
    model: type[Model], names: Mapping[str, Sequence[str]], sample: Sample
) -> dict[str, Texts]:
    """Return for the words of each name the rows that may be meant, and few others."""
    whole = {name: set(_whole(words, sample)) for name, words in names.items()}
    found = _look_up(model, set().union(*whole.values()))
    texts = {name: _joined(found, pairs) for name, pairs in whole.items()}
    open_ = [name for name, rows in texts.items() if not _has_all(names[name], rows)]
    pieces = {name: set(_in_pieces(names[name], sample)) for name in open_}
    found = _look_up(model, set().union(*pieces.values()))
    return texts | {name: texts[name] | _joined(found, pieces[name]) for name in open_}


def _has_all(words: Sequence[str], rows: Texts) -> bool:
    return any(set(words) <= set(text.split()) for text in rows.values())


def _joined(found: Mapping[Pair, Texts], pairs: Collection[Pair]) -> Texts:
    return {key: text for pair in pairs for key, text in found[pair].items()}


def _whole(words: Sequence[str], sample: Sample) -> Iterator[Pair]:
    """Yield what whole words to look for: two by two the rarest, one alone if few have it."""
    parts = sorted(
        (_as_piece(word) for word in words), key=lambda piece: (sample.count(piece), piece)
    )
    telling = parts[:_TELLING]
    # The rarer comes first: an index finds it, and the other is read in what it leads to.
    yield from combinations(telling, 2)
    alone = [part for part in telling if not sample.count(part)]
    yield from ((part, part) for part in alone or telling[:1])
    letters = "".join(words)
    if len(words) > 1 and len(letters) <= _ACRONYM:
        yield letters, letters


def _in_pieces(words: Sequence[str], sample: Sample) -> Iterator[Pair]:
    """Yield pieces of the rare words, each with a word or a piece beside it, or alone if rare."""
    meant = {sample.meant_by(word) for word in words}
    telling = sorted(meant, key=lambda word: (sample.count(word), word))[:_TELLING]
    rare = [word for word in telling if not sample.is_common(word)]
    telling = rare if len(rare) > 1 else telling
    cut = [[word] if sample.is_common(word) else _pieces(word) for word in telling]
    for one, other in combinations(cut, 2):
        if len(one) > 1 or len(other) > 1:
            yield from (_rarer_first(pair, sample) for pair in product(one, other))
    for pieces in cut:
        yield from (_rarer_first(pair, sample) for pair in combinations(pieces, 2))
        yield from ((each, each) for each in pieces if len(cut) == 1 or not sample.count(each))
    yield from ((each, each) for each in map(_swapped, telling) if each)


def _rarer_first(pair: Pair, sample: Sample) -> Pair:
    one, other = sorted(pair, key=sample.count)
    return one, other


def _as_piece(word: str) -> Piece:
    """Return a word as a part of a text; a short one of ours begins a word there."""
    return f" {word}" if len(word) <= _NO_TRIGRAM and word.isascii() else word


def _pieces(word: str) -> list[Piece]:
    """Return pieces of a word, of which one slip leaves one whole."""
    if not word.isascii():
        size = max(len(word) // _CUT, _NO_TRIGRAM)
        cut = (word[at : at + size] for at in range(0, len(word), size))
        return [piece for piece in cut if len(piece) > 1] or [word]
    if len(word) <= SHORT:
        return [_as_piece(word)]
    if len(word) < _LONG:
        return [f" {word[:2]}", f"{word[-2:]} "]
    return [word[: len(word) // 2], word[len(word) // 2 :]]


def _swapped(word: str) -> str:
    """Return a word with two letters changed in the middle, where it is cut: that hurts both."""
    at = len(word) // 2
    if len(word) < _LONG or not word.isascii():
        return ""
    return word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]


def _look_up(model: type[Model], pairs: Collection[Pair]) -> dict[Pair, Texts]:
    """Return the rows whose text has both parts of a pair; one statement for each way to look.

    An index leads to the first. To look for both in it costs more where the other is common.
    """
    found: dict[Pair, Texts] = defaultdict(dict)
    ways: dict[str, list[Pair]] = defaultdict(list)
    for pair in sorted(pairs):
        ways[_way(pair[0])].append(pair)
    with connection.cursor() as cursor:
        for way, asked in ways.items():
            cursor.execute(
                f"SELECT a, b, id, search_text FROM unnest(%s::text[], %s::text[]) AS asked (a, b),"  # noqa: S608
                f" LATERAL (SELECT id, search_text FROM {model._meta.db_table} WHERE {_HAS[way]}"
                f" AND strpos(' ' || search_text || ' ', b) > 0 LIMIT {_MOST}) AS rows",
                [[a for a, _ in asked], [b for _, b in asked]],
            )
            for a, b, key, text in cursor.fetchall():
                found[a, b][key] = text
    return found


_HAS = {
    "part": "search_text LIKE '%%' || a || '%%'",
    "begin": "(search_text LIKE ltrim(a) || '%%' OR search_text LIKE '%%' || a || '%%')",
    "end": "(search_text LIKE '%%' || rtrim(a) OR search_text LIKE '%%' || a || '%%')",
    "gram": "search_grams(search_text) @> ARRAY[a]",
}


def _way(piece: Piece) -> str:
    if piece.startswith(" "):
        return "begin"
    if piece.endswith(" "):
        return "end"
    return "gram" if len(piece) <= _NO_TRIGRAM and not piece.isascii() else "part"
