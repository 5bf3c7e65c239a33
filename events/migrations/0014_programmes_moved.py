"""Move the one programme of each meeting, with its history, to the table of several."""

from django.db import migrations

# The triggers that keep the history are made afterwards: who chose which programme when is told
# as it was. A programme that was taken away since has no row any more: its key is 0.
FORWARD = """
INSERT INTO events_eventprogramme (created_at, updated_at, event_id, programme_id)
SELECT created_at, updated_at, id, programme_id
FROM events_event WHERE programme_id IS NOT NULL;

WITH told AS (
    SELECT pgh_id, pgh_created_at, pgh_context_id, id AS event_id, created_at, updated_at,
        programme_id, lag(programme_id) OVER (PARTITION BY id ORDER BY pgh_id) AS before
    FROM events_eventevent WHERE pgh_label <> 'delete'
), changed AS (
    SELECT * FROM told WHERE programme_id IS DISTINCT FROM before
), said AS (
    SELECT pgh_id, 1 AS step, 'delete' AS label, before AS programme FROM changed
    WHERE before IS NOT NULL
    UNION ALL
    SELECT pgh_id, 2, 'insert', programme_id FROM changed WHERE programme_id IS NOT NULL
)
INSERT INTO events_eventprogrammeevent (
    pgh_created_at, pgh_label, pgh_context_id, pgh_obj_id, id, created_at, updated_at,
    event_id, programme_id
)
SELECT changed.pgh_created_at, said.label, changed.pgh_context_id, coalesce(kept.id, 0),
    coalesce(kept.id, 0), changed.created_at, changed.updated_at, changed.event_id, said.programme
FROM said JOIN changed USING (pgh_id)
LEFT JOIN events_eventprogramme AS kept
    ON kept.event_id = changed.event_id AND kept.programme_id = said.programme
ORDER BY said.pgh_id, said.step;
"""
# Back again a meeting keeps the programme that was written down first.
BACKWARD = """
UPDATE events_event SET programme_id = (
    SELECT programme_id FROM events_eventprogramme
    WHERE event_id = events_event.id ORDER BY id LIMIT 1
);
"""


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0013_several_programmes'),
    ]

    operations = [
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
