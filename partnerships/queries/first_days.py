"""By which day something was to be done at first, and how often that day was moved.

Whoever moves a day need not remember it: the database keeps both on the row while it is written.
The history says the same, and is asked once when the columns are new.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from core.kept import Kept
from partnerships.models import Action, Commitment
from partnerships.models.due_items import KEPT_DAYS, DueItem


@dataclass(frozen=True)
class KeptDays(Kept):
    """What is kept of the days of a kind of due items, by what their history says."""

    def install(self) -> str:
        """Return the SQL that makes the function and its trigger."""
        return _KEEP % self._names

    @property
    def _names(self) -> dict[str, str]:
        return _names(self.model)


def _names(model: Any) -> dict[str, str]:
    table, noun = model._meta.db_table, model._meta.model_name
    return {"table": table, "day": model.last_day_field, "function": f"moved_{noun}_day"}


# On the day when something is written down its day may be put right: that is no move. To set a day
# where there was none is none either. What follows from the days is written by nobody else:
# whoever saves a row writes what they have read.
_KEEP = """
CREATE FUNCTION %(function)s() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' OR now() < OLD.created_at + interval '24 hours' THEN
        NEW.first_day := NEW.%(day)s;
        NEW.times_moved := 0;
    ELSE
        NEW.first_day := coalesce(OLD.first_day, NEW.%(day)s);
        NEW.times_moved := OLD.times_moved
            + (OLD.%(day)s IS NOT NULL AND OLD.%(day)s IS DISTINCT FROM NEW.%(day)s)::int;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER %(function)s BEFORE INSERT OR UPDATE OF %(day)s ON %(table)s
FOR EACH ROW EXECUTE FUNCTION %(function)s();
"""

_SAID = """
SELECT %(table)s.id, coalesce(first.day, %(table)s.%(day)s), first.times_moved
FROM %(table)s CROSS JOIN LATERAL (
    SELECT coalesce(
        (array_agg(day ORDER BY pgh_id DESC) FILTER (WHERE is_new))[1],
        (array_agg(day ORDER BY pgh_id) FILTER (WHERE NOT is_new AND day IS NOT NULL))[1]
    ) AS day,
    count(*) FILTER (WHERE NOT is_new AND before IS DISTINCT FROM day AND before IS NOT NULL)
        ::smallint AS times_moved
    FROM (
        SELECT pgh_id, %(day)s AS day, lag(%(day)s) OVER (ORDER BY pgh_id) AS before,
            pgh_created_at < %(table)s.created_at + interval '24 hours' AS is_new
        FROM %(table)sevent WHERE pgh_obj_id = %(table)s.id AND pgh_label <> 'delete'
    ) AS told
) AS first
"""


def _kept(model: type[DueItem]) -> KeptDays:
    return KeptDays(
        name=f"moved_{model._meta.model_name}",
        model=model,
        columns=KEPT_DAYS,
        facts=lambda: _SAID % _names(model),
        rules=(),
    )


ON_DUE_ITEMS = (_kept(Action), _kept(Commitment))
