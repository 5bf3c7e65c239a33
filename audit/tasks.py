"""Seals the history from time to time; the head goes to the log, which others keep."""

import logging

from celery import shared_task

from audit.operations import seals

_LOG = logging.getLogger(__name__)


@shared_task(name="audit.seal_history")
def seal_history() -> None:
    sealed = seals.seal()
    if sealed.rows:
        _LOG.info("%s rows of history are sealed. The head is %s", sealed.rows, sealed.head)
