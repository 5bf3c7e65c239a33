import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    """Who wants a link to set a password: the mail is sent by a task, not by the page."""

    dependencies = [
        ('accounts', '0002_more_purposes_of_links'),
    ]

    operations = [
        migrations.CreateModel(
            name='LinkRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254)),
                ('asked_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('due_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), db_index=True)),
            ],
            options={
                'verbose_name': 'request for a link',
                'verbose_name_plural': 'requests for links',
            },
        ),
    ]
