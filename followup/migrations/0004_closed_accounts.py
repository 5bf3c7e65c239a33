"""Let the database put on the schedule what those answered for whose account was closed."""

from django.db import migrations

TRIGGERS = '''
CREATE OR REPLACE FUNCTION followup_accounts_user() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM followup_check_near(ARRAY(WITH changed AS (SELECT * FROM new_rows) SELECT id FROM changed));
        PERFORM followup_check_houses(ARRAY(WITH changed AS (SELECT * FROM new_rows) SELECT organization_id FROM network_focalpoint WHERE person_id IN (SELECT id FROM network_person WHERE user_id IN (SELECT id FROM changed))), ARRAY(WITH changed AS (SELECT * FROM new_rows) SELECT id FROM network_person WHERE user_id IN (SELECT id FROM changed)));
    END IF;
    IF TG_OP = 'UPDATE' THEN
        PERFORM followup_check_near(ARRAY(WITH changed AS (SELECT each.* FROM old_rows before JOIN new_rows after ON after.id = before.id CROSS JOIN LATERAL (SELECT before.* UNION ALL SELECT after.*) each WHERE ROW(before.is_active) IS DISTINCT FROM ROW(after.is_active)) SELECT id FROM changed));
        PERFORM followup_check_houses(ARRAY(WITH changed AS (SELECT each.* FROM old_rows before JOIN new_rows after ON after.id = before.id CROSS JOIN LATERAL (SELECT before.* UNION ALL SELECT after.*) each WHERE ROW(before.is_active) IS DISTINCT FROM ROW(after.is_active)) SELECT organization_id FROM network_focalpoint WHERE person_id IN (SELECT id FROM network_person WHERE user_id IN (SELECT id FROM changed))), ARRAY(WITH changed AS (SELECT each.* FROM old_rows before JOIN new_rows after ON after.id = before.id CROSS JOIN LATERAL (SELECT before.* UNION ALL SELECT after.*) each WHERE ROW(before.is_active) IS DISTINCT FROM ROW(after.is_active)) SELECT id FROM network_person WHERE user_id IN (SELECT id FROM changed)));
    END IF;
    IF TG_OP = 'DELETE' THEN
        PERFORM followup_check_near(ARRAY(WITH changed AS (SELECT * FROM old_rows) SELECT id FROM changed));
        PERFORM followup_check_houses(ARRAY(WITH changed AS (SELECT * FROM old_rows) SELECT organization_id FROM network_focalpoint WHERE person_id IN (SELECT id FROM network_person WHERE user_id IN (SELECT id FROM changed))), ARRAY(WITH changed AS (SELECT * FROM old_rows) SELECT id FROM network_person WHERE user_id IN (SELECT id FROM changed)));
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS followup_insert ON accounts_user;
CREATE TRIGGER followup_insert AFTER INSERT ON accounts_user REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_accounts_user();
DROP TRIGGER IF EXISTS followup_update ON accounts_user;
CREATE TRIGGER followup_update AFTER UPDATE ON accounts_user REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_accounts_user();
DROP TRIGGER IF EXISTS followup_delete ON accounts_user;
CREATE TRIGGER followup_delete AFTER DELETE ON accounts_user REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_accounts_user();
'''


class Migration(migrations.Migration):
    dependencies = [
        ('followup', '0003_calls_for_help'),
        ('accounts', '0003_requests_for_links'),
    ]

    operations = [migrations.RunSQL(TRIGGERS, migrations.RunSQL.noop)]
