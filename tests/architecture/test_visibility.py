"""What somebody may see is found by indexes: no reader's page gathers all keys of a table first."""

import pytest
from django.apps import apps
from django.core.exceptions import EmptyResultSet
from django.db import connection

from tests.factories.network import OrganizationFactory
from tests.factories.notifications import MessageFactory
from tests.factories.partnerships import ActionFactory
from tests.factories.roles import coordinator, focal_point, official, staff

pytestmark = pytest.mark.django_db
# Lists that people extend by hand never grow large.
SMALL = ("eventtype", "organizationkind", "country", "django_content_type")


def questions(user):
    """Yield a page of each noun with a rule of visibility, and one record of it, for ``user``."""
    for model in apps.get_models():
        if hasattr(model._default_manager, "visible_to"):
            visible = model._default_manager.visible_to(user)
            yield visible.order_by("-pk")[:25]
            yield visible.order_by().filter(pk=1)


def gathers(rows):
    """Return the lines of the plan that read a whole table, or all keys of one."""
    try:
        plan = rows.explain()
    except EmptyResultSet:
        return []
    read = [line for line in plan.splitlines() if "Seq Scan" in line or "hashed SubPlan" in line]
    return [line for line in read if not any(name in line for name in SMALL)]


@pytest.mark.parametrize("role", [staff, coordinator, official, focal_point])
def test_no_rule_of_visibility_reads_a_whole_table(role):
    MessageFactory(about=ActionFactory())
    college = OrganizationFactory()
    user = role() if role is staff else role(college if role is focal_point else college.country)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")

    found = [(rows.model._meta.label, gathers(rows)) for rows in questions(user)]

    assert [(label, lines) for label, lines in found if lines] == []
