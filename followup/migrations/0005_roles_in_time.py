"""Let the database put on the schedule what a role that begins or ends on another day concerns."""

from django.db import migrations

TRIGGERS = '''
CREATE OR REPLACE FUNCTION followup_network_membership() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM followup_check_near(ARRAY(WITH changed AS (SELECT * FROM new_rows) SELECT id FROM changed));
    END IF;
    IF TG_OP = 'UPDATE' THEN
        PERFORM followup_check_near(ARRAY(WITH changed AS (SELECT each.* FROM old_rows before JOIN new_rows after ON after.id = before.id CROSS JOIN LATERAL (SELECT before.* UNION ALL SELECT after.*) each WHERE ROW(before.user_id, before.role, before.country_id, before.starts_on, before.ends_on) IS DISTINCT FROM ROW(after.user_id, after.role, after.country_id, after.starts_on, after.ends_on)) SELECT id FROM changed));
    END IF;
    IF TG_OP = 'DELETE' THEN
        PERFORM followup_check_near(ARRAY(WITH changed AS (SELECT * FROM old_rows) SELECT id FROM changed));
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS followup_insert ON network_membership;
CREATE TRIGGER followup_insert AFTER INSERT ON network_membership REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_network_membership();
DROP TRIGGER IF EXISTS followup_update ON network_membership;
CREATE TRIGGER followup_update AFTER UPDATE ON network_membership REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_network_membership();
DROP TRIGGER IF EXISTS followup_delete ON network_membership;
CREATE TRIGGER followup_delete AFTER DELETE ON network_membership REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_network_membership();
'''


class Migration(migrations.Migration):
    dependencies = [
        ('followup', '0004_closed_accounts'),
        ('network', '0014_roles_in_time'),
    ]

    operations = [migrations.RunSQL(TRIGGERS, migrations.RunSQL.noop)]
