"""A forum with three agreements, a title and a donation: every fact stands on the page."""

from html import unescape

import pytest
from django.urls import reverse

from events.models import Event
from tests.events.forms.log_pages import sent
from tests.factories import roles
from tests.factories.network import OrganizationFactory, ProgrammeFactory
from tests.factories.partnerships import AgreementTypeFactory, PairingFactory

pytestmark = pytest.mark.django_db


def rows(prefix, *each):
    """Return the rows of one kind as a browser sends them."""
    answers = {f"{prefix}-TOTAL_FORMS": str(len(each))}
    for number, row in enumerate(each):
        answers |= {f"{prefix}-{number}-{name}": text for name, text in row.items()}
    return answers


@pytest.fixture
def colleges():
    return [
        OrganizationFactory(name=name, acronym=acronym)
        for name, acronym in (("College A", "CA"), ("College B", "CB"), ("Ministry C", "MC"))
    ]


@pytest.fixture
def report(colleges):
    """What the report of the forum says."""
    mou = str(AgreementTypeFactory().pk)
    programmes = [ProgrammeFactory(name="ILO/China"), ProgrammeFactory(name="Belt and Road")]
    return {
        "programmes": [str(each.pk) for each in programmes],
        "people": "85",
        "women": "40",
        "persons_with_disabilities": "3",
        "source_name": "News of the forum",
        "source_url": "https://example.org/forum",
        **rows(
            "agreements",
            {"type": mou, "witnesses": "H.E. Li Gang, Vice Mayor\nCao Lan, Deputy Director"},
            {"type": mou, "title": "MoU on weaving", "parties": "CA: Dara Sok, Dean\nMC"},
            {"type": mou, "title": "MoU with industry", "parties": "Robots Ltd\nWeavers Ltd"},
        ),
        **rows("conferred", {"title": "Teaching base", "giver": "CA", "holder": "CB"}),
        **rows(
            "donations",
            {"what": "Looms", "quantity": "20 sets", "giver": "Robots Ltd", "receiver": "CB"},
        ),
    }


def test_every_fact_of_the_report_stands_on_the_page(signed_in, colleges, report):
    pairing = PairingFactory(parties=colleges[:2])
    client = signed_in(roles.staff())

    saved = client.post(reverse("events:event-log"), dict(sent(pairing, **report).lists()))

    event = Event.objects.get()
    assert saved.url == event.get_absolute_url()
    page = unescape(client.get(saved.url).content.decode())
    for words in (
        "85 people took part.",
        "40 women were among them.",
        "3 of them are persons with disabilities.",
        "ILO/China",
        "Belt and Road",
        'href="https://example.org/forum"',
        "Memorandum of understanding: CA \N{EN DASH} CB",
        "H.E. Li Gang",
        "Vice Mayor",
        "Cao Lan",
        "MoU on weaving",
        "Dara Sok",
        "MoU with industry (Memorandum of understanding). Signed by: Robots Ltd; Weavers Ltd.",
        "College A gave this title to College B.",
        "Looms",
        "20 sets",
        "Robots Ltd",
    ):
        assert words in page
