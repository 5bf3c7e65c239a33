"""What an invited person is asked."""

import pytest

from followup.forms.replies import AnswerInvitation
from followup.operations.replies import StandIn


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_what_is_typed_about_somebody_else_counts_for_that_answer_only(answer):
    form = AnswerInvitation({"answer": answer, "name": "Chan Thida"})

    assert form.is_valid()
    assert (form.cleaned_data["answer"], form.stand_in()) == (answer, None)


def test_somebody_else_has_a_name_and_may_have_more():
    form = AnswerInvitation(
        {"answer": "else", "name": "Chan Thida", "email": "t@x.example", "position": "Teacher"}
    )

    assert form.is_valid()
    assert form.stand_in() == StandIn("Chan Thida", "t@x.example", "Teacher")


def test_a_name_of_blanks_is_asked_for_again():
    form = AnswerInvitation({"answer": "else", "name": " \u200b "})

    assert form.errors == {"name": ["Write who will come."]}


def test_nothing_chosen_is_asked_for_again():
    assert AnswerInvitation({}).errors == {"answer": ["Choose one of the three answers."]}
