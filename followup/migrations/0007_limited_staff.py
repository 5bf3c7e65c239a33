"""Let the database know the programmes to which project staff are limited."""

from django.db import migrations

# What ``followup.triggers`` said of these tables when this was written.
TRIGGERS = '''
CREATE OR REPLACE FUNCTION followup_events_eventprogramme() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM followup_check_known('events.event', ARRAY(WITH changed AS (SELECT * FROM new_rows) SELECT event_id FROM changed));
    END IF;
    IF TG_OP = 'UPDATE' THEN
        PERFORM followup_check_known('events.event', ARRAY(WITH changed AS (SELECT each.* FROM old_rows before JOIN new_rows after ON after.id = before.id CROSS JOIN LATERAL (SELECT before.* UNION ALL SELECT after.*) each) SELECT event_id FROM changed));
    END IF;
    IF TG_OP = 'DELETE' THEN
        PERFORM followup_check_known('events.event', ARRAY(WITH changed AS (SELECT * FROM old_rows) SELECT event_id FROM changed));
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS followup_insert ON events_eventprogramme;
CREATE TRIGGER followup_insert AFTER INSERT ON events_eventprogramme REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_events_eventprogramme();
DROP TRIGGER IF EXISTS followup_update ON events_eventprogramme;
CREATE TRIGGER followup_update AFTER UPDATE ON events_eventprogramme REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_events_eventprogramme();
DROP TRIGGER IF EXISTS followup_delete ON events_eventprogramme;
CREATE TRIGGER followup_delete AFTER DELETE ON events_eventprogramme REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_events_eventprogramme();
CREATE OR REPLACE FUNCTION followup_network_membership() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM followup_check_near(ARRAY(WITH changed AS (SELECT * FROM new_rows) SELECT id FROM changed));
    END IF;
    IF TG_OP = 'UPDATE' THEN
        PERFORM followup_check_near(ARRAY(WITH changed AS (SELECT each.* FROM old_rows before JOIN new_rows after ON after.id = before.id CROSS JOIN LATERAL (SELECT before.* UNION ALL SELECT after.*) each WHERE ROW(before.user_id, before.role, before.country_id, before.programme_id, before.starts_on, before.ends_on) IS DISTINCT FROM ROW(after.user_id, after.role, after.country_id, after.programme_id, after.starts_on, after.ends_on)) SELECT id FROM changed));
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
CREATE OR REPLACE FUNCTION followup_partnerships_pairing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM followup_check('partnerships.pairing', ARRAY(WITH changed AS (SELECT * FROM new_rows) SELECT id FROM changed));
        PERFORM followup_check_known('partnerships.action', ARRAY(WITH changed AS (SELECT * FROM new_rows) SELECT id FROM partnerships_action WHERE state IN ('open', 'in_progress') AND pairing_id IN (SELECT id FROM changed)));
        PERFORM followup_check_known('partnerships.commitment', ARRAY(WITH changed AS (SELECT * FROM new_rows) SELECT id FROM partnerships_commitment WHERE state IN ('open', 'in_progress') AND pairing_id IN (SELECT id FROM changed)));
        PERFORM followup_check_known('partnerships.agreement', ARRAY(WITH changed AS (SELECT * FROM new_rows) SELECT id FROM partnerships_agreement WHERE pairing_id IN (SELECT id FROM changed)));
        PERFORM followup_check('partnerships.action', ARRAY(WITH changed AS (SELECT * FROM new_rows) SELECT id FROM partnerships_action WHERE state IN ('open', 'in_progress') AND pairing_id IN (SELECT id FROM changed)));
        PERFORM followup_check('partnerships.commitment', ARRAY(WITH changed AS (SELECT * FROM new_rows) SELECT id FROM partnerships_commitment WHERE state IN ('open', 'in_progress') AND pairing_id IN (SELECT id FROM changed)));
    END IF;
    IF TG_OP = 'UPDATE' THEN
        PERFORM followup_check('partnerships.pairing', ARRAY(WITH changed AS (SELECT each.* FROM old_rows before JOIN new_rows after ON after.id = before.id CROSS JOIN LATERAL (SELECT before.* UNION ALL SELECT after.*) each WHERE ROW(before.phase, before.rhythm_days, before.last_met_on, before.started_on) IS DISTINCT FROM ROW(after.phase, after.rhythm_days, after.last_met_on, after.started_on)) SELECT id FROM changed));
        PERFORM followup_check_known('partnerships.action', ARRAY(WITH changed AS (SELECT each.* FROM old_rows before JOIN new_rows after ON after.id = before.id CROSS JOIN LATERAL (SELECT before.* UNION ALL SELECT after.*) each WHERE ROW(before.programme_id) IS DISTINCT FROM ROW(after.programme_id)) SELECT id FROM partnerships_action WHERE state IN ('open', 'in_progress') AND pairing_id IN (SELECT id FROM changed)));
        PERFORM followup_check_known('partnerships.commitment', ARRAY(WITH changed AS (SELECT each.* FROM old_rows before JOIN new_rows after ON after.id = before.id CROSS JOIN LATERAL (SELECT before.* UNION ALL SELECT after.*) each WHERE ROW(before.programme_id) IS DISTINCT FROM ROW(after.programme_id)) SELECT id FROM partnerships_commitment WHERE state IN ('open', 'in_progress') AND pairing_id IN (SELECT id FROM changed)));
        PERFORM followup_check_known('partnerships.agreement', ARRAY(WITH changed AS (SELECT each.* FROM old_rows before JOIN new_rows after ON after.id = before.id CROSS JOIN LATERAL (SELECT before.* UNION ALL SELECT after.*) each WHERE ROW(before.programme_id) IS DISTINCT FROM ROW(after.programme_id)) SELECT id FROM partnerships_agreement WHERE pairing_id IN (SELECT id FROM changed)));
        PERFORM followup_check('partnerships.action', ARRAY(WITH changed AS (SELECT each.* FROM old_rows before JOIN new_rows after ON after.id = before.id CROSS JOIN LATERAL (SELECT before.* UNION ALL SELECT after.*) each WHERE ROW(before.phase) IS DISTINCT FROM ROW(after.phase)) SELECT id FROM partnerships_action WHERE state IN ('open', 'in_progress') AND pairing_id IN (SELECT id FROM changed)));
        PERFORM followup_check('partnerships.commitment', ARRAY(WITH changed AS (SELECT each.* FROM old_rows before JOIN new_rows after ON after.id = before.id CROSS JOIN LATERAL (SELECT before.* UNION ALL SELECT after.*) each WHERE ROW(before.phase) IS DISTINCT FROM ROW(after.phase)) SELECT id FROM partnerships_commitment WHERE state IN ('open', 'in_progress') AND pairing_id IN (SELECT id FROM changed)));
    END IF;
    IF TG_OP = 'DELETE' THEN
        PERFORM followup_check('partnerships.pairing', ARRAY(WITH changed AS (SELECT * FROM old_rows) SELECT id FROM changed));
        PERFORM followup_check_known('partnerships.action', ARRAY(WITH changed AS (SELECT * FROM old_rows) SELECT id FROM partnerships_action WHERE state IN ('open', 'in_progress') AND pairing_id IN (SELECT id FROM changed)));
        PERFORM followup_check_known('partnerships.commitment', ARRAY(WITH changed AS (SELECT * FROM old_rows) SELECT id FROM partnerships_commitment WHERE state IN ('open', 'in_progress') AND pairing_id IN (SELECT id FROM changed)));
        PERFORM followup_check_known('partnerships.agreement', ARRAY(WITH changed AS (SELECT * FROM old_rows) SELECT id FROM partnerships_agreement WHERE pairing_id IN (SELECT id FROM changed)));
        PERFORM followup_check('partnerships.action', ARRAY(WITH changed AS (SELECT * FROM old_rows) SELECT id FROM partnerships_action WHERE state IN ('open', 'in_progress') AND pairing_id IN (SELECT id FROM changed)));
        PERFORM followup_check('partnerships.commitment', ARRAY(WITH changed AS (SELECT * FROM old_rows) SELECT id FROM partnerships_commitment WHERE state IN ('open', 'in_progress') AND pairing_id IN (SELECT id FROM changed)));
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS followup_insert ON partnerships_pairing;
CREATE TRIGGER followup_insert AFTER INSERT ON partnerships_pairing REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_partnerships_pairing();
DROP TRIGGER IF EXISTS followup_update ON partnerships_pairing;
CREATE TRIGGER followup_update AFTER UPDATE ON partnerships_pairing REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_partnerships_pairing();
DROP TRIGGER IF EXISTS followup_delete ON partnerships_pairing;
CREATE TRIGGER followup_delete AFTER DELETE ON partnerships_pairing REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_partnerships_pairing();
'''


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0019_short_words'),
        ('followup', '0006_introductions'),
        ('network', '0017_limited_staff'),
        ('partnerships', '0010_in_order'),
    ]

    operations = [
        migrations.RunSQL(TRIGGERS, migrations.RunSQL.noop),
    ]
