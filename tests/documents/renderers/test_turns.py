from contextlib import ExitStack

import pytest

from core.turns import NoTurnError
from documents.renderers import docx, pdf, xlsx
from documents.renderers.turns import PAPERS


@pytest.mark.parametrize("engine", [docx, pdf, xlsx])
def test_whatever_is_made_waits_for_its_turn_before_memory_is_taken(engine, settings):
    settings.PAPER_WAIT = 0.01

    with ExitStack() as others:
        for _turn in range(settings.PAPERS_AT_ONCE):
            others.enter_context(PAPERS.taken())
        with pytest.raises(NoTurnError, match="Other papers are being made"):
            engine.render(None)
