"""What is said of the mails that go out with a change."""

import pytest

from core.form_pages import FormPage
from followup.views.notices import to_confirm, with_mails

PAGE = FormPage(title="Edit", success="Saved.")


@pytest.mark.parametrize(
    ("readers", "said"),
    [
        ([], "Saved."),
        (["one"], "Saved. 1 person will get a mail about this."),
        (["one", "two"], "Saved. 2 people will get a mail about this."),
    ],
)
def test_it_is_said_how_many_get_a_mail(readers, said):
    assert with_mails(PAGE, readers).success == said


@pytest.mark.parametrize(
    ("readers", "button"),
    [(["one"], "Save and send 1 mail"), (["one", "two"], "Save and send 2 mails")],
)
def test_the_button_says_how_many_mails_it_sends(readers, button):
    assert to_confirm(PAGE, readers).button == button
