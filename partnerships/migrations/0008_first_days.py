"""Keep by which day something was due at first, and how often that was moved."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('network', '0003_limited_staff'),
        ('partnerships', '0007_searched_texts'),
    ]

    operations = [
        migrations.AddField(
            model_name='action',
            name='first_day',
            field=models.DateField(editable=False, null=True, verbose_name='first day'),
        ),
        migrations.AddField(
            model_name='action',
            name='times_moved',
            field=models.PositiveSmallIntegerField(db_default=0, default=0, editable=False, verbose_name='times moved'),
        ),
        migrations.AddField(
            model_name='commitment',
            name='first_day',
            field=models.DateField(editable=False, null=True, verbose_name='first day'),
        ),
        migrations.AddField(
            model_name='commitment',
            name='times_moved',
            field=models.PositiveSmallIntegerField(db_default=0, default=0, editable=False, verbose_name='times moved'),
        ),
    ]
