from collections import Counter

from drills.fault_plan import MailFault, Odds


def test_faults_come_as_often_as_the_odds_say_and_the_same_for_the_same_seed():
    odds = Odds(drop_after=0.1, drop_before=0.2, busy=0.3)
    one, other = odds.plan(7), odds.plan(7)

    drawn = [one() for _ in range(10_000)]

    assert drawn == [other() for _ in range(10_000)]
    counts = Counter(drawn)
    assert 900 < counts[MailFault.DROP_AFTER] < 1100
    assert 1850 < counts[MailFault.DROP_BEFORE] < 2150
    assert 2800 < counts[MailFault.BUSY] < 3200


def test_without_odds_every_mail_goes_through():
    plan = Odds().plan(1)

    assert {plan() for _ in range(1000)} == {None}
