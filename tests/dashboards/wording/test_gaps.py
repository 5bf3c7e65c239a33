from datetime import date

import pytest

from dashboards.enums import Gap
from dashboards.queries.gaps import Found
from dashboards.queries.scope import Scope
from dashboards.wording import gaps
from tests.factories import roles
from tests.factories.network import OrganizationFactory, ProgrammeFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


def test_many_are_counted_as_far_as_lists_are():
    scope = Scope(user=None, today=TODAY)

    (shown,) = gaps.missing([Found(Gap.ENDING, 3, 1001)], scope)

    assert (shown.number, shown.of, shown.url) == ("3", "1,000+", "/agreements/?ending=1")


def test_who_sees_a_part_is_told_what_nobody_knows_of_the_rest():
    limited, focal_point = (
        roles.limited_staff(ProgrammeFactory()),
        roles.focal_point(OrganizationFactory()),
    )

    assert gaps.limits(Scope(user=roles.staff(), today=TODAY)) == ""
    assert "some programmes only" in gaps.limits(Scope(user=limited, today=TODAY))
    assert "your own organization" in gaps.limits(Scope(user=focal_point, today=TODAY))
