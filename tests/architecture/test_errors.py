"""Every refusal has a code of its own and says a sentence."""

import ast
import importlib
import pkgutil
from collections import Counter
from pathlib import Path

from django.apps import apps

from core.errors import DomainError

ROOT = Path(__file__).resolve().parents[2]
APPS = [config for config in apps.get_app_configs() if Path(config.path).parent == ROOT]


def _modules():
    for config in APPS:
        for found in pkgutil.walk_packages(config.module.__path__, f"{config.name}."):
            if ".migrations" not in found.name:
                yield importlib.import_module(found.name)


def _errors():
    """Return every class of refusal in the product."""
    names = {module.__name__ for module in _modules()}
    waiting, found = [DomainError], []
    while waiting:
        for error in waiting.pop().__subclasses__():
            waiting.append(error)
            if error.__module__ in names:
                found.append(error)
    return found


def _calls():
    """Return the class and the arguments of every refusal that is made."""
    names = {error.__name__ for error in _errors()} | {"DomainError"}
    for config in APPS:
        for path in sorted(Path(config.path).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text())):
                if not isinstance(node, ast.Call):
                    continue
                called = ast.unparse(node.func).rpartition(".")[2]
                if called in names:
                    yield called, node.args, f"{path.relative_to(ROOT)}:{node.lineno}"


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
