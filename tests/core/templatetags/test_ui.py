from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import override

from core.enums import ShownState
from core.pages import Pages

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def render(settings) -> Callable[..., str]:
    settings.ROOT_URLCONF = "allauth.urls"

    def rendered(source: str, url: str = "/", **context: object) -> str:
        request = RequestFactory().get(url)
        text = Template(source).render(Context({"request": request, **context}))
        return " ".join(text.split()).replace(" >", ">").replace("> <", "><")

    return rendered


class Pace(ShownState):
    LATE = "late", "bad", "late", "Late"


class Question(forms.Form):
    name = forms.CharField(label="What is the name?", help_text="As written on the door.")
    note = forms.CharField(label="Anything else?", required=False)
    mode = forms.ChoiceField(
        label="How did they meet?",
        widget=forms.RadioSelect,
        choices=[("online", "Online"), ("both", "Both")],
        error_messages={"required": "Choose how they met."},
    )


# The frame of a page


def test_page_header_is_the_h1_with_its_buttons(render):
    page = render(
        '{% page_header title "Lede" %}<a href="/x/">Edit</a>{% endpage_header %}', title="A & B"
    )

    assert "<h1>A &amp; B</h1>" in page
    assert '<p class="lede">Lede</p>' in page
    assert '<div class="page-header-actions"><a href="/x/">Edit</a></div>' in page


def test_page_header_without_buttons_has_no_place_for_them(render):
    assert "page-header-actions" not in render('{% page_header "Title" %} {% endpage_header %}')


def test_breadcrumbs_take_url_names_and_paths_and_end_with_this_page(render):
    trail = render('{% breadcrumbs "Sign in" "account_login" "Up" "/up/" "Here" %}')

    assert '<a href="/login/">Sign in</a>' in trail
    assert '<a href="/up/">Up</a>' in trail
    assert '<span aria-current="page">Here</span>' in trail


@pytest.mark.parametrize(
    ("path", "mark"),
    [
        ("/login/", ' aria-current="page"'),
        ("/login/more/", ' aria-current="true"'),
        ("/elsewhere/", ""),
    ],
)
def test_nav_link_marks_the_page_and_what_lies_below_it(render, path, mark):
    item = render('{% nav_link "account_login" "Sign in" %}', path)

    assert item == f'<li><a href="/login/"{mark}>Sign in</a></li>'


def test_pagination_keeps_the_question_and_marks_the_page(render):
    page = Pages(range(60)).page(2)

    links = render("{% pagination page %}", "/list/?q=a&page=2", page=page)

    assert '<a href="?q=a&amp;page=1" rel="prev">' in links
    assert '<a href="?q=a&amp;page=3" rel="next">' in links
    assert links.count('aria-current="page"') == 1
    assert "26 to 50 of 60" in links


def test_pagination_of_a_single_page_is_nothing(render):
    assert render("{% pagination page %}", page=Pages(range(3)).page(1)) == ""


# Blocks


def test_card_has_a_heading_and_a_link_to_the_whole(render):
    card = render('{% card "Files" id="files" url="/f/" link="All files" %}<p>x</p>{% endcard %}')

    assert '<section class="card" id="files">' in card
    assert "<h2>Files</h2>" in card
    assert '<a href="/f/">All files</a>' in card
    assert "<p>x</p>" in card


@pytest.mark.parametrize(
    ("tone", "shown"),
    [
        ("", "info"),
        ("debug", "info"),
        ("success", "success"),
        ("warning", "warning"),
        ("error", "danger"),
    ],
)
def test_alert_understands_the_levels_of_messages(render, tone, shown):
    assert f"alert-{shown}" in render("{% alert tone %}<p>x</p>{% endalert %}", tone=tone)


def test_a_live_alert_is_read_out(render):
    assert 'role="alert"' in render('{% alert "danger" live=True %}x{% endalert %}')
    assert 'role="status"' in render('{% alert "info" live=True %}x{% endalert %}')
    assert "role=" not in render('{% alert "info" %}x{% endalert %}')


def test_details_open_when_told(render):
    assert '<details class="details">' in render('{% details "More" %}x{% enddetails %}')
    assert '<details class="details" open>' in render(
        '{% details "More" open=True %}x{% enddetails %}'
    )


def test_empty_state_leads_to_what_one_can_do(render):
    line = render(
        '{% empty_state "No minutes yet." url="/m/" link="Add minutes" '
        'hint="Later is fine." icon="file" %}'
    )

    assert "No minutes yet." in line
    assert '<a href="/m/">Add minutes</a>' in line
    assert "<p>Later is fine.</p>" in line


def test_stat_links_to_the_list_it_counts_and_keeps_zero(render):
    assert 'href="/w/"' in render('{% stat "Workshops" 0 "none before" "/w/" %}')
    assert ">0</a>" in render('{% stat "Workshops" 0 url="/w/" %}')
    assert "Not known" in render('{% stat "People" none %}', none=None)


