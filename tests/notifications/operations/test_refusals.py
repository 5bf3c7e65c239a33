"""Whom a refusal blames."""

import pytest

from notifications.operations import refusals


@pytest.mark.parametrize(
    ("words", "is_of_address"),
    [
        ("5.1.1 No such user here", True),
        ("5.1.0", True),
        ("5.1.6 Mailbox has moved", True),
        ("5.1.10 Recipient address has null MX", True),
        ("5.1.7 Bad sender's mailbox address", False),
        ("5.1.8 Sender address rejected", False),
        ("5.1.11 Not in the register", False),
        ("5.2.2 Mailbox full", False),
        ("5.7.1 Relaying denied", False),
        ("4.1.1 Try again", False),
        ("No such user: 5.1.1", False),
        ("", False),
    ],
)
def test_an_address_is_given_up_only_for_what_blames_it(words, is_of_address):
    assert refusals.blames_address(words) is is_of_address


@pytest.mark.parametrize(
    ("words", "has_no_number"),
    [("No such user here", True), ("", True), ("5.7.1 Denied", False), ("5.1.1", False)],
)
def test_old_servers_give_no_number(words, has_no_number):
    assert refusals.blames_nobody(words) is has_no_number
