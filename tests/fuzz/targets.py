"""Every address that the site knows, with what may stand in its gaps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

from accounts.enums import LinkPurpose
from accounts.operations import links
from notifications.operations import choices
from tests import walk
from tests.fuzz import hostile
from tests.fuzz.asks import quoted

_GAP = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)")
_ENDS = datetime(2030, 1, 1, tzinfo=UTC)
_KEYS = ("0", "1", "2147483648", "9223372036854775808", "9" * 30, "99999999")


@dataclass(frozen=True)
class Target:
    """An address with gaps, and for each gap what belongs there: ours first, then theirs."""

    name: str
    route: str
    gaps: dict[str, tuple[str, ...]]

    def path(self, dice: Random | None = None) -> str:
        """Return an address of our own; with dice one that may be of others, or of nobody."""
        return _GAP.sub(lambda gap: self._fill(gap[1] or gap[2], dice), self.route)

    def _fill(self, gap: str, dice: Random | None) -> str:
        known = self.gaps.get(gap) or ("1",)
        if dice is None or dice.random() < 0.6:
            return quoted(known[0])
        if dice.random() < 0.6:
            return quoted(dice.choice(known))
        return quoted(dice.choice(_KEYS) if dice.random() < 0.5 else hostile.text(dice))


def every_target(stage: walk.Stage) -> list[Target]:
    """Return all addresses, sorted, so that a seed draws the same ones again."""
    tokens = _tokens(stage)
    found = [
        Target(name, route, _gaps(name, stage, tokens))
        for name, route in _routes(get_resolver().url_patterns, "", "/")
    ]
    return sorted(found, key=lambda target: (target.name, target.route))


def _routes(patterns: list[Any], namespace: str, before: str) -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        route = before + _plain(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _routes(pattern.url_patterns, inner, route)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}", route


def _plain(pattern: Any) -> str:
    route = str(pattern)
    return route if isinstance(pattern, RoutePattern) else re.sub(r"[\^$\\?]|\\Z", "", route)


def _gaps(name: str, stage: walk.Stage, tokens: dict[str, tuple[str, ...]]) -> dict[str, Any]:
    worlds = (stage.theirs, stage.others)
    gaps: dict[str, Any] = {**tokens}
    if name in walk.VIEWS:
        for gap in walk.kwargs_of(name) or ():
            if gap != "token":
                gaps[gap] = tuple(dict.fromkeys(_value(name, gap, world) for world in worlds))
    else:
        gaps |= {"object_id": tuple(str(record.pk) for record in stage.theirs.records.values())}
        gaps |= {"app_label": ("accounts", "auth", "zqx"), "url": ("zqx", "accounts/user/")}
    if "label" in gaps:
        kinds = [model._meta.label_lower for model in stage.theirs.records]
        gaps["label"] = (*gaps["label"], *kinds, "accounts.user", "zqx.zqx")
    return gaps


def _value(name: str, gap: str, world: Any) -> str:
    if gap == "pk":
        return str(walk._record(name, world).pk)
    return str(walk._value(gap, world))


def _tokens(stage: walk.Stage) -> dict[str, tuple[str, ...]]:
    """Return tokens that open something: one of every kind of link that a mail has."""
    person = walk.of_kind("Person", stage.theirs)
    found = [choices.token_of(walk.of_kind("Message", stage.theirs))]
    for purpose, kind in (
        (LinkPurpose.UPDATE_PROGRESS, "Action"),
        (LinkPurpose.UPDATE_PROGRESS, "Commitment"),
        (LinkPurpose.ANSWER_INVITATION, "Event"),
        (LinkPurpose.READ_CALENDAR, "Person"),
        (LinkPurpose.SEE_OWN_DATA, "Person"),
    ):
        target = walk.of_kind(kind, stage.theirs)
        link = links.issue(purpose=purpose, holder=person, target=target, expires_at=_ENDS)
        found.append(links.token_of(link))
    return {"token": tuple(found), "key": ("MQ-zqx-zqx", "set-password"), "uidb36": ("1", "zqx")}
