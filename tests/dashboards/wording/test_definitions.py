import pytest

from dashboards.enums import DashboardPart, Figure
from dashboards.wording import definitions


def test_each_figure_says_how_it_counts():
    said = [name for name, _counts in definitions.everything()]
    assert said == [*Figure, "all"]
    assert definitions.of(Figure.PROMISES)[0][1] == definitions.of(Figure.AREAS)[0][1]
    assert all(words for _name, counts in definitions.everything() for _label, words in counts)


def test_no_definition_stands_twice_and_what_counts_alike_says_so():
    told = [each for _name, counts in definitions.everything() for each in counts]

    words = [said for _label, said in told if not said.startswith("Counted like")]
    assert len(words) == len(set(words))
    assert dict(told)["Meetings in each quarter"] == "Counted like “Workshops held”."


@pytest.mark.parametrize("part", DashboardPart)
def test_a_part_says_how_its_files_count(part):
    said = definitions.of_part(part)

    of_figures = [] if part == DashboardPart.GAPS else definitions.of(part.figures[0])
    assert said[: len(of_figures)] == of_figures
    assert said[-1][0] == "What you may see"
