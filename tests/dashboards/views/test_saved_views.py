import pytest
from django.urls import reverse

from dashboards.models import SavedView
from tests.factories import roles
from tests.factories.dashboards import SavedViewFactory
from tests.factories.network import CooperationAreaFactory, CountryFactory

pytestmark = pytest.mark.django_db
DASHBOARD, INDEX = reverse("dashboards:dashboard"), reverse("dashboards:saved-view-index")
ADD = reverse("dashboards:saved-view-add")


@pytest.fixture
def official():
    return roles.official(CountryFactory(laos=True))


def page_of(client, *where):
    return client.get(*where, follow=True).content.decode()


def test_a_view_is_saved_from_the_dashboard_and_opens_it_from_then_on(signed_in, official):
    client = signed_in(official)
    assert "Save this view" not in page_of(client, DASHBOARD)
    add = client.get(DASHBOARD, {"period": "2025", "area": ""}).context["save_view_url"]
    form = client.get(add).context["form"]
    assert form["name"].value() == "Lao PDR · 2025"

    saved = client.post(add, {"name": "Laos", "is_default": "on"}, follow=True)

    assert saved.redirect_chain[-1][0] == f"{DASHBOARD}?period=2025"
    page = saved.content.decode()
    assert "“Laos” saved." in page
    assert "Your view: <strong>Laos</strong>" in page
    assert f'href="{DASHBOARD}?period="' in page
    assert client.get(DASHBOARD)["Location"] == f"{DASHBOARD}?period=2025"
    assert "All years until" in page_of(client, DASHBOARD, {"period": ""})


def test_a_view_of_a_list_opens_the_list(signed_in, official):
    events = reverse("events:event-index")
    client = signed_in(official)

    client.post(f"{ADD}?of={events}%3Fmodality%3Donline%26page%3D2", {"name": "Online"})

    view = SavedView.objects.get()
    assert client.get(view.get_absolute_url())["Location"] == f"{events}?modality=online"
    assert (
        "is_default"
        not in client.get(reverse("dashboards:saved-view-edit", args=[view.pk]))
        .context["form"]
        .fields
    )


def test_what_is_no_page_with_filters_is_kept_by_nobody(signed_in, official):
    client = signed_in(official)

    for address in ("https://example.com/", "/nowhere/", reverse("dashboards:home")):
        assert client.post(f"{ADD}?of={address}", {"name": "Mine"}).status_code == 404


def test_what_a_view_asks_in_vain_is_told_and_left_out(signed_in, official):
    area = CooperationAreaFactory()
    view = SavedViewFactory(
        user=official, query=f"area={area.key}&country=KH&period=2026", is_default=True
    )
    client = signed_in(official)

    opened = client.get(DASHBOARD, follow=True)

    assert opened.redirect_chain == [(f"{DASHBOARD}?area={area.key}&period=2026", 302)]
    words = f"“{view.name}” has filters that are not there any more: Country."
    assert words in opened.content.decode()

    SavedView.objects.update(query="country=KH")
    assert client.get(DASHBOARD)["Location"] == f"{DASHBOARD}?period="


def test_a_view_is_its_own_readers_alone(signed_in, official):
    view = SavedViewFactory(user=official)
    own, other = signed_in(official), signed_in(roles.staff())
    stranger = signed_in(roles.official(CountryFactory(laos=True)))
    edit, remove = (
        reverse(f"dashboards:saved-view-{act}", args=[view.pk]) for act in ("edit", "remove")
    )
    assert view.name in page_of(own, INDEX)
    assert "No view saved yet." in page_of(other, INDEX)
    for client, refusal in ((other, 403), (stranger, 404)):
        assert client.get(view.get_absolute_url()).status_code == refusal
        assert [client.post(act).status_code for act in (edit, remove)] == [refusal, refusal]

    assert own.post(edit, {"name": "Mine", "is_default": "on"})["Location"] == INDEX
    assert "The dashboard opens with it." in page_of(own, INDEX)
    assert own.post(remove)["Location"] == INDEX
    assert not SavedView.objects.exists()
