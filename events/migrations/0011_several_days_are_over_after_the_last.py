import django.db.models.functions.comparison
from django.db import migrations, models


class Migration(migrations.Migration):
    """A meeting of several days is over after its last day."""

    dependencies = [
        ("events", "0010_days_that_are_not_known"),
    ]

    operations = [
        migrations.RemoveField(model_name="event", name="known_until"),
        migrations.AddField(
            model_name="event",
            name="known_until",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.functions.comparison.Coalesce(
                    "last_day", "day", "latest_day"
                ),
                output_field=models.DateField(null=True),
            ),
        ),
    ]
