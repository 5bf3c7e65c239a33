"""The Celery application: tasks are found in each app's ``tasks`` module."""

import os
from typing import Any

from celery import Celery, Task

from core.wall import beyond_the_reader

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")


class SystemTask(Task):
    """What a clock starts is read for nobody: it looks at everything, and writes to many."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Do it beyond any reader."""
        with beyond_the_reader():
            return super().__call__(*args, **kwargs)


app = Celery("tvet", task_cls=SystemTask)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.task_routes = {"notifications.send_batch": {"queue": "mail"}}
app.autodiscover_tasks()
