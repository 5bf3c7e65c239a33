"""What is said of the mails that go out with a change."""

import pytest

from events.views.readers import with_mails


@pytest.mark.parametrize(
    ("readers", "said"),
    [
        ([], "Saved."),
        (["one"], "Saved. 1 person gets a mail about this."),
        (["one", "two"], "Saved. 2 people get a mail about this."),
    ],
)
def test_it_is_said_how_many_get_a_mail(readers, said):
    assert with_mails("Saved.", readers) == said
