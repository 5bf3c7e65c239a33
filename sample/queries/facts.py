"""What the documents state, and what is loaded of it already."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from django.db import models

ModelT = TypeVar("ModelT", bound=models.Model)

_PATH = Path(__file__).parents[1] / "network.yaml"


@cache
def stated(section: str) -> Any:
    """Return one section of the facts."""
    return yaml.safe_load(_PATH.read_text(encoding="utf-8"))[section]


def loaded(model: type[ModelT], key: str) -> ModelT:
    """Return the record that came from the fact of that key."""
    return model._default_manager.get(source_key=key)


def is_loaded(model: type[models.Model], key: str) -> bool:
    """Say whether a fact is in the database; it is left as people have made it since."""
    return model._default_manager.filter(source_key=key).exists()
