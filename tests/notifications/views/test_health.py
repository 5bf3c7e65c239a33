"""The page that monitoring reads."""

from datetime import timedelta

from django.conf import settings
from django.test import Client

from notifications.models import Heartbeat
from notifications.queries import clock


def heartbeats(**ages):
    for name, seconds in ages.items():
        Heartbeat.objects.create(name=name, beat_at=clock.now() - timedelta(seconds=seconds))


def test_it_answers_200_and_names_each_part_when_all_is_well(db):
    heartbeats(beat=1, worker=1, mail_worker=1)

    response = Client().get("/healthz")

    assert (response.status_code, response.json()) == (
        200,
        {
            "database": "ok",
            "broker": "ok",
            "worker": "ok",
            "mail_worker": "ok",
            "beat": "ok",
            "version": settings.RELEASE,
        },
    )
    assert "no-store" in response["Cache-Control"]


def test_it_answers_503_when_one_part_is_down(db):
    heartbeats(beat=1, worker=3600, mail_worker=1)

    response = Client().get("/healthz")

    assert (response.status_code, response.json()["worker"]) == (503, "down")


def test_it_only_answers_questions(db):
    assert Client().post("/healthz").status_code == 405


def test_a_process_is_ready_when_its_database_has_the_tables_of_its_version(db):
    response = Client().get("/readyz")

    assert (response.status_code, response.json()) == (200, {"web": "ok"})
    assert "no-store" in response["Cache-Control"]
