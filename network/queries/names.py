"""How near a written name is to the names of an organization.

The steps and the thresholds come from the tried pipeline of documents.md, "Organization names":
exact, acronym, contained, then words weighted by how rare they are in the directory.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import log

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from core.normalisation import SMALL_WORDS, fold, initials

SURE = 1.0
NEVER_SURE = 0.84
ACRONYM_IN_BRACKETS = 0.8
SAME_WORD = 85.0
SHORT = 3
# One slip in so long a word makes no other word of it.
_LONG = 6
# "Shenyang Municipal People's Government": the word tells no government from another.
WEAK_WORDS = {"people": 0.3}
# Chinese keyboards write brackets at full width.
_BRACKETS = re.compile("[(\uff08]([^()\uff08\uff09]*)[)\uff09]")


@dataclass(frozen=True)
class Written:
    """A name as somebody wrote it: its folded whole, its words, what stood in brackets."""

    folded: str
    words: frozenset[str]
    in_brackets: frozenset[str]
    countries: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Known:
    """What an organization is called, and the words that may stand beside its name."""

    pk: int
    names: frozenset[str]
    acronyms: frozenset[str]
    beside: frozenset[str] = frozenset()
    country: str = ""
    is_part: bool = False


def written(name: str, countries: Iterable[str] = ()) -> Written:
    """Read a name: "Hainan Technician College of China (HTC)" has HTC in brackets."""
    brackets = _BRACKETS.findall(name)
    bare = fold(_BRACKETS.sub(" ", name)) or fold(name)
    return Written(
        folded=bare,
        words=words_of(bare),
        in_brackets=frozenset(fold(inside).replace(" ", "") for inside in brackets),
        countries=frozenset(named for named in countries if f" {named} " in f" {bare} "),
    )


def words_of(folded: str) -> frozenset[str]:
    """Return the words of a folded name that tell it from others."""
    return frozenset(folded.split()) - SMALL_WORDS


@dataclass
class Weights:
    """How much a word says: the rarer in the directory, the more."""

    total: int
    counts: Mapping[str, int] = field(default_factory=dict)

    def of(self, word: str) -> float:
        """Return the weight of one word."""
        return log(1 + self.total / self.counts.get(word, 1)) * WEAK_WORDS.get(word, 1.0)

    def sum(self, words: Iterable[str]) -> float:
        """Return the weight of all ``words``."""
        return sum(self.of(word) for word in words)


def nearness(name: Written, known: Known, weights: Weights) -> float:
    """Return how surely ``name`` means ``known``, from 0 to 1."""
    score = _score(name, known, weights)
    elsewhere = name.countries - {known.country}
    named = " ".join(f" {own} " for own in known.names)
    if all(f" {country} " in named for country in elsewhere):
        return score
    return min(score, NEVER_SURE)


def _score(name: Written, known: Known, weights: Weights) -> float:
    if name.folded in known.names:
        return NEVER_SURE if known.is_part else SURE
    if name.folded.replace(" ", "") in known.acronyms:
        return SURE
    best = max((_by_words(name, own, known, weights) for own in known.names), default=0.0)
    best = max(best, *(_by_words(name, own, known, weights) for own in known.acronyms), 0.0)
    if name.in_brackets & known.acronyms:
        best = max(best, ACRONYM_IN_BRACKETS)
    return max(best, _by_initials(name, known), _by_letters(name, known))


def _by_words(name: Written, own: str, known: Known, weights: Weights) -> float:
    """Return the shared weight of the words, as a part of all the weight on both sides.

    Words of the parent, the country and the city may stand beside the name or not.
    """
    needed = words_of(own)
    beside = {word for word in name.words - needed if word in known.beside}
    pairs = _pairs(name.words - beside, needed)
    shared = sum(weights.of(right) * alike for right, alike in pairs.values())
    asked = weights.sum(name.words - beside - pairs.keys()) + sum(
        weights.of(right) for right, _ in pairs.values()
    )
    everything = asked + weights.sum(needed)
    score = 2 * shared / everything if everything else 0.0
    rarest = max(needed, key=lambda word: (weights.of(word), word), default="")
    lacks_rarest = rarest not in {right for right, _ in pairs.values()}
    unplaced = known.is_part and not beside
    return min(score, NEVER_SURE) if lacks_rarest or unplaced else score


def _pairs(left: Iterable[str], right: frozenset[str]) -> dict[str, tuple[str, float]]:
    """Return for each written word the known word it stands for, and how alike they are."""
    free = set(right)
    pairs: dict[str, tuple[str, float]] = {}
    for word in sorted(left, key=lambda word: (word not in right, word)):
        if word in free:
            pairs[word] = (word, 1.0)
        elif near := _nearest(word, free):
            pairs[word] = near
        if word in pairs:
            free.discard(pairs[word][0])
    return pairs


def _nearest(word: str, among: set[str]) -> tuple[str, float] | None:
    alike = [(fuzz.ratio(word, other), other) for other in sorted(among)]
    score, other = max(alike, default=(0.0, ""))
    is_same = score >= SAME_WORD and len(word) > SHORT
    is_slip = len(word) >= _LONG and OSA.distance(word, other) == 1
    # A letter of difference costs more than its share: Hainan is not Henan.
    return (other, (score / 100) ** 3) if is_same or is_slip else None


def _by_initials(name: Written, known: Known) -> float:
    """Suggest, never decide, by first letters: LGTC for Lao-German Technical College."""
    letters = name.folded.replace(" ", "")
    if len(name.words) > 1 or len(letters) < SHORT:
        return 0.0
    made = map(initials, known.names)
    return ACRONYM_IN_BRACKETS if letters in made else 0.0


def _by_letters(name: Written, known: Known) -> float:
    """Suggest, never decide, by letters where a script puts no spaces between words."""
    if name.folded.isascii():
        return 0.0
    near = max((fuzz.ratio(name.folded, own) for own in known.names), default=0.0)
    return min(near / 100, NEVER_SURE)
