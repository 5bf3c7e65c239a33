"""The sections of a record's page, and the row of what it lacks."""

from __future__ import annotations

import pytest
from django.template import Context, Template

PAGE = """
{% sections %}
    {% section "topics" "Topics" topics %}
        {% rows topics as topic %}<li>{{ topic }}</li>{% endrows %}
        {% offers "/topics/add/" "Add a topic" inline=True %}
    {% endsection %}
    {% section "files" "Files" files expected=True %}
        <p>A file</p>
        {% if may %}
            {% adds "dashboards:home" label="Add a file" short="A file" kind="x" %}
        {% endif %}
    {% endsection %}
{% endsections %}
"""


def drawn(source: str = PAGE, **context: object) -> str:
    text = Template(source).render(Context({"form": None, **context}))
    return " ".join(text.split()).replace(" >", ">").replace("> <", "><")


def test_what_is_there_is_drawn_with_the_way_to_add_to_it():
    page = drawn(topics=["Robots"], files=["x"], may=True)

    assert "<h2>Topics</h2>" in page
    assert "<li>Robots</li>" in page
    assert '<a href="/?kind=x">' in page
    assert 'id="more"' not in page


def test_what_is_not_there_joins_the_row():
    page = drawn(topics=[], files=[], may=True)
    row = page[page.index('id="more"') :]

    assert "<p>A file</p>" not in page
    assert '<a href="/?kind=x">' in row
    assert 'A file<span class="visually-hidden">: Add a file</span>' in row
    assert 'Topics<span class="visually-hidden">: Add a topic</span>' in row
    assert "Nothing is recorded yet" not in page


def test_an_inline_section_keeps_its_place_and_its_form_opens_there():
    page = drawn(topics=[], files=["x"])

    assert '<section class="card" id="topics" hidden></section>' in page
    assert 'hx-get="/topics/add/" hx-target="#topics"' in page
    assert "<h2>Topics</h2>" in drawn(topics=[], files=["x"], form="open")


def test_what_is_expected_and_may_not_be_added_is_said_to_be_missing():
    page = drawn(topics=["Robots"], files=[])

    assert "Nothing is recorded yet: Files" in page
    assert "Files" not in drawn(topics=[], files=["x"]).partition("Nothing is recorded")[2]


@pytest.mark.parametrize(("files", "count"), [([], 0), (["x"], 1)])
def test_a_part_of_a_page_keeps_no_row(files, count):
    part = PAGE.replace("{% sections %}", "").replace("{% endsections %}", "")
    page = drawn(part, topics=[], files=files, may=True)

    assert page.count("<h2>Files</h2>") == count
    assert 'id="more"' not in page


def test_a_long_list_folds_after_the_first_few_rows_unless_they_are_edited():
    topics = [f"Topic {number}" for number in range(6)]
    page = drawn(topics=topics, files=["x"])
    first, folded = page.split('<details class="more">')

    assert [first.count(topic) + 2 * folded.count(topic) for topic in topics] == [1, 1, 1, 2, 2, 2]
    assert "Show 3 more" in folded
    assert "<details" not in drawn(topics=topics, files=["x"], editing="topics")
    assert "<details" not in drawn(topics=topics[:4], files=["x"])


def test_a_list_without_rows_is_not_drawn():
    assert "<ul" not in drawn("{% rows topics as topic %}<li>x</li>{% endrows %}", topics=None)
