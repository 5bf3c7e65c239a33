from redis import Redis

from tests import brokers


def test_each_has_an_empty_database_of_the_broker():
    with brokers.claimed() as first, brokers.claimed() as second:
        assert first != second
        with Redis.from_url(first) as broker:
            broker.set("left", "behind")
            assert Redis.from_url(second).dbsize() == 0

    with Redis.from_url(first) as broker:
        assert broker.dbsize() == 0