def test_task_list_tells_done_from_open_in_words(render):
    tasks = render(
        '{% task_list "Missing" %}{% task "Add names" "/n/" hint="0 of 17" %}'
        '{% task "Log it" done=True %}'
        "{% endtask_list %}"
    )

    assert "<h2>Missing</h2>" in tasks
    assert 'aria-label="To do"' in tasks
    assert 'aria-label="Done"' in tasks
    assert '<a href="/n/">Add names</a>' in tasks
    assert "0 of 17" in tasks


def test_field_list_says_what_is_not_known_and_escapes_the_rest(render):
    facts = render(
        '{% field_list %}{% field_item "Women" none %}{% field_item "Men" 0 %}'
        '{% field_item "Name" name %}{% field_row "Site" %}<b>x</b>'
        "{% endfield_row %}"
        '{% field_row "Mail" %} {% endfield_row %}{% endfield_list %}',
        none=None,
        name="<A>",
    )

    assert facts.count("Not known") == 2
    assert "<dd>0</dd>" in facts
    assert "<dd>&lt;A&gt;</dd>" in facts
    assert "<b>x</b>" in facts


def test_data_table_names_its_columns_and_sets_numbers_to_the_right(render):
    table = render(
        '{% data_table "College" "People" numbers=1 caption="By college" %}'
        "{% for name in names %}<tr><th>{{ name }}</th></tr>{% endfor %}{% enddata_table %}",
        names=["<A>"],
    )

    assert '<table class="table table-stack">' in table
    assert '<caption class="visually-hidden">By college</caption>' in table
    assert '<th scope="col">College</th><th scope="col" class="num">People</th>' in table
    assert "<tr><th>&lt;A&gt;</th></tr>" in table
    assert '<table class="table"><thead>' in render(
        "{% data_table stacked=False %}{% enddata_table %}"
    )


# Words and shapes


def test_icon_is_hidden_unless_it_says_something(render):
    assert 'aria-hidden="true"' in render('{% icon "check" %}')
    assert 'role="img" aria-label="Done"' in render('{% icon "check" "Done" %}')


def test_an_unknown_icon_is_refused(render):
    with pytest.raises(KeyError):
        render('{% icon "unicorn" %}')


def test_status_takes_shape_tone_and_word_from_the_value(render):
    shown = render("{% status pace %}", pace=SimpleNamespace(tone="bad", icon="late", label="Late"))

    assert shown == render("{% status pace %}", pace=Pace.LATE)
    assert '<span class="status tone-bad"><svg' in shown
    assert shown.endswith("</svg>Late</span>")


def test_status_of_a_tone_has_the_shape_of_the_tone(render):
    assert render('{% status none label="On" tone="good" %}', none=None) == render(
        '{% status none label="On" tone="good" icon="check" %}', none=None
    )


@pytest.mark.parametrize(
    ("value", "shown"), [(0, "0"), (None, "Not known"), ("", "Not known"), ("x", "x")]
)
def test_known_keeps_zero(render, value, shown):
    assert shown in render("{{ value|known }}", value=value)


# Languages of user text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Plain & simple", "Plain &amp; simple"),
        ("Hanói é", "Hanói é"),
        ("广州市工贸技师学院", '<span lang="zh">广州市工贸技师学院</span>'),
        ("NPIC វិទ្យាស្ថាន ជាតិ.", 'NPIC <span lang="km">វិទ្យាស្ថាន ជាតិ</span>.'),
        ("ລາວ / မြန်မာ", '<span lang="lo">ລາວ</span> / <span lang="my">မြန်မာ</span>'),
        ("<b>ไทย", '&lt;b&gt;<span lang="th">ไทย</span>'),
    ],
)
def test_lang_span_names_the_language_of_each_run(render, text, shown):
    assert render("{{ text|lang_span }}", text=text) == shown


def test_lang_span_leaves_markup_and_the_language_of_the_page_alone(render):
    assert render("{{ text|lang_span }}", text=mark_safe("<i>ລາວ</i>")) == "<i>ລາວ</i>"
    with override("zh-hans"):
        assert render("{{ text|lang_span }}", text="广州 NPIC") == "广州 NPIC"


def test_lang_attr_is_for_text_that_is_mostly_of_one_script(render):
    assert render("<p {{ text|lang_attr }}>", text="វិទ្យាស្ថានជាតិ NPIC") == '<p lang="km">'
    assert render("<p {{ text|lang_attr }}>", text="A long sentence about 广州") == "<p>"


# Forms


def test_form_errors_is_silent_for_an_unsent_form(render):
    assert render("{% form_errors form %}", form=Question()) == ""


