"""Count as contact what was logged while meetings without a day were not counted yet."""

from django.db import migrations

# As ``events.queries.events.last_meetings`` says it: of a meeting that is known by its month or
# year it is the last day on which it may have been.
FORWARD = """
WITH last AS (
    SELECT DISTINCT ON (met.pairing_id) met.pairing_id,
        least(coalesce(event.last_day, event.known_until), CURRENT_DATE) AS met_on,
        event.earliest_day AS since
    FROM events_eventpairing AS met JOIN events_event AS event ON event.id = met.event_id
    WHERE event.state IN ('held', 'reported')
    ORDER BY met.pairing_id, met_on DESC, event.earliest_day ASC NULLS FIRST
)
UPDATE partnerships_pairing AS pairing SET last_met_on = last.met_on, last_met_since = last.since
FROM last
WHERE last.pairing_id = pairing.id
    AND (pairing.last_met_on, pairing.last_met_since) IS DISTINCT FROM (last.met_on, last.since);
"""


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0017_online_among_them'),
        ('partnerships', '0008_last_met_since'),
    ]

    operations = [
        migrations.RunSQL(FORWARD, migrations.RunSQL.noop),
    ]
