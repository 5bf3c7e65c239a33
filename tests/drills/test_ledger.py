from drills import ledger
from drills.ledger import Entry, Ledger


def test_what_was_accepted_is_known_to_the_next_life(tmp_path):
    path = tmp_path / "ledger.tsv"
    first = Ledger(path)
    first.add(Entry("<a@x>", "dara@example.org"))
    first.add(Entry("<b@x>", "sok@example.org", answered=False))
    first.close()

    second = Ledger(path)
    second.add(Entry("<b@x>", "sok@example.org"))
    second.close()

    assert second.has("<a@x>")
    assert not second.has("<c@x>")
    assert ledger.read(path) == [
        Entry("<a@x>", "dara@example.org"),
        Entry("<b@x>", "sok@example.org", answered=False),
        Entry("<b@x>", "sok@example.org"),
    ]
