"""What figures are when they are counted in plain Python."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from django.utils import timezone

from dashboards.queries import numbers, people, promises
from events.models import Event, EventPairing, HeadCount, Organizer, Participation
from network.models import Country, Interest, Organization
from partnerships.enums import ReachedKind
from partnerships.models import (
    Action,
    Commitment,
    Pairing,
    PairingParty,
    PeopleReached,
    ProgressUpdate,
)
from tests.dashboards.histories import TODAY


def by_hand(scope):
    """Count what the reader sees in plain Python."""

    def when(day):
        return is_within(scope, day)

    pairings = pairings_of(scope)
    agreed = agreed_by(pairings, scope)
    there = {each.pairing_id for each in agreed} if scope.area else set(pairings)
    still = [each for key, each in pairings.items() if key in there and each.closed_on is None]
    due = [
        each for each in Action.objects.all() if each.pairing_id in pairings and when(each.due_on)
    ]
    late_at_first = [
        each
        for each in Action.objects.all()
        if each.pairing_id in pairings and when(each.first_day) and was_late_at_first(each)
    ]
    in_time = [each for each in due if each.state == "done" and each.closed_on <= each.due_on]
    late = [each for each in due if each.is_open and each.due_on < scope.today]
    counted = {}
    for each in agreed:
        if not scope.span.start or when(each.agreed_on):
            counted.setdefault(each.area.key, []).append(each.state)
    return (
        len(still),
        len([each for each in still if when(each.started_on)]) if scope.span.start else None,
        numbers.ActionsDue(len(due), len(in_time), len(late), len(late_at_first)),
        {key: sorted(states) for key, states in counted.items()},
    )


def sides_of_pairings():
    """Return the countries of each pairing."""
    sides = {}
    for pairing, country in PairingParty.objects.values_list("pairing", "organization__country"):
        sides.setdefault(pairing, set()).add(country)
    return sides


def pairings_of(scope):
    """Return the pairings of the scope by their key."""
    sides = sides_of_pairings()
    return {
        each.pk: each
        for each in Pairing.objects.visible_to(scope.user)
        if (not scope.country or scope.country.pk in sides.get(each.pk, ()))
        and scope.programme in (None, each.programme)
    }


def agreed_by(pairings, scope):
    """Return what the pairings agreed, on the area of the scope or its parts."""
    agreed = [each for each in Commitment.objects.all() if each.pairing_id in pairings]
    if scope.area is None:
        return agreed
    parts = {scope.area.pk, *scope.area.children.values_list("pk", flat=True)}
    return [each for each in agreed if each.area_id in parts]


def is_within(scope, day):
    span = scope.span
    return day is not None and (span.start or date.min) <= day <= span.end


def current_updates():
    corrected = set(ProgressUpdate.objects.values_list("supersedes", flat=True))
    return [each for each in ProgressUpdate.objects.all() if each.pk not in corrected]


def promises_by_hand(scope):
    """Add up what was promised: by area, and by country."""
    agreed = agreed_by(pairings_of(scope), scope)
    if scope.span.start:
        agreed = [each for each in agreed if is_within(scope, each.agreed_on)]
    sides = sides_of_pairings()
    codes = dict(Country.objects.values_list("pk", "code"))
    verified = {
        each.commitment_id
        for each in current_updates()
        if each.answer == "done" and each.verified_at
    }
    of_areas, of_countries = {}, {}
    for each in agreed:
        of_areas.setdefault(each.area.key, []).append(each)
        for country in sides.get(each.pairing_id, set()) - {None}:
            of_countries.setdefault(codes[country], []).append(each)
    return tuple(
        {key: sums_of(some, verified, scope.today) for key, some in found.items()}
        for found in (of_areas, of_countries)
    )


def sums_of(agreed, verified, today):
    stands = [each for each in agreed if each.state != "dropped"]
    done = [each for each in stands if not each.is_open]
    firm = {
        word: len([each for each in stands if each.firmness == word])
        for word in ("wished", "proposed", "agreed", "planned")
    }
    return promises.Sums(
        **firm,
        done=len(done),
        verified=len([each for each in done if each.pk in verified]),
        late=len([each for each in stands if each.is_late(today)]),
        late_at_first=len([each for each in stands if was_late_at_first(each)]),
        dropped=len(agreed) - len(stands),
    )


def people_by_hand(scope):
    """Add up whom updates reached; a day is one of the reader's."""
    pairings = pairings_of(scope)
    sent = {
        each.pk
        for each in current_updates()
        if each.pairing_id in pairings
        and is_within(scope, timezone.localtime(each.submitted_at).date())
    }
    told = [each for each in PeopleReached.objects.all() if each.progress_update_id in sent]
    known = [each for each in told if each.total is not None]
    kinds = []
    for kind in ReachedKind:
        some = [each for each in known if each.kind == kind]
        with_women = [each for each in some if each.women is not None]
        kinds.append(
            people.Reached(
                kind,
                people=sum(each.total for each in some) if some else None,
                women=sum(each.women for each in with_women) if with_women else None,
                people_where_women_known=(
                    sum(each.total for each in with_women) if with_women else None
                ),
                updates=len(some),
            )
        )
    return people.PeopleFigure(
        tuple(kinds), len(sent), len({each.progress_update_id for each in known})
    )


