import pytest

from documents.renderers import places


def test_who_waits_too_long_for_a_place_is_refused_and_the_next_gets_one(settings):
    settings.PAPER_WAIT = 0.01
    held = [places.place() for _ in range(settings.PAPERS_AT_ONCE)]
    for each in held:
        each.__enter__()

    with pytest.raises(places.TooManyPapersError), places.place():
        pass

    for each in held:
        each.__exit__(None, None, None)
    with places.place():
        pass
