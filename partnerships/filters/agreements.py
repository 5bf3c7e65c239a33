"""How the register of agreements is narrowed; the figures of the dashboard count by it too."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.filters import DatedFilter, Only, of_words
from network.filters import by_key, of_area, of_country, of_organization
from network.models import CooperationArea, Country
from partnerships.enums import AgreementState
from partnerships.filters.shared import states
from partnerships.models import AgreementArea, AgreementType
from partnerships.models.agreements import AgreementQuerySet


class AgreementFilter(DatedFilter):
    """Country, type and area by their keys, state by its word, text in title and parties."""

    q = of_words(_("Title or party"))
    country = of_country(method=lambda agreements, _name, value: agreements.with_party_in(value))
    type = by_key(_("Type"), AgreementType, empty=_("All types"))
    area = of_area(_("Area"), method="by_area")
    state = states(AgreementState)
    in_force = Only(
        _("In force, as far as known"), lambda agreements, today: agreements.in_force(today)
    )
    expiring = Only(_("Ends within 90 days"), lambda agreements, today: agreements.expiring(today))
    ending = Only(
        _("Ends within 180 days, and is not renewed"),
        lambda agreements, today: agreements.ending(today),
        hidden=True,
    )
    without_known_end = Only(
        _("In force, and the last day is not known"),
        lambda agreements, today: agreements.without_known_end(today),
        hidden=True,
    )
    organization = of_organization(lambda agreements, _name, value: agreements.with_party(value))

    def __init__(self, data: Any, queryset: AgreementQuerySet, *, today: date) -> None:
        super().__init__(data, queryset, today=today)
        inside = queryset.order_by().values("pk")
        covered = Q(agreement_areas__agreement__in=inside)
        covered |= Q(children__agreement_areas__agreement__in=inside)
        self.offer(
            country=Country.objects.filter(organizations__agreement_parties__agreement__in=inside),
            type=AgreementType.objects.filter(agreements__in=inside),
            area=CooperationArea.objects.filter(covered),
        )

    def by_area(
        self, queryset: AgreementQuerySet, _name: str, value: CooperationArea
    ) -> AgreementQuerySet:
        """Keep the agreements that cover the area or a part of it."""
        covered = AgreementArea.objects.filter(Q(area=value) | Q(area__parent=value))
        return queryset.filter(pk__in=covered.values("agreement"))
