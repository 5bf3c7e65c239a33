from django.db import migrations, models


class Migration(migrations.Migration):
    """Since when a message is tried; unknown of those that wait now: their days begin anew."""

    dependencies = [
        ('notifications', '0007_codes'),
    ]

    operations = [
        migrations.AddField(
            model_name='message',
            name='tried_since',
            field=models.DateTimeField(null=True),
        ),
    ]
