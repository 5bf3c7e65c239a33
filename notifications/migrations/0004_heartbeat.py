from django.db import migrations


class Migration(migrations.Migration):
    """One word for the sign of life of a regular job."""

    dependencies = [
        ('notifications', '0003_by_hand'),
    ]

    operations = [
        migrations.RenameModel(old_name='Pulse', new_name='Heartbeat'),
        migrations.AlterModelOptions(
            name='heartbeat',
            options={'verbose_name': 'heartbeat'},
        ),
    ]
