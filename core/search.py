"""The words under which a record is found: kept beside it, made anew whenever it is saved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import islice
from operator import or_
from typing import Any, TypeVar

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Func, IntegerField, Lookup, Q, Value

from core.db import keys_of_each
from core.models import leads_to
from core.normalisation import fold, initials, words
from core.wall import beyond_the_reader

_AT_ONCE = 500
QuerySetT = TypeVar("QuerySetT", bound="models.QuerySet[Any]")
# A word that more rows have than these is checked at each record that the other words leave.
_FEW = 300
_MOST_WORDS = 8
# So many letters have no trigram.
_SHORT = 2


class SearchText(models.TextField[str, str]):
    """What was written in the fields ``of``, folded; no caller has to remember it.

    A dot leads to a record beside this one: "parent.name", or "names.name" of all its names;
    "name:initials" are the first letters of its words. A model whose words stand in texts of
    others says so: ``lends_words_to``. One that is found by texts of others as well says by
    whose: ``found_by``, a path to each.
    """

    def __init__(self, *of: str, **options: Any) -> None:
        self.of = of
        super().__init__(**{"editable": False, "default": "", **options})

    def deconstruct(self) -> Any:
        """Return what a migration writes: what it is made of."""
        name, path, _args, options = super().deconstruct()
        return name, path, list(self.of), options

    def made_of(self, record: models.Model) -> str:
        """Return the text that ``record`` should have."""
        texts = (text for path in self.of for text in _folded(record, path))
        return " ".join(dict.fromkeys(text for text in texts if text))

    def pre_save(self, record: models.Model, add: bool) -> str:  # noqa: ARG002, FBT001 - Django's
        """Make the text before any row is written, one or many."""
        text = self.made_of(record)
        setattr(record, self.attname, text)
        return text

    @property
    def sources(self) -> set[str]:
        """The fields of the record itself that it is made of."""
        return {path.partition(":")[0].split(".")[0] for path in self.of}

    @property
    def beside(self) -> list[str]:
        """The records beside it whose words it has."""
        return sorted({path.split(".")[0] for path in self.of if "." in path})


@SearchText.register_lookup
class HasGram(Lookup[str]):
    """Whether a text has one letter or two beside each other, as the index knows it."""

    lookup_name = "has_gram"

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """Return the condition in the words of the index."""
        text, params = self.process_lhs(compiler, connection)
        return f"search_grams({text}) @> ARRAY[%s]", [*params, self.rhs]


def search_index(name: str) -> GinIndex:
    """Return the index that finds a part of a searched text, however short.

    Trigrams know parts of three letters or more, and beginnings of words. Grams know one letter or
    two of the scripts that put no spaces between words, where a part is no beginning.
    """
    trigrams = OpClass("search_text", name="gin_trgm_ops")
    return GinIndex(trigrams, Func("search_text", function="search_grams"), name=name)


def has_word(word: str, path: str = "search_text") -> Q:
    """Return whether the searched text at ``path`` has ``word``, to be read in each record.

    Of one letter or two nobody means a part of a Latin word: "AI" is no part of "training".
    """
    if len(word) > _SHORT or not word.isascii():
        return Q(**{f"{path}__contains": word})
    return Q(**{f"{path}__startswith": word}) | Q(**{f"{path}__contains": f" {word}"})


def by_index(word: str) -> Q:
    """Return whether a searched text has ``word``, as an index finds it."""
    if len(word) > _SHORT or word.isascii():
        return has_word(word)
    return Q(search_text__has_gram=word)


def likeliest_first(rows: QuerySetT, keys: Sequence[int]) -> QuerySetT:
    """Return those of ``rows`` that have the ``keys``, in their order."""
    place: Any = Func(
        Value(list(keys)), F("pk"), function="array_position", output_field=IntegerField()
    )
    return rows.filter(pk__in=keys).annotate(place=place).order_by("place", "pk")


def in_likely_order(rows: Any) -> Any:
    """Return ``rows`` with the likeliest first, if they were found by a name; else nothing."""
    is_ranked = isinstance(rows, models.QuerySet) and "place" in rows.query.annotations
    return rows.order_by("place", "pk") if is_ranked else None


def search_field(model: type[models.Model]) -> SearchText | None:
    """Return the field that holds the searched text of ``model``, if it has one."""
    return next((each for each in model._meta.fields if isinstance(each, SearchText)), None)


def remake(rows: models.QuerySet[Any]) -> None:
    """Make the searched texts of ``rows`` anew, however many there are.

    Nobody changed these records, so neither their history nor ``updated_at`` tells of it.
    """
    field = search_field(rows.model)
    if field is None:
        return
    found = rows.order_by("pk").prefetch_related(*field.beside).iterator(chunk_size=_AT_ONCE)
    while batch := list(islice(found, _AT_ONCE)):
        for row in batch:
            field.pre_save(row, add=False)
        rows.model._base_manager.bulk_update(batch, [field.attname])


def _folded(record: models.Model, path: str) -> Iterator[str]:
    path, _, made = path.partition(":")
    for text in _texts(record, path.split(".")):
        yield initials(fold(text)) if made else fold(text)


def _texts(record: models.Model, path: list[str]) -> Iterator[str]:
    """Yield the texts at the end of ``path``; a record that is not kept yet has none beside it."""
    first, *rest = path
    if not rest:
        value = getattr(record, first) or ""
        yield from [value] if isinstance(value, str) else value
        return
    for each in _beside(record, first):
        yield from _texts(each, rest)


def _beside(record: models.Model, name: str) -> Iterable[models.Model]:
    field = record._meta.get_field(name)
    if field.one_to_many:
        return getattr(record, name).all() if record.pk else ()
    near = getattr(record, name)
    return () if near is None else (near,)


class Search:
    """A text that is looked for, in as many nouns as there are, each by its index.

    What a word finds beside a record, such as organizations, is asked once for all nouns. A rare
    word leads from there to the records; a common one is checked at each record, and as most have
    it a list that is cut short ends soon.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = words(text)[:_MOST_WORDS]
        self._found: dict[tuple[type[models.Model], str], list[Any] | None] = {}

    @beyond_the_reader()
    def look_into(self, nouns: Iterable[type[models.Model]]) -> None:
        """Find out of several nouns which rows have the words: in one statement."""
        each = {model for noun in nouns for model in (noun, *_beside_of(noun).values())}
        asked = [(model, word) for model in each for word in self.words]
        rows = {str(at): _having(*one) for at, one in enumerate(asked)}
        for at, keys in keys_of_each(rows).items():
            self._found[asked[int(at)]] = keys if len(keys) <= _FEW else None

    def among(self, rows: QuerySetT) -> QuerySetT:
        """Return those of ``rows`` that have each word, in their own text or in one beside."""
        found = self.conditions(rows.model)
        return rows.none() if found is None else rows.filter(*found)

    def conditions(self, model: type[models.Model]) -> list[Q] | None:
        """Return what a record needs to have each word; None where no record of ``model`` does.

        Whoever asks for the rows only then builds no rule of visibility for a noun without any.
        """
        found = []
        for word in self.words:
            ways = list(self._ways(model, word))
            if not ways:
                return None
            found.append(reduce(or_, ways))
        return found

    def _ways(self, model: type[models.Model], word: str) -> Iterator[Q]:
        """Yield the ways to have ``word``; none where no record of this noun has it."""
        rows = model._base_manager.order_by()
        found = {path: self._few(each, word) for path, each in _beside_of(model).items()}
        common = [path for path, keys in found.items() if keys is None]
        few = [rows.filter(**{f"{path}__in": keys}) for path, keys in found.items() if keys]
        # Where each record is looked at in any case its own text is read along.
        own = None if common else self._few(model, word)
        if own is None:
            yield has_word(word)
        elif own and few:
            few.append(rows.filter(pk__in=own))
        elif own:
            yield Q(pk__in=own)
        for path in common:
            yield leads_to(rows.filter(has_word(word, f"{path}__search_text")), "pk")
        if few:
            first, *others = (each.values("pk") for each in few)
            yield Q(pk__in=first.union(*others))

    @beyond_the_reader()
    def _few(self, model: type[models.Model], word: str) -> list[Any] | None:
        """Return the keys of the rows that have ``word``, or None if there are many."""
        if (model, word) not in self._found:
            keys = list(_having(model, word).values_list("pk", flat=True))
            self._found[model, word] = keys if len(keys) <= _FEW else None
        return self._found[model, word]


def _having(model: type[models.Model], word: str) -> models.QuerySet[Any]:
    """Return the first rows that have ``word``, one more than are few."""
    return model._base_manager.filter(by_index(word)).order_by()[: _FEW + 1]


def _beside_of(model: type[models.Model]) -> dict[str, type[models.Model]]:
    """Return by whose texts a record of ``model`` is found as well, by the paths to them."""
    return {path: _at_end_of(model, path) for path in getattr(model, "found_by", ())}


def _at_end_of(model: type[models.Model], path: str) -> type[models.Model]:
    for name in path.split("__"):
        field: Any = model._meta.get_field(name)
        model = field.related_model
    return model
