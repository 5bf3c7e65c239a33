"""An agreement as people write it."""

import pytest

from events.forms.participants import Directory
from events.forms.signatures import Signer, Somebody, Written, agreements, of_sides, people, signers
from tests.factories.network import OrganizationFactory, PersonFactory
from tests.factories.partnerships import AgreementTypeFactory

pytestmark = pytest.mark.django_db


def written(lines, **known):
    """Return a memorandum that these signed."""
    known = {"title": "MoU on robots", "type": AgreementTypeFactory(), **known}
    return Written(signers=signers(lines), **known)


def made_of(*each, pairing=None):
    """Return what becomes of these."""
    return agreements(each, Directory(by=None), pairing=pairing)


@pytest.mark.parametrize(
    ("line", "signer"),
    [
        ("NPIC", Signer("NPIC")),
        (" NPIC : Dara Sok, Director ", Signer("NPIC", Somebody("Dara Sok", "Director"))),
        ("学院\uff1a王红", Signer("学院", Somebody("王红"))),
        ("NPIC\tDara Sok", Signer("NPIC", Somebody("Dara Sok"))),
        (
            "Ministry of Education, Youth and Sport; H.E. Dara Sok, Minister, of Education",
            Signer(
                "Ministry of Education, Youth and Sport",
                Somebody("H.E. Dara Sok", "Minister, of Education"),
            ),
        ),
        ("NPIC: dara@example.org", Signer("NPIC")),
    ],
)
def test_a_line_names_an_organization_and_who_signed(line, signer):
    assert signers(f"\n{line}\n \n") == [signer]


def test_witnesses_are_read_as_a_list_of_people():
    assert people("1. Li Gang, Vice Mayor, Shenyang\n- Cao Lan") == [
        Somebody("Li Gang", "Vice Mayor, Shenyang"),
        Somebody("Cao Lan"),
    ]


def test_those_who_signed_are_linked_where_that_is_sure(npic, gzittc):
    dara = PersonFactory(name="Dara Sok", works_at=npic)
    seen = [Somebody("Cao Lan", "Deputy Director"), Somebody("Dara Sok")]

    (signed,) = made_of(
        written("NPIC: Dara Sok, Director\nGZITTC: Zhou Xiaohong\nNPIC", witnesses=seen)
    )

    first, second, _again = signed.parties
    assert (first.organization, first.signatory, first.capacity) == (npic, dara, "Director")
    assert (second.organization, second.signatory) == (gzittc, None)
    assert second.signatory_name == "Zhou Xiaohong"
    assert [(one.person, one.name) for one in signed.witnesses] == [
        (None, "Cao Lan"),
        (dara, "Dara Sok"),
    ]
    assert (signed.terms.title, signed.terms.note) == ("MoU on robots", "")


def test_without_a_title_it_is_named_after_those_who_signed(npic, gzittc):
    (signed,) = made_of(written("NPIC\nGZITTC", title=""))

    assert signed.terms.title == "Memorandum of understanding: NPIC \N{EN DASH} GZITTC"


def test_whom_the_directory_does_not_know_is_kept_in_the_note(npic, gzittc):
    (signed,) = made_of(written("NPIC\nGZITTC\nRobots Co., Ltd.: Wei Fan, CEO"))

    assert [party.organization for party in signed.parties] == [npic, gzittc]
    assert signed.terms.note == "Also signed by: Robots Co., Ltd. (Wei Fan, CEO)."


def test_an_agreement_of_strangers_is_kept_in_words(npic):
    strange = written("NPIC: Dara Sok\nRobots Co., Ltd.", witnesses=[Somebody("Li Gang")])
    untitled = written("Somewhere\nNowhere", title="")

    said, short = made_of(strange, untitled)

    assert said.text == (
        "MoU on robots (Memorandum of understanding). Signed by: NPIC (Dara Sok); "
        "Robots Co., Ltd. Witnesses: Li Gang."
    )
    assert short.text == "Memorandum of understanding. Signed by: Somewhere; Nowhere."


def test_it_belongs_to_the_pairing_whose_sides_all_signed(pairing, npic, gzittc):
    other = OrganizationFactory(name="Polytechnic of Vientiane", acronym="PV")
    both = Written("MoU", AgreementTypeFactory(), of_sides([npic, gzittc]))

    own, of_others = made_of(both, written("NPIC\nPV"), pairing=pairing)

    assert (own.terms.pairing, of_others.terms.pairing) == (pairing, None)
    assert [party.organization for party in of_others.parties] == [npic, other]