def test_form_errors_leads_to_each_field_and_names_it_where_the_message_does_not(render):
    summary = render("{% form_errors form %}", form=Question({"name": ""}))

    assert 'role="alert"' in summary
    assert '<a href="#id_name">What is the name?: This field is required.</a>' in summary
    assert '<a href="#div_id_mode">Choose how they met.</a>' in summary


def test_form_errors_holds_those_of_formsets_and_of_whole_forms(render):
    class Paired(Question):
        def clean(self) -> None:
            raise forms.ValidationError("Both sides are the same.")

    rows = forms.formset_factory(Paired, min_num=2, validate_min=True, extra=0)
    sent = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-name": "x"}

    summary = render("{% form_errors rows %}", rows=rows(sent))

    assert "<li>Please submit at least 2 forms.</li>" in summary
    assert "<li>Both sides are the same.</li>" in summary
    assert 'href="#div_id_form-0-mode"' in summary


def test_crispy_adds_no_second_summary(render):
    form = Question({"name": ""})
    assert render("{{ form|crispy }}", form=form).count("data-error-summary") == 1

    page = render("{% form_errors form %}{{ form|crispy }}", form=Question({"name": ""}))

    assert page.count("data-error-summary") == 1


def test_a_field_is_described_by_its_hint_and_its_error_above_it(render):
    field = render("{{ form.name|as_crispy_field }}", form=Question({"name": ""}))

    assert 'aria-describedby="id_name_helptext id_name_error"' in field
    assert 'aria-invalid="true"' in field
    assert (
        field.index('id="id_name_helptext"')
        < field.index('id="id_name_error"')
        < field.index("<input")
    )
    assert "leave this empty" not in field


def test_an_optional_field_says_so(render):
    assert "(you can leave this empty)" in render(
        "{{ form.note|as_crispy_field }}", form=Question()
    )


def test_choices_are_a_group_with_the_question_as_its_legend(render):
    field = render("{{ form.mode|as_crispy_field }}", form=Question({}))

    assert '<fieldset class="choices" id="id_mode" aria-describedby="id_mode_error">' in field
    assert "<legend>How did they meet?" in field
    assert '<label class="form-check-label" for="id_mode_1">Both</label>' in field


def test_formset_offers_rows_an_empty_one_and_a_button_that_works_without_script(render):
    rows = forms.formset_factory(Question, extra=2)(prefix="actions")

    block = render(
        '{% formset rows add="Add another action" legend="Action" cols="3-1-1" %}', rows=rows
    )

    assert block.count("data-formset-row>") == 3
    assert 'aria-label="Action 2"' in block
    assert 'aria-label="Action __number__"' in block
    assert 'name="actions-__prefix__-name"' in block
    assert 'name="add_actions" value="1" formnovalidate' in block


def test_filter_bar_asks_by_get_and_can_be_cleared(render):
    bar = render("{% filter_bar form %}", "/list/?name=a&other=b", form=Question({"name": "a"}))

    assert 'method="get"' in bar
    assert 'hx-get="/list/"' in bar
    assert 'hx-target="#results"' in bar
    assert '<a class="btn btn-link" href="/list/">Clear filters</a>' in bar
    assert '<details class="fold" open>' in bar


def test_filters_that_nobody_set_are_folded_before_any_script_comes(render):
    bar = render("{% filter_bar form %}", "/list/?other=b", form=Question({}))

    assert ("Clear filters" in bar, '<details class="fold">' in bar) == (False, True)


def test_save_bar_has_room_for_the_word_about_the_draft(render):
    bar = render('{% save_bar %}<button class="btn btn-primary">Save</button>{% endsave_bar %}')

    assert "data-draft-status" in bar
    assert ">Save</button>" in bar


def test_has_errors_of_anything_else_is_no(render):
    assert render("{% if form|has_errors %}yes{% endif %}", form=None) == ""
    assert render("{% if form|has_errors %}yes{% endif %}", form=Question({})) == "yes"


def test_fields_stand_below_each_other_or_in_a_row(render):
    form = Question()
    each = "{{ form.name|as_crispy_field }}{{ form.note|as_crispy_field }}"
    source = "{% load crispy_forms_filters %}" + each

    below = render("{% form_fields form.name form.note %}", form=form)

    assert below == render(source, form=form)
    assert render("{% form_row form.name form.note %}", form=form) == (
        f'<div class="form-row">{below}</div>'.replace("> <", "><")
    )


def test_a_moment_is_told_by_the_day_of_the_reader(render):
    late = datetime(2026, 11, 29, 19, 14, tzinfo=UTC)

    with timezone.override(ZoneInfo("Asia/Bangkok")):
        assert render("{{ late|day }}{{ none|day }}", late=late, none=None) == "30 Nov 2026"
