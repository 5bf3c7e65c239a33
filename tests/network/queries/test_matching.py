"""Names as the source documents write them, against the directory that they speak of."""

import csv
from pathlib import Path

import pytest

from network.enums import NameKind
from network.models import Country, Organization, OrganizationKind
from network.operations import organizations
from network.queries import matching

pytestmark = pytest.mark.django_db
HERE = Path(__file__).parent
COUNTRIES = {"KH": "Cambodia", "LA": "Lao PDR", "MM": "Myanmar", "CN": "China"}


def rows(name):
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


VARIANTS = rows("name_variants.tsv")


def directory():
    countries = {
        code: Country.objects.create(code=code, name=name, time_zone="Asia/Bangkok")
        for code, name in COUNTRIES.items()
    }
    kept = {}
    for row in rows("directory.tsv"):
        kind, _ = OrganizationKind.objects.get_or_create(
            key=row["kind"], defaults={"name": row["kind"]}
        )
        kept[row["key"]] = organization = organizations.add(
            name=row["name"],
            acronym=row["acronym"],
            kind=kind,
            country=countries.get(row["country"]),
            parent=kept.get(row["parent"]),
            source_key=row["key"],
            by=None,
        )
        for name in filter(None, row["also"].split("|")):
            organizations.also_call(organization, name=name, kind=NameKind.VARIANT, by=None)
    return kept


def test_every_written_name_links_to_its_organization_and_a_near_miss_to_none():
    directory()
    names = matching.gazetteer()
    keys = dict(Organization.objects.values_list("pk", "source_key"))

    linked = {row["variant"]: keys.get(names.sure(row["variant"]), "") for row in VARIANTS}

    assert linked == {row["variant"]: row["expected"] for row in VARIANTS}
