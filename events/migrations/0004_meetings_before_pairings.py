"""Take out the triggers of meetings that ran after those of pairings; others take their place."""

from django.db import migrations

OF_TABLES = (
    "events_event",
    "events_eventpairing",
    "events_organizer",
    "events_participation",
    "network_organization",
    "partnerships_pairingparty",
)
FUNCTIONS = (
    "met_at_events(bigint[])",
    "met_at_events_said(bigint[])",
    "met_as_pairings(bigint[])",
    "met_from_houses(bigint[])",
    *(f"met_{table}()" for table in OF_TABLES),
)


class Migration(migrations.Migration):

    dependencies = [("events", "0003_searched_texts")]

    operations = [
        migrations.RunSQL(
            [f"DROP FUNCTION IF EXISTS {function} CASCADE" for function in FUNCTIONS],
            migrations.RunSQL.noop,
        )
    ]
