"""Draws one request: a page of the site as it is meant, with some of it made hostile."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

from tests.fuzz import hostile
from tests.fuzz.asks import Ask, Pairs
from tests.fuzz.pages import Form, Page
from tests.fuzz.targets import Target

_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "PROPFIND", "zqx")
_FIRST_ROW = re.compile(r"-\d+-")


def ask(dice: Random, target: Target, page: Page, parameters: tuple[str, ...]) -> Ask:
    """Return a request to ``target``, whose ``page`` is known; lists ask by ``parameters``."""
    way = dice.random()
    if way < 0.45 and page.forms:
        drawn = _filled_in(dice, dice.choice(page.forms))
    elif way < 0.80:
        drawn = Ask("GET", target.path(dice), _asked(dice, page, parameters))
    elif way < 0.97:
        drawn = _odd(dice, target)
    else:
        drawn = Ask("GET", dice.choice(hostile.PATHS), _asked(dice, page, parameters))
    return replace(drawn, headers=_headers(dice), cookies=_cookies(dice))


def _filled_in(dice: Random, form: Form) -> Ask:
    fields = _spoilt(dice, form)
    if form.method == "GET":
        return Ask("GET", form.path, fields)
    files = tuple((name, *dice.choice(hostile.FILES)) for name in form.files if dice.random() < 0.7)
    return Ask("POST", form.path, fields=fields, files=files)


def _spoilt(dice: Random, form: Form) -> Pairs:
    """Return what the form holds with a few answers changed; now and then with all of them."""
    fields = list(form.fields)
    if form.method == "POST" and dice.random() < 0.7:
        fields = _answered(dice, form, fields)
    names = [*dict.fromkeys([name for name, _value in fields] + list(form.options))]
    if not names:
        return ((hostile.text(dice), hostile.text(dice)),)
    every = dice.random() < 0.1
    for name in names if every else dice.choices(names, k=dice.choice((0, 1, 1, 2, 3, 6))):
        if name != "csrfmiddlewaretoken":
            fields = _changed(dice, fields, name, form.options.get(name, ()))
    return tuple(fields)


def _answered(dice: Random, form: Form, fields: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Answer what stands empty as people do, or nothing would ever be kept."""
    empty = [name for name in form.kinds if not any(n == name and v for n, v in fields)]
    said = [pair for pair in fields if pair[0] not in empty]
    for name in empty:
        given = hostile.PLAIN.get(form.kinds[name], hostile.WORDS)
        given = tuple(filter(None, form.options.get(name, ()))) or given
        if form.kinds[name] != "file" and (given is not hostile.WORDS or dice.random() < 0.8):
            said.append((name, dice.choice(given)))
    return said


def _changed(
    dice: Random, fields: list[tuple[str, str]], name: str, options: tuple[str, ...]
) -> list[tuple[str, str]]:
    others = [pair for pair in fields if pair[0] != name]
    way = dice.random()
    if way < 0.1:
        return others
    if way < 0.2:
        return [*fields, (name, hostile.text(dice))]
    if way < 0.25:
        return [*fields, (_FIRST_ROW.sub(f"-{dice.choice((1, 7, 999999))}-", name), "zqx")]
    if way < 0.45 and options:
        return [*others, (name, dice.choice(options))]
    return [*others, (name, hostile.text(dice))]


def _asked(dice: Random, page: Page, parameters: tuple[str, ...]) -> Pairs:
    """Return filters, orders and pages, most of which the page knows."""
    known = [*page.parameters]
    for form in page.forms:
        known += [pair for pair in form.fields if form.method == "GET"]
        known += [(name, value) for name, values in form.options.items() for value in values]
    asked: list[tuple[str, str]] = []
    for _ in range(dice.choice((0, 1, 1, 2, 3, 5))):
        name, value = dice.choice(known) if known else ("q", "")
        if dice.random() < 0.25:
            name = dice.choice(parameters)
        asked.append((name, hostile.text(dice) if dice.random() < 0.7 else value))
    return tuple(asked)


def _odd(dice: Random, target: Target) -> Ask:
    """Return any method with any body."""
    raw = (dice.choice(hostile.TYPES), dice.choice(hostile.BODIES))
    return Ask(dice.choice(_METHODS), target.path(dice), raw=raw)


def _headers(dice: Random) -> Pairs:
    many = dice.choice((1, 2, 4)) if dice.random() < 0.3 else 0
    drawn = dict(dice.choices(hostile.HEADERS, k=many))
    if dice.random() < 0.2:
        drawn["HX-Request"] = "true"
    return tuple(drawn.items())


def _cookies(dice: Random) -> Pairs:
    return (dice.choice(hostile.COOKIES),) if dice.random() < 0.05 else ()
