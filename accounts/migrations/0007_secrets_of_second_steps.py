from django.db import migrations

from accounts.operations import second_steps

SECRETS = ('secret', 'seed')


def encrypt(apps, schema_editor):
    """Encrypt what stands in the clear."""
    for step in _with_secrets(apps):
        _turn(step, second_steps.encrypt)


def decrypt(apps, schema_editor):
    for step in _with_secrets(apps):
        _turn(step, second_steps.decrypt)


def _with_secrets(apps):
    return apps.get_model('mfa', 'Authenticator').objects.exclude(type='webauthn').iterator()


def _turn(step, turn):
    step.data = {name: turn(value) if name in SECRETS else value for name, value in step.data.items()}
    step.save(update_fields=['data'])


class Migration(migrations.Migration):
    """Secrets of second steps stand encrypted; those that are there already as well."""

    dependencies = [
        ('accounts', '0006_invitations'),
        ('mfa', '0003_authenticator_type_uniq'),
    ]

    operations = [migrations.RunPython(encrypt, decrypt)]
