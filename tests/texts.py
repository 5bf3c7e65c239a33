"""Every text of the product that a user may read, where it stands, and how hard it is to read.

``python -m tests.texts`` lists them, the hardest first: the words of the longest sentence, LIX,
place and text. LIX is the words of a sentence plus the share of words of more than six letters, in
percent; it needs no list of words. Of one short text it says little; of all it says where to look.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import trim_whitespace

ROOT = Path(__file__).resolve().parents[1]
LONG_WORD = 7
# Which arguments are texts: some calls name a context first.
_CALLS = {"gettext": [0], "ngettext": [0, 1], "pgettext": [1], "npgettext": [1, 2]}
_TAG = re.compile(r"""(?:{%\s*translate\s+|[\s=:(]_\()(?:"([^"]+)"|'([^']+)')""")
_BLOCK = re.compile(r"{%\s*blocktranslate\b.*?%}(.*?){%\s*endblocktranslate\s*%}", re.DOTALL)
_PLURAL = re.compile(r"{%\s*plural\s*%}")
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|{{.*?}}")
_MARKUP = re.compile(r"<[^>]+>|&\w+;")
_END = re.compile(r"(?<=[.?!:])\s+")
_WORD = re.compile(r"[^\W_]+(?:['\N{RIGHT SINGLE QUOTATION MARK}-][^\W_]+)*")


class Text(NamedTuple):
    """What is said, and where: ``events/views/log.py:51``."""

    place: str
    said: str

    @property
    def plain(self) -> str:
        """Return the text without markup; what is filled in later counts as one word."""
        return _MARKUP.sub(" ", _PLACEHOLDER.sub("X", self.said)).strip()

    @property
    def sentences(self) -> list[list[str]]:
        """Return the words of each sentence; a colon ends one, a semicolon does not."""
        return [words for part in _END.split(self.plain) if (words := _WORD.findall(part))]

    @property
    def longest(self) -> int:
        """Return how many words the longest sentence has."""
        return max(map(len, self.sentences), default=0)

    @property
    def lix(self) -> int:
        """Return how hard the text is: below 30 easy, above 50 hard."""
        words = [word for sentence in self.sentences for word in sentence]
        if not words:
            return 0
        long = sum(len(word) >= LONG_WORD for word in words)
        return round(len(words) / len(self.sentences) + 100 * long / len(words))


def texts() -> Iterator[Text]:
    """Yield every text that is handed to gettext, in modules and in templates."""
    for app in sorted(path.parent for path in ROOT.glob("*/apps.py")):
        for path in sorted(app.rglob("*.py")):
            if "migrations" not in path.parts:
                yield from (Text(_place(path, line), said) for line, said in _in_module(path))
    for path in sorted((ROOT / "templates").rglob("*.*")):
        yield from (Text(_place(path, line), said) for line, said in _in_template(path.read_text()))


def _place(path: Path, line: int) -> str:
    return f"{path.relative_to(ROOT).as_posix()}:{line}"


def _in_module(path: Path) -> Iterator[tuple[int, str]]:
    tree = ast.parse(path.read_text())
    names = {
        alias.asname or alias.name: _CALLS.get(alias.name.removesuffix("_lazy"), [])
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            for n in names.get(node.func.id, []):
                said = node.args[n]
                if isinstance(said, ast.Constant) and isinstance(said.value, str):
                    yield said.lineno, said.value


def _in_template(source: str) -> Iterator[tuple[int, str]]:
    for found in _TAG.finditer(source):
        yield source.count("\n", 0, found.end()) + 1, found[1] or found[2]
    for found in _BLOCK.finditer(source):
        line = source.count("\n", 0, found.start()) + 1
        yield from ((line, trim_whitespace(said)) for said in _PLURAL.split(found[1]))


if __name__ == "__main__":
    for text in sorted(texts(), key=lambda text: (-text.longest, -text.lix, text.said)):
        print(f"{text.longest:3} {text.lix:4}  {text.place}  {text.said}")  # noqa: T201 - a list to read
