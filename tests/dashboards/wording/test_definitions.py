from dashboards.enums import Figure
from dashboards.wording import definitions


def test_each_figure_says_how_it_counts():
    assert [name for name, _counts in definitions.everything()] == [*Figure.values, "all"]
    assert all(words for _name, counts in definitions.everything() for _label, words in counts)
