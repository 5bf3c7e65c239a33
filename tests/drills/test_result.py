import pytest

from drills.delivery_log import Entry
from drills.result import Row, judge


def row(name, state="sent", *, is_wrong=False):
    return Row(f"{name}@example.org", f"<{name}@x>", state, is_wrong, "")


def mail(name, *, answered=True, identity=None):
    return Entry(f"<{identity or name}@x>", f"{name}@example.org", answered=answered)


def test_all_is_well_when_each_arrived_once_and_the_wrong_one_did_not():
    rows = [row("a"), row("b"), row("c", "cancelled", is_wrong=True)]

    found = judge(rows, [mail("a"), mail("b", answered=False)])

    assert (found.expected, found.delivered, found.cut_after_accepting) == (2, 2, 1)
    assert all(found.is_kept(policy, hit=0) for policy in ("reconcile", "resend", "hold"))


@pytest.mark.parametrize(
    ("rows", "mails", "field"),
    [
        ([row("a", "pending")], [], "lost"),
        ([row("a", "failed")], [], "lost"),
        ([row("a", "sent")], [], "falsely_sent"),
        ([row("a", "sent", is_wrong=True)], [mail("a")], "wrong"),
        ([row("a")], [mail("a", identity="other")], "strangers"),
    ],
)
def test_no_policy_forgives(rows, mails, field):
    found = judge(rows, mails)

    assert getattr(found, field) == 1
    assert not any(found.is_kept(policy, hit=9) for policy in ("reconcile", "resend", "hold"))


def test_only_resend_forgives_a_double_and_only_for_a_reason():
    found = judge([row("a")], [mail("a"), mail("a")])

    assert found.duplicated == 1
    assert not found.is_kept("reconcile", hit=1)
    assert not found.is_kept("hold", hit=1)
    assert not found.is_kept("resend", hit=0)
    assert found.is_kept("resend", hit=1)


def test_a_double_after_a_cut_answer_is_forgiven_too():
    found = judge([row("a")], [mail("a", answered=False), mail("a")])

    assert found.is_kept("resend", hit=0)


def test_only_hold_leaves_an_unconfirmed_mail_to_a_person():
    found = judge([row("a", "unconfirmed")], [])

    assert (found.lost, found.held) == (0, 1)
    assert found.is_kept("hold", hit=0)
    assert not found.is_kept("reconcile", hit=0)
    assert not found.is_kept("resend", hit=0)
