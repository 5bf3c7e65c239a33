"""Sends mails about accounts, which wait as rows: a task that is lost loses nothing; forgets."""

from celery import shared_task
from django.utils import timezone

from accounts.operations import account_events, password_links, sessions


@shared_task(name="accounts.send_password_links")
def send_password_links() -> None:
    password_links.send_due(now=timezone.now())


@shared_task(name="accounts.send_notices")
def send_notices() -> None:
    account_events.send_due(now=timezone.now())


@shared_task(name="accounts.forget")
def forget() -> None:
    sessions.forget(now=timezone.now())
