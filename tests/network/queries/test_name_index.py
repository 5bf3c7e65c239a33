"""A name that is surely meant is found among a few, as if all had been asked."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from network.queries.matching import Gazetteer, _own_words, _sure
from network.queries.names import Known, Weights

WORDS = ["hainan", "hainen", "henan", "technical", "technicol", "college", "of", "云南", "ab", "s"]
names = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
organizations = st.builds(
    Known,
    pk=st.integers(1, 10**6),
    names=st.frozensets(names, min_size=1, max_size=2),
    acronyms=st.frozensets(st.sampled_from(["htc", "htcs", "ab", "云南"]), max_size=1),
    beside=st.frozensets(st.sampled_from(["hainan", "college", "ab"]), max_size=2),
    country=st.sampled_from(["", "china"]),
    is_part=st.booleans(),
)
asked = st.one_of(names, st.builds("{} ({})".format, names, st.sampled_from(["htc", "ab"])))


def gazetteer_of(known):
    """Return the directory of these organizations."""
    counts = Counter(word for one in known for word in _own_words(one))
    return Gazetteer(tuple(known), Weights(len(known), counts), frozenset({"china", "ab"}))


@given(st.lists(organizations, min_size=1, max_size=6, unique_by=lambda one: one.pk), asked)
def test_the_index_finds_what_all_together_would(known, name):
    directory = gazetteer_of(known)

    assert directory.sure(name) == _sure(directory.scores(name))


def test_each_name_of_a_list_is_found_in_a_large_directory():
    known = [
        Known(n, frozenset({f"place{n} kind{n % 50} technical college"}), frozenset({f"p{n}tc"}))
        for n in range(5000)
    ]
    directory = gazetteer_of(known)

    found = [directory.sure(f"Place{n} Kind{n % 50} Technical College") for n in range(500)]

    assert found == list(range(500))
