"""Settings, root addresses and the Celery application; imported by no app."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
