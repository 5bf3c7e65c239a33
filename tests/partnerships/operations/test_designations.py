"""Titles that one organization gives another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from core.records import BrokenConstraintError
from partnerships.operations import designations
from partnerships.terms.designations import DesignationTerms
from tests.factories.network import OrganizationFactory
from tests.factories.partnerships import DesignationFactory, PairingFactory
from tests.factories.roles import staff

pytestmark = pytest.mark.django_db


def test_a_title_is_kept_with_its_day_and_purpose():
    giver, holder, pairing = OrganizationFactory(), OrganizationFactory(), PairingFactory()

    designation = designations.confer(
        DesignationTerms(
            title=" Teaching  base ",
            conferred_by=giver,
            conferred_on=holder,
            given_on=date(2024, 5, 7),
            purpose=" Exchange ",
            pairing=pairing,
        ),
        source_key="base",
        by=staff(),
    )

    designation.refresh_from_db()
    assert (designation.title, designation.purpose) == ("Teaching base", "Exchange")
    assert (designation.conferred_by, designation.conferred_on) == (giver, holder)
    assert (designation.given_on, designation.pairing) == (date(2024, 5, 7), pairing)


def test_several_titles_are_kept_in_one_go():
    giver, holder = OrganizationFactory(), OrganizationFactory()
    names = ["Teaching base", "Training centre"]
    titles = [
        DesignationTerms(title=name, conferred_by=giver, conferred_on=holder) for name in names
    ]

    made = designations.confer_all(titles, by=staff())

    assert [(each.title, each.conferred_on) for each in made] == [(name, holder) for name in names]


def test_nobody_gives_a_title_to_themselves():
    college = OrganizationFactory()

    with pytest.raises(BrokenConstraintError, match="cannot give a title to itself"):
        designations.confer(
            DesignationTerms(title="Base", conferred_by=college, conferred_on=college), by=None
        )


def test_a_title_is_corrected():
    designation = DesignationFactory()

    changed = designations.edit(
        designation,
        replace(DesignationTerms.of(designation), title=" New  name ", purpose=" x "),
        by=staff(),
    )

    assert (changed.title, changed.purpose) == ("New name", "x")
