"""In which order a list stands: as its address asks, the likeliest first, or as it always does.

To sort a long list by what no index knows, all of it would have to be read. So its table says by
which columns an index leads (``by_index``), and a list of more than ``LONG`` rows offers these.
"""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _
from django_tables2 import Table

from core.addresses import Address
from core.search import in_likely_order

LONG = 1_000


def sort(table: Table, address: Address, length: Callable[[], int]) -> bool:
    """Sort as the address asks; what was found by a name has the likeliest first.

    Return whether it is sorted so; else it stands as it always does. How long the list is, is only
    asked where it matters.
    """
    columns = [column.name for column in table.columns if column.orderable]
    order = address.order(columns, table.order_by_field)
    asked = {each.removeprefix("-") for each in order}
    if order and not asked.issubset(_by_index(table)) and length() > LONG:
        said = _("This list is too long for this order. Use a filter first.")
        address.others[table.order_by_field] = said
        return False
    if order:
        table.order_by = order
        return True
    likely = in_likely_order(table.data.data)
    if likely is not None:
        table.order_by = ()
        table.data.data = likely
    return likely is not None


def offer_orders(table: Table) -> None:
    """Let a long list be sorted by those columns alone that an index leads through."""
    if not table.paginator.is_more or table.paginator.count < LONG:
        return
    for column in table.columns:
        if column.name not in _by_index(table):
            column.column.orderable = False


def _by_index(table: Table) -> tuple[str, ...]:
    found: tuple[str, ...] = getattr(table, "by_index", ())
    return found
