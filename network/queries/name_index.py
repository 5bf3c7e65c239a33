"""Which organizations a written name can surely mean at all, found without asking each of them.

A sure match shares at least two thirds of the weight of the organization's own words: with the
share s of n, and a name of at least s, 2s / (s + n) >= 0.8 says s >= 2n/3. So one of its heaviest
words, of which more than a third hangs, must be in the written name, or one spelt almost like it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz import fuzz, process

from network.queries.names import (
    SAME_WORD,
    SHORT,
    Known,
    Weights,
    Written,
    initials,
    words_of,
)

# Below it nothing is sure, nor so near to something sure that it makes that doubtful.
WORTH_A_LOOK = 0.8
_NEEDED = 2 / 3


class NameIndex:
    """The names of all organizations by their words, acronyms and first letters."""

    def __init__(self, known: Iterable[Known], weights: Weights) -> None:
        self._by_word: dict[str, set[Known]] = defaultdict(set)
        self._by_letters: dict[str, set[Known]] = defaultdict(set)
        self._by_script: dict[str, set[Known]] = defaultdict(set)
        self._near: dict[str, set[str]] = {}
        for one in known:
            self._add(one, weights)
        self._words = list(self._by_word)
        self._texts = list(self._by_script)

    def candidates(self, asked: Written) -> set[Known]:
        """Return every organization that may come near ``asked``, and few others."""
        letters = {asked.folded.replace(" ", ""), *asked.in_brackets}
        found = set().union(*(self._by_letters.get(each, ()) for each in letters))
        for word in {near for one in asked.words for near in self._spelt_like(one)}:
            found |= self._by_word[word]
        if not asked.folded.isascii():
            cutoff = WORTH_A_LOOK * 100
            near = process.extract(
                asked.folded, self._texts, scorer=fuzz.ratio, score_cutoff=cutoff, limit=None
            )
            found |= {one for text, _score, _at in near for one in self._by_script[text]}
        return found

    def _add(self, one: Known, weights: Weights) -> None:
        for own in one.names | one.acronyms:
            self._by_letters[own.replace(" ", "")].add(one)
            for word in _heaviest(words_of(own), weights):
                self._by_word[word].add(one)
        for own in one.names:
            self._by_letters[initials(own)].add(one)
            self._by_script[own].add(one)

    def _spelt_like(self, word: str) -> set[str]:
        if word not in self._near:
            near = {word} & self._by_word.keys()
            if len(word) > SHORT:
                found = process.extract(
                    word, self._words, scorer=fuzz.ratio, score_cutoff=SAME_WORD, limit=None
                )
                near |= {other for other, _score, _at in found}
            self._near[word] = near
        return self._near[word]


def _heaviest(words: frozenset[str], weights: Weights) -> list[str]:
    """Return the words of which one must be there: the others weigh too little without them."""
    rest = total = weights.sum(words)
    needed = []
    for word in sorted(words, key=lambda word: (-weights.of(word), word)):
        if rest < total * _NEEDED - 1e-9:
            break
        needed.append(word)
        rest -= weights.of(word)
    return needed
