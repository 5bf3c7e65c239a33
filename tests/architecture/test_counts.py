"""A count is written one way wherever it is shown: as ``formats.number`` writes it."""

import ast
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "templates").rglob("*.txt")]
SENTENCE = re.compile(r"{%\s*blocktranslate\b(.*?)%}(.*?){%\s*endblocktranslate", re.DOTALL)
COUNTED = re.compile(r"\bcount\s+(\w+)=")
PLURALS = {"ngettext", "ngettext_lazy"}
TEXTS = PLURALS | {"_", "gettext", "gettext_lazy"}


def _bare_in(path):
    text = path.read_text(encoding="utf-8")
    for head, body in SENTENCE.findall(text):
        counted = COUNTED.search(head)
        if counted and re.search(rf"{{{{\s*{counted[1]}\s*}}}}", body):
            yield path.name, head.strip()
    yield from ((path.name, found) for found in re.findall(r"{{[^}]*\|length\s*}}", text))


@cache
def _found():
    """Return, by what is asked, what stands wrong in all modules: each is read once."""
    bare, numbers = [], []
    for path, tree in _trees():
        name = str(path.relative_to(ROOT))
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef):
                bare += [(name, value) for value in _bare_values(function)]
        numbers += [(name, text) for text in _with_numbers(tree)]
    return {"bare": bare, "numbers": numbers}


def _with_numbers(tree):
    for call in _calls(tree, TEXTS):
        for text in call.args:
            if isinstance(text, ast.Constant) and re.search(r"%\(\w+\)d", str(text.value)):
                yield text.value


def _trees():
    for path in sorted(ROOT.glob("*/**/*.py")):
        top = path.relative_to(ROOT).parts[0]
        if (ROOT / top / "__init__.py").exists() and top not in ("tests", "launcher", "drills"):
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def _calls(tree, names):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in names:
            yield node


def _bare_values(function):
    """Return what a function puts into a text as it stands, though the text is about its count."""
    counts = {ast.dump(call.args[2]) for call in _calls(function, PLURALS)}
    values = [v for node in ast.walk(function) if isinstance(node, ast.Dict) for v in node.values]
    return [ast.unparse(value) for value in values if ast.dump(value) in counts]


def test_templates_show_counts_with_separators():
    assert [bare for path in TEMPLATES for bare in _bare_in(path)] == []


def test_sentences_show_counts_with_separators():
    assert _found()["bare"] == []


def test_no_sentence_takes_a_number_as_it_stands():
    assert _found()["numbers"] == []
