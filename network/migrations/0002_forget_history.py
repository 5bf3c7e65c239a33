"""What it made is declared in network/operations/histories.py, and made after each ``migrate``."""

from django.db import migrations


class Migration(migrations.Migration):
    replaces = [("network", "0016_forget_history")]

    dependencies = [("network", "0001_tables")]
