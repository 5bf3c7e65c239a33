import core.tables
import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('notifications', '0001_initial'),
        ('notifications', '0002_outbox_for_people'),
        ('notifications', '0003_by_hand'),
        ('notifications', '0004_heartbeat'),
        ('notifications', '0005_unconfirmed'),
        ('notifications', '0006_digests'),
        ('notifications', '0007_codes'),
        ('notifications', '0008_tried_since'),
        ('notifications', '0009_who_sends_it'),
    ]

    initial = True

    dependencies = [
        ('accounts', '0001_tables'),
        ('contenttypes', '0002_remove_content_type_name'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        core.tables.AtOnce(
            operations=[
                migrations.CreateModel(
                    name='Recipient',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('name', models.CharField(max_length=200, verbose_name='name')),
                        ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                        ('language', models.CharField(default='en', max_length=12, verbose_name='language')),
                        ('time_zone', models.CharField(default='Asia/Bangkok', max_length=64, verbose_name='time zone')),
                        ('refused_at', models.DateTimeField(blank=True, null=True, verbose_name='address refused')),
                        ('refused_reason', models.TextField(blank=True)),
                    ],
                    options={
                        'verbose_name': 'recipient',
                    },
                ),
                migrations.CreateModel(
                    name='RecipientEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('name', models.CharField(max_length=200, verbose_name='name')),
                        ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                        ('language', models.CharField(default='en', max_length=12, verbose_name='language')),
                        ('time_zone', models.CharField(default='Asia/Bangkok', max_length=64, verbose_name='time zone')),
                        ('refused_at', models.DateTimeField(blank=True, null=True, verbose_name='address refused')),
                        ('refused_reason', models.TextField(blank=True)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='notifications.recipient')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Message',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('key', models.CharField(max_length=200, unique=True)),
                        ('kind', models.CharField(max_length=64, verbose_name='kind')),
                        ('about_id', models.BigIntegerField()),
                        ('reason', models.CharField(max_length=300, verbose_name='why it is sent')),
                        ('due_at', models.DateTimeField(verbose_name='due')),
                        ('not_after', models.DateTimeField(blank=True, null=True, verbose_name='of no use after')),
                        ('state', models.CharField(choices=[('pending', 'Waiting'), ('in_digest', 'Goes with others in one mail'), ('claimed', 'About to be sent'), ('sending', 'Being sent'), ('sent', 'Sent'), ('bounced', 'Came back'), ('unconfirmed', 'Unclear whether it arrived'), ('failed', 'Could not be sent'), ('cancelled', 'Cancelled'), ('expired', 'Too late to be useful')], default='pending', max_length=16, verbose_name='state')),
                        ('attempts', models.PositiveSmallIntegerField(default=0)),
                        ('claim', models.UUIDField(null=True)),
                        ('lease_until', models.DateTimeField(null=True)),
                        ('sent_at', models.DateTimeField(null=True, verbose_name='sent')),
                        ('to_address', models.EmailField(blank=True, max_length=254, verbose_name='address')),
                        ('subject', models.CharField(blank=True, max_length=300, verbose_name='subject')),
                        ('body', models.TextField(blank=True, verbose_name='text')),
                        ('last_error', models.TextField(blank=True, verbose_name='what went wrong')),
                        ('about_type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contenttypes.contenttype')),
                        ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='notifications.recipient')),
                        ('digest', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='items', to='notifications.message')),
                        ('unconfirmed_at', models.DateTimeField(null=True)),
                        ('shown_with', models.CharField(blank=True, db_default='', default='', help_text='The record on whose page it is shown as well, such as the pairing of an action.', max_length=80)),
                        ('urgency', models.CharField(choices=[('calm', 'Waits for the morning'), ('urgent', 'Waits only while waiting helps'), ('at_once', 'Does not wait')], db_default='calm', default='calm', max_length=16)),
                        ('by_hand', models.BooleanField(db_default=False, default=False, help_text='A person cancelled it: no change of the facts brings it back.')),
                        ('reason_facts', models.JSONField(blank=True, db_default={}, default=dict)),
                        ('error_facts', models.JSONField(blank=True, db_default={}, default=dict)),
                        ('remarks', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=300), db_default=[], default=list, size=None, verbose_name='what it brought')),
                        ('tried_since', models.DateTimeField(null=True)),
                        ('author', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='sent by')),
                        ('note', models.TextField(blank=True, db_default='', default='', verbose_name='personal note')),
                    ],
                    options={
                        'verbose_name': 'message',
                        'verbose_name_plural': 'messages',
                        'indexes': [models.Index(fields=['about_type', 'about_id'], name='message_by_subject'), models.Index(fields=['-created_at'], name='message_newest'), models.Index(condition=models.Q(('state', 'pending')), fields=['due_at', 'id'], name='message_waiting'), models.Index(condition=models.Q(('shown_with', ''), _negated=True), fields=['shown_with'], name='message_by_page'), models.Index(condition=models.Q(('state__in', ('claimed', 'sending'))), fields=['lease_until'], name='message_held'), models.Index(condition=models.Q(('state', 'unconfirmed')), fields=['updated_at'], name='message_unconfirmed'), models.Index(condition=models.Q(('state__in', ('pending', 'in_digest', 'claimed'))), fields=['not_after'], name='message_perishable')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('claim__isnull', False), ('state__in', ['claimed', 'sending'])), models.Q(models.Q(('state__in', ['claimed', 'sending']), _negated=True), ('claim__isnull', True)), _connector='OR'), name='message_claim_belongs_to_a_sender'), models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('state__in', ('sent', 'bounced'))), models.Q(models.Q(('state__in', ('sent', 'bounced')), _negated=True), ('sent_at__isnull', True)), _connector='OR'), name='message_sent_has_its_moment'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'in_digest'), _negated=True), ('digest__isnull', False), _connector='OR'), name='message_in_digest_has_its_mail')],
                    },
                ),
                migrations.CreateModel(
                    name='Preference',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('kind', models.CharField(max_length=64, verbose_name='kind')),
                        ('choice', models.CharField(choices=[('at_once', 'At once'), ('weekly', 'Once a week, together'), ('off', 'Not at all')], max_length=16, verbose_name='how it comes')),
                        ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='preferences', to='notifications.recipient')),
                    ],
                    options={
                        'verbose_name': 'choice of mails',
                        'verbose_name_plural': 'choices of mails',
                        'constraints': [models.UniqueConstraint(fields=('recipient', 'kind'), name='preference_once_a_kind'), models.CheckConstraint(condition=models.Q(('choice', 'at_once'), _negated=True), name='preference_is_not_the_usual')],
                    },
                ),
                migrations.CreateModel(
                    name='Heartbeat',
                    fields=[
                        ('name', models.CharField(max_length=64, primary_key=True, serialize=False)),
                        ('beat_at', models.DateTimeField()),
                    ],
                    options={
                        'verbose_name': 'heartbeat',
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='recipient',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "notifications_recipientevent" ("created_at", "email", "id", "language", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "refused_at", "refused_reason", "time_zone", "updated_at") VALUES (NEW."created_at", NEW."email", NEW."id", NEW."language", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."refused_at", NEW."refused_reason", NEW."time_zone", NEW."updated_at"); RETURN NULL;', hash='3afeb3ebfce8ebc4f51e52d1d7aa99ad05d2aadb', operation='INSERT', pgid='pgtrigger_insert_insert_a1f99', table='notifications_recipient', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='recipient',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "notifications_recipientevent" ("created_at", "email", "id", "language", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "refused_at", "refused_reason", "time_zone", "updated_at") VALUES (NEW."created_at", NEW."email", NEW."id", NEW."language", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."refused_at", NEW."refused_reason", NEW."time_zone", NEW."updated_at"); RETURN NULL;', hash='9449e9bd14c07243eaa7f848691a89df4bc264b7', operation='UPDATE', pgid='pgtrigger_update_update_7ba32', table='notifications_recipient', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='recipient',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "notifications_recipientevent" ("created_at", "email", "id", "language", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "refused_at", "refused_reason", "time_zone", "updated_at") VALUES (OLD."created_at", OLD."email", OLD."id", OLD."language", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."refused_at", OLD."refused_reason", OLD."time_zone", OLD."updated_at"); RETURN NULL;', hash='5a0541aa8143be045a57b443c58ad08c8e3480bb', operation='DELETE', pgid='pgtrigger_delete_delete_2dd01', table='notifications_recipient', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='recipientevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5f149eb044cd369ddee9f36610c04afc73fa02ea', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ac1ca', table='notifications_recipientevent', when='BEFORE')),
                ),
            ],
        ),
    ]
