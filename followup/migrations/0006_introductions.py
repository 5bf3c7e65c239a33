"""Let the database put on the schedule whose focal point is new, and what somebody left."""

from django.db import migrations

TRIGGERS = '''
-- Whatever these organizations and their parts, or these people, answer for.
CREATE OR REPLACE FUNCTION followup_check_houses(organizations bigint[], people bigint[])
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    houses bigint[];
    pairings bigint[];
BEGIN
    IF cardinality(organizations) + cardinality(people) = 0 THEN
        RETURN;
    END IF;
    houses := ARRAY(
        SELECT id FROM network_organization
        WHERE id = ANY (organizations) OR parent_id = ANY (organizations));
    pairings := ARRAY(
        SELECT pairing_id FROM partnerships_pairingparty WHERE organization_id = ANY (houses)
        UNION
        SELECT pairing_id FROM partnerships_pairingfocalpoint WHERE person_id = ANY (people));
    PERFORM followup_check_known('partnerships.action', ARRAY(
        SELECT id FROM partnerships_action WHERE pairing_id = ANY (pairings)
        OR organization_id = ANY (houses) OR person_id = ANY (people)));
    PERFORM followup_check_known('partnerships.agreement', ARRAY(
        SELECT id FROM partnerships_agreement WHERE pairing_id = ANY (pairings)
        UNION
        SELECT agreement_id FROM partnerships_agreementparty
        WHERE organization_id = ANY (houses)));
    PERFORM followup_check_known('partnerships.commitment', ARRAY(
        SELECT id FROM partnerships_commitment WHERE pairing_id = ANY (pairings)
        OR promised_by_id = ANY (houses)));
    PERFORM followup_check_known('partnerships.pairing', pairings);
    PERFORM followup_check_known('network.organization', organizations);
END $$;


CREATE OR REPLACE FUNCTION followup_network_focalpoint() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM followup_check('network.organization', ARRAY(WITH changed AS (SELECT * FROM new_rows) SELECT organization_id FROM changed WHERE starts_on IS NOT NULL));
        PERFORM followup_check_houses(ARRAY(WITH changed AS (SELECT * FROM new_rows) SELECT organization_id FROM changed), ARRAY(WITH changed AS (SELECT * FROM new_rows) SELECT 0 WHERE false));
    END IF;
    IF TG_OP = 'UPDATE' THEN
        PERFORM followup_check('network.organization', ARRAY(WITH changed AS (SELECT each.* FROM old_rows before JOIN new_rows after ON after.id = before.id CROSS JOIN LATERAL (SELECT before.* UNION ALL SELECT after.*) each WHERE ROW(before.organization_id, before.person_id, before.starts_on, before.ends_on) IS DISTINCT FROM ROW(after.organization_id, after.person_id, after.starts_on, after.ends_on)) SELECT organization_id FROM changed WHERE starts_on IS NOT NULL));
        PERFORM followup_check_houses(ARRAY(WITH changed AS (SELECT each.* FROM old_rows before JOIN new_rows after ON after.id = before.id CROSS JOIN LATERAL (SELECT before.* UNION ALL SELECT after.*) each WHERE ROW(before.organization_id, before.person_id, before.starts_on, before.ends_on) IS DISTINCT FROM ROW(after.organization_id, after.person_id, after.starts_on, after.ends_on)) SELECT organization_id FROM changed), ARRAY(WITH changed AS (SELECT each.* FROM old_rows before JOIN new_rows after ON after.id = before.id CROSS JOIN LATERAL (SELECT before.* UNION ALL SELECT after.*) each WHERE ROW(before.organization_id, before.person_id, before.starts_on, before.ends_on) IS DISTINCT FROM ROW(after.organization_id, after.person_id, after.starts_on, after.ends_on)) SELECT 0 WHERE false));
    END IF;
    IF TG_OP = 'DELETE' THEN
        PERFORM followup_check('network.organization', ARRAY(WITH changed AS (SELECT * FROM old_rows) SELECT organization_id FROM changed WHERE starts_on IS NOT NULL));
        PERFORM followup_check_houses(ARRAY(WITH changed AS (SELECT * FROM old_rows) SELECT organization_id FROM changed), ARRAY(WITH changed AS (SELECT * FROM old_rows) SELECT 0 WHERE false));
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS followup_insert ON network_focalpoint;
CREATE TRIGGER followup_insert AFTER INSERT ON network_focalpoint REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_network_focalpoint();
DROP TRIGGER IF EXISTS followup_update ON network_focalpoint;
CREATE TRIGGER followup_update AFTER UPDATE ON network_focalpoint REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_network_focalpoint();
DROP TRIGGER IF EXISTS followup_delete ON network_focalpoint;
CREATE TRIGGER followup_delete AFTER DELETE ON network_focalpoint REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_network_focalpoint();
CREATE OR REPLACE FUNCTION followup_network_position() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        PERFORM followup_check_houses(ARRAY(WITH changed AS (SELECT each.* FROM old_rows before JOIN new_rows after ON after.id = before.id CROSS JOIN LATERAL (SELECT before.* UNION ALL SELECT after.*) each WHERE ROW(before.ends_on) IS DISTINCT FROM ROW(after.ends_on)) SELECT 0 WHERE false), ARRAY(WITH changed AS (SELECT each.* FROM old_rows before JOIN new_rows after ON after.id = before.id CROSS JOIN LATERAL (SELECT before.* UNION ALL SELECT after.*) each WHERE ROW(before.ends_on) IS DISTINCT FROM ROW(after.ends_on)) SELECT person_id FROM changed));
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS followup_update ON network_position;
CREATE TRIGGER followup_update AFTER UPDATE ON network_position REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_network_position();
'''

WHAT_EXISTS = '''
SELECT followup_check('network.organization', ARRAY(
    SELECT organization_id FROM network_focalpoint WHERE starts_on >= current_date - 14));
'''


class Migration(migrations.Migration):

    dependencies = [
        ('followup', '0005_roles_in_time'),
        ('network', '0014_roles_in_time'),
    ]

    operations = [
        migrations.RunSQL(TRIGGERS, migrations.RunSQL.noop),
        migrations.RunSQL(WHAT_EXISTS, migrations.RunSQL.noop),
    ]
