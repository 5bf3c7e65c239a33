"""Sends the links that were asked for: a row waits for it, so a task that is lost loses nothing."""

from celery import shared_task
from django.utils import timezone

from accounts.operations import password_links


@shared_task(name="accounts.send_password_links")
def send_password_links() -> None:
    password_links.send_due(now=timezone.now())
