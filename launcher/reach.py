"""Whether the servers that the environment names can be used."""

import os
from collections.abc import Mapping
from typing import Any

import dj_database_url
import psycopg2
import redis

from launcher.problem import Problem

_WITHIN = 5


def check_named_servers() -> None:
    """Refuse to go on with a database or broker that does not answer."""
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        if url := os.environ.get(name):
            _check_database(name, url)
    if url := os.environ.get("REDIS_URL"):
        _check_broker(url)


def _check_database(name: str, url: str) -> None:
    remedy = (
        f"Put it right (postgres://USER:PASSWORD@HOST:PORT/NAME), or unset {name}.\n"
        "Without DATABASE_URL an embedded PostgreSQL is used."
    )
    try:
        given = dj_database_url.parse(url)
        _connect(given)
    except (ValueError, dj_database_url.ParseError, dj_database_url.UnknownSchemeError):
        message = f"{name} cannot be read as an address.\n{remedy}"
        raise Problem(message) from None
    except psycopg2.Error as error:
        raise Problem(f"{name} cannot be used: {_first_line(error)}\n{remedy}") from None


def _connect(given: Mapping[str, Any]) -> None:
    psycopg2.connect(
        dbname=given["NAME"],
        user=given["USER"] or None,
        password=given["PASSWORD"] or None,
        host=given["HOST"] or None,
        port=given["PORT"] or None,
        connect_timeout=_WITHIN,
    ).close()


def _check_broker(url: str) -> None:
    remedy = (
        "Put it right (redis://:PASSWORD@HOST:PORT/0), or unset REDIS_URL: then an embedded\n"
        "Valkey is used."
    )
    try:
        redis.Redis.from_url(url, socket_connect_timeout=_WITHIN, socket_timeout=_WITHIN).ping()
    except (ValueError, redis.RedisError) as error:
        raise Problem(f"REDIS_URL cannot be used: {_first_line(error)}\n{remedy}") from None


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
