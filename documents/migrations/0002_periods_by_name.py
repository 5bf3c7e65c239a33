from django.db import migrations, models


class Migration(migrations.Migration):
    """A briefing names its period: "this year" becomes the year that it was."""

    dependencies = [("documents", "0001_tables")]

    operations = [
        migrations.RunSQL(
            "UPDATE documents_briefing SET period = to_char(ends_on, 'YYYY') WHERE period = 'year'",
            migrations.RunSQL.noop,
        ),
        migrations.AlterField(
            model_name="briefing",
            name="period",
            field=models.CharField(max_length=8, verbose_name="period"),
        ),
        migrations.AlterField(
            model_name="briefingevent",
            name="period",
            field=models.CharField(max_length=8, verbose_name="period"),
        ),
    ]
