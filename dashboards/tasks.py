"""The one task of the figures."""

from celery import shared_task

from dashboards.operations import tallies


@shared_task(name="dashboards.fold_tallies")
def fold_tallies() -> None:
    """Join what was added to the tallies."""
    tallies.fold()
