"""The timetable names tasks that exist."""

from django.conf import settings

from config.celery import app


def test_every_task_of_the_timetable_is_registered():
    app.loader.import_default_modules()

    named = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}

    assert named - set(app.tasks) == set()
    assert named != set()


def test_every_entry_expires():
    entries = settings.CELERY_BEAT_SCHEDULE.values()

    assert [entry for entry in entries if not entry["options"].get("expires")] == []
