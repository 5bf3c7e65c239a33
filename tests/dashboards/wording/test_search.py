from dashboards.enums import SearchKind
from dashboards.queries.search import Group
from dashboards.wording.search import ShownGroup, shown


def test_a_group_has_its_heading_and_leads_to_its_list():
    group = Group(SearchKind.EVENTS, ("a record",))

    assert shown(group, text="Hainan & more") == ShownGroup(
        "Workshops", ("a record",), "/workshops/?q=Hainan+%26+more"
    )


def test_actions_have_no_list_that_is_searched():
    assert shown(Group(SearchKind.ACTIONS, ()), text="plan").url == ""
