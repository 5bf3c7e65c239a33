from drills import delivery_log
from drills.delivery_log import DeliveryLog, Entry


def test_what_was_accepted_is_known_to_the_next_life(tmp_path):
    path = tmp_path / "delivery_log.tsv"
    first = DeliveryLog(path)
    first.add(Entry("<a@x>", "dara@example.org"))
    first.add(Entry("<b@x>", "sok@example.org", answered=False))

    second = DeliveryLog(path)
    second.add(Entry("<b@x>", "sok@example.org"))

    assert second.has("<a@x>")
    assert not second.has("<c@x>")
    assert delivery_log.read(path) == [
        Entry("<a@x>", "dara@example.org"),
        Entry("<b@x>", "sok@example.org", answered=False),
        Entry("<b@x>", "sok@example.org"),
    ]