def gaps_by_hand(scope):
    """Count in plain Python who has no open pairing, and who of them looks for an area in vain."""
    seen = Pairing.objects.visible_to(scope.user)
    still = {each.pk for each in seen if each.closed_on is None}
    sides = list(PairingParty.objects.values_list("organization", "pairing"))
    houses = [
        each
        for each in Organization.objects.concerning(scope.user)
        if scope.country in (None, each.country)
    ]
    paired = {house for house, pairing in sides if pairing in still}
    agreed = {
        (house, area)
        for commitment in Commitment.objects.exclude(state="dropped")
        for house, pairing in sides
        if pairing == commitment.pairing_id and pairing in still
        for area in (commitment.area_id, commitment.area.parent_id)
    }
    unmet = {}
    for need in Interest.objects.filter(kind="need"):
        wanted = (need.organization_id, need.area_id)
        if need.organization in houses and wanted not in agreed:
            unmet[need.area.key] = unmet.get(need.area.key, 0) + 1
    return len([each for each in houses if each.pk not in paired]), unmet


def was_late_at_first(item):
    """Say of something whether it was late by the first day that its history knows."""
    day = type(item).last_day_field
    days = [getattr(each, day) for each in item.history.order_by("pgh_id")]
    first = next((each for each in days if each), None)
    is_moved = any(one and one != other for one, other in pairwise(days)) and first
    return is_moved and item.state != "dropped" and first < (item.closed_on or TODAY)


def meetings_by_hand(scope, span):
    """Count what the reader sees of meetings in plain Python: how many, who came, by quarter."""
    country_of = dict(Organization.objects.values_list("pk", "country"))
    there = {}
    sides = {}
    for pairing, house in PairingParty.objects.values_list("pairing", "organization"):
        sides.setdefault(pairing, []).append(house)
    for event, pairing in EventPairing.objects.values_list("event", "pairing"):
        there.setdefault(event, set()).update(map(country_of.get, sides.get(pairing, ())))
    for model in (Organizer, Participation):
        for event, house in model.objects.values_list("event", "organization"):
            there.setdefault(event, set()).add(country_of.get(house))
    agreed = {
        outcome.event_id
        for commitment in Commitment.objects.visible_to(scope.user).filter(area=scope.area)
        for outcome in commitment.outcomes.all()
    }
    seen = [
        each
        for each in Event.objects.visible_to(scope.user)
        if each.state in ("held", "reported")
        and (scope.country is None or scope.country.pk in there.get(each.pk, ()))
        and (not scope.modality or each.modality == scope.modality)
        and (scope.area is None or each.pk in agreed)
        and (scope.programme is None or each.programmes.filter(programme=scope.programme).exists())
    ]

    def within(event, span):
        first, last = event.day or event.earliest_day, event.day or event.latest_day
        ends = first if span.end >= scope.today else last
        return (span.start or date.min) <= first and ends <= span.end

    counted = [each for each in seen if within(each, span)]
    totals = [
        total
        for each in counted
        for total in HeadCount.objects.filter(event=each, organization=None)
    ]
    known = [each for each in totals if each.people is not None]
    with_women = [each for each in known if each.women is not None]
    disabled = [
        each.persons_with_disabilities
        for each in totals
        if each.persons_with_disabilities is not None
    ]
    return (
        numbers.HeadCounts(
            people=sum(each.people for each in known) if known else None,
            women=sum(each.women for each in with_women) if with_women else None,
            people_where_women_known=sum(each.people for each in with_women),
            workshops=len(counted),
            workshops_with_figure=len(known),
            persons_with_disabilities=sum(disabled) if disabled else None,
        ),
        by_quarters(counted),
    )


def by_quarters(events):
    found = {}
    for each in events:
        days = each.day or each.earliest_day, each.day or each.latest_day
        first, last = ((day.year, (day.month + 2) // 3) for day in days)
        key = (first if first == last else None, each.modality)
        found[key] = found.get(key, 0) + 1
    return found
