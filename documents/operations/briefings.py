"""Issuing a briefing: what it says is kept, so that the same paper comes again from it."""

from __future__ import annotations

from datetime import datetime

from accounts.models import User
from core.wall import reading_as
from dashboards.queries.scope import Scope
from documents.models import Briefing
from documents.queries import briefings, fingerprints
from documents.terms.briefings import BriefingTerms
from network.queries.wall import reader_of


def issue(terms: BriefingTerms, *, by: User, now: datetime) -> Briefing:
    """Keep what ``by`` may be told of the country today.

    Issued twice in a day from the same rows it is one briefing.
    """
    scope = Scope(user=by, today=now.date(), country=terms.country, period=terms.period)
    # It is printed for others, so it is read as whoever issues it may read.
    with reading_as(reader_of(by)):
        said = briefings.facts(scope, terms.country)
        rows_hash = fingerprints.of_rows(scope)
    briefing, _is_new = Briefing.objects.get_or_create(
        country=terms.country,
        period=str(terms.period),
        starts_on=scope.span.start,
        ends_on=scope.span.end,
        rows_hash=rows_hash,
        issued_by=by,
        defaults={"facts": said.as_json(), "issued_at": now},
    )
    return briefing
