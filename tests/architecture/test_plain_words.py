"""Texts are for readers in their third language: short sentences, in words learnt first."""

import re
from collections import defaultdict
from functools import cache

from tests.texts import Text, texts

LONGEST = 15
DONE = (
    "accepted|added|adopted|asked|changed|corrected|counted|invited|kept|linked|named|opened"
    "|planned|recorded|refused|reminded|removed|saved|sent|shown|told|uploaded|verified|written"
)
# Who acts stands first: "We told the team". What the reader did is said in short: "Topic added."
PASSIVE = re.compile(
    rf"\b(?:is|are|was|were|been|be|being)(?: \w+)? (?:{DONE}|\w+ed) by\b"
    rf"|\b(?:was|were|been)(?: not)? (?:{DONE})\b"
    rf"|\b(?:can|could|cannot|will|must)(?: not)? be (?:{DONE}|taken|undone)\b",
    re.IGNORECASE,
)
PLAIN = {
    "answers for": "is responsible for, or: is the focal point of",
    "as soon as": "when",
    "called off": "cancelled",
    "clock": "time zone",
    "does not hold": "has changed",
    "hint": "what it is",
    "in order to": "to",
    "need not": "do not need to",
    "no longer": "not ... any more",
    "perhaps": "maybe",
    "prior to": "before",
    "telephone": "phone",
    "via": "by",
    "whom": "who",
}
HARD = re.compile(rf"\b(?:{'|'.join(PLAIN)})s?\b", re.IGNORECASE)
# Names of fields, and labels and sentences that migrations hold: administrators read them.
HELD = {"models", "models.py"}
HELD_SENTENCES = ("Could not be sent",)


@cache
def _texts() -> list[Text]:
    return [text for text in texts() if text.said not in HELD_SENTENCES]


def _outside_models() -> list[Text]:
    return [text for text in _texts() if not HELD.intersection(text.place.split(":")[0].split("/"))]


def test_no_sentence_is_longer_than_fifteen_words():
    assert [text for text in _texts() if text.longest > LONGEST] == []


def test_who_acts_stands_first():
    assert [text for text in _outside_models() if PASSIVE.search(text.plain)] == []


def test_a_hard_word_has_a_plain_one():
    found = ((text, HARD.search(text.plain)) for text in _outside_models())

    assert [(text, PLAIN[hard[0].lower()]) for text, hard in found if hard] == []


def test_the_same_sentence_is_written_one_way():
    ways = defaultdict(set)
    for text in _texts():
        if text.plain.endswith((".", "?")):
            words = " ".join(word for sentence in text.sentences for word in sentence)
            ways[words, text.plain[-1]].add(text.plain)

    assert [sorted(said) for said in ways.values() if len(said) > 1] == []


def test_what_is_hard_to_read_is_found():
    long = Text("here:1", "Take %(count)s of these. " + "word " * 16)
    named = Text("here:1", "{{ clock }} and <b>%(clock)s</b>")

    assert (long.longest, Text("here:1", "Go: at once; now").longest) == (16, 3)
    assert not HARD.search(named.plain)
    for said in ("It was saved.", "This is changed by the ILO only.", "It cannot be taken."):
        assert PASSIVE.search(said)
    for said in ("Topic added.", "Nothing is saved yet", "Due by 1 May"):
        assert not PASSIVE.search(said)
    assert HARD.search("Whom did it reach?")
    assert not HARD.search("Who did it reach?")
