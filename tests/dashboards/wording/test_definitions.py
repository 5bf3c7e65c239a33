from dashboards.enums import Figure
from dashboards.wording import definitions


def test_each_figure_says_how_it_counts():
    said = [name for name, _counts in definitions.everything()]
    assert said == [*(figure for figure in Figure if figure != Figure.PROMISES), "all"]
    assert definitions.of(Figure.PROMISES)[0][1] == definitions.of(Figure.AREAS)[0][1]
    assert all(words for _name, counts in definitions.everything() for _label, words in counts)
