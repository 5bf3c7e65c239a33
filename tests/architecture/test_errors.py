"""Every refusal has a code of its own and says a sentence."""

import ast
import importlib
import pkgutil
from collections import Counter
from functools import cache
from pathlib import Path

from django.apps import apps

from core.errors import DomainError

ROOT = Path(__file__).resolve().parents[2]
APPS = [config for config in apps.get_app_configs() if Path(config.path).parent == ROOT]


# Imported together with this file: what runs then is counted, tests of the tree are not.
MODULES = {
    importlib.import_module(found.name).__name__
    for config in APPS
    for found in pkgutil.walk_packages(config.module.__path__, f"{config.name}.")
    if ".migrations" not in found.name
}


@cache
def _errors():
    """Return every class of refusal in the product."""
    waiting, found = [DomainError], []
    while waiting:
        for error in waiting.pop().__subclasses__():
            waiting.append(error)
            if error.__module__ in MODULES:
                found.append(error)
    return found


def _trees():
    for config in APPS:
        for path in sorted(Path(config.path).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text())


@cache
def _calls():
    """Return the class and the arguments of every refusal that is made, and where."""
    return list(_found_calls())


def _found_calls():
    names = {error.__name__ for error in _errors()} | {"DomainError"}
    for path, tree in _trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func).rpartition(".")[2]
                if called in names:
                    yield called, node.args, f"{path}:{node.lineno}"


def _at_once(tree):
    """Return the names under which a module translates at once."""
    imported = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom))
    return {
        alias.asname or alias.name
        for node in imported
        if node.module == "django.utils.translation"
        for alias in node.names
        if not alias.name.endswith("_lazy")
    }


def test_no_two_refusals_share_a_code():
    codes = Counter(error.code for error in _errors())

    assert [code for code, times in codes.items() if times > 1] == []


def test_a_refusal_is_always_of_a_class_of_its_own():
    assert [place for name, _said, place in _calls() if name == "DomainError"] == []


def test_every_refusal_says_a_sentence():
    assert [place for _name, said, place in _calls() if len(said) != 1] == []


def test_every_class_of_refusal_is_used():
    used = {name for name, _said, _place in _calls()}

    assert [error.code for error in _errors() if error.__name__ not in used] == []


def test_a_refusal_is_said_when_it_is_shown():
    at_once = {path: _at_once(tree) for path, tree in _trees()}
    offenders = [
        place
        for _name, said, place in _calls()
        for one in said
        if isinstance(one, ast.Call | ast.BinOp)
        and at_once[place.rpartition(":")[0]].intersection(
            node.id for node in ast.walk(one) if isinstance(node, ast.Name)
        )
    ]

    assert offenders == []
