"""Issuing a briefing: what it says is kept, so that the same paper comes again from it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.models import User
from core.wall import reading_as
from dashboards.queries.scope import Scope
from documents.models import Briefing
from documents.queries import briefings, fingerprints
from documents.terms.briefings import BriefingTerms
from network.models import Country
from network.queries.wall import reader_of


def issue(terms: BriefingTerms, *, by: User, now: datetime) -> Briefing:
    """Keep what ``by`` may be told of the country today.

    Issued twice in a day from the same rows it is one briefing.
    """
    return _issue(terms, reader=by, issued_by=by, now=now)


@transaction.atomic
def issue_to_all(terms: BriefingTerms, *, reader: User, now: datetime) -> Briefing:
    """Keep the one briefing of a period that is over, for all who may read it: nobody issues it.

    What ``reader`` may be told of a country is what all of them may (decision 0055).
    """
    # Two mails may be written at once; whoever names the country in a new row does not wait.
    Country.objects.select_for_update(no_key=True).get(pk=terms.country.pk)
    end = terms.period.span(now.date()).end
    alike = Briefing.objects.filter(country=terms.country, period=str(terms.period))
    found = alike.filter(issued_by=None, ends_on=end).first()
    return found or _issue(terms, reader=reader, issued_by=None, now=now)


def _issue(
    terms: BriefingTerms, *, reader: User, issued_by: User | None, now: datetime
) -> Briefing:
    scope = Scope(user=reader, today=now.date(), country=terms.country, period=terms.period)
    # It is printed for others, so it is read as who is to have it may read.
    with reading_as(reader_of(reader)):
        said = briefings.facts(scope, terms.country)
        rows_hash = fingerprints.of_rows(scope)
    briefing, _is_new = Briefing.objects.get_or_create(
        country=terms.country,
        period=str(terms.period),
        starts_on=scope.span.start,
        ends_on=scope.span.end,
        rows_hash=rows_hash,
        issued_by=issued_by,
        defaults={"facts": said.as_json(), "issued_at": now},
    )
    return briefing
