import core.tables
import datetime
from django.db import migrations, models


# What followup.triggers.install() returned.
TRIGGERS = """
-- Rows are taken in one order, so that two changes at once wait for each other and do not lock up.
-- A row that is due already is taken too: a planner may hold it that has not seen this change.

-- Put records on the schedule, or bring their next check forward.
CREATE OR REPLACE FUNCTION followup_check(of_kind text, ids bigint[]) RETURNS void
LANGUAGE sql AS $$
    INSERT INTO followup_reminderschedule (kind, record_id, next_check_at)
    SELECT of_kind, id, 'epoch' FROM (SELECT DISTINCT unnest(ids) AS id) AS each
    WHERE id IS NOT NULL ORDER BY id
    ON CONFLICT (kind, record_id) DO UPDATE SET next_check_at = 'epoch'
    WHERE followup_reminderschedule.next_check_at IS DISTINCT FROM 'epoch'
$$;

-- Bring the next check of records forward, if they are on the schedule.
CREATE OR REPLACE FUNCTION followup_check_known(of_kind text, ids bigint[]) RETURNS void
LANGUAGE sql AS $$
    WITH held AS (
        SELECT id FROM followup_reminderschedule
        WHERE kind = of_kind AND record_id = ANY (ids) ORDER BY record_id FOR UPDATE
    )
    UPDATE followup_reminderschedule SET next_check_at = 'epoch'
    FROM held WHERE held.id = followup_reminderschedule.id
    AND next_check_at IS DISTINCT FROM 'epoch'
$$;

-- Whatever these pairings hold.
CREATE OR REPLACE FUNCTION followup_check_pairings(ids bigint[]) RETURNS void
LANGUAGE sql AS $$
    SELECT followup_check_known('partnerships.action', ARRAY(
        SELECT id FROM partnerships_action WHERE pairing_id = ANY (ids)));
    SELECT followup_check_known('partnerships.agreement', ARRAY(
        SELECT id FROM partnerships_agreement WHERE pairing_id = ANY (ids)));
    SELECT followup_check_known('partnerships.commitment', ARRAY(
        SELECT id FROM partnerships_commitment WHERE pairing_id = ANY (ids)));
    SELECT followup_check_known('partnerships.pairing', ids);
$$;

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

-- Whatever is near: it is checked each day, and a change of the staff brings that forward.
CREATE OR REPLACE FUNCTION followup_check_near(changed bigint[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    of_kind text;
BEGIN
    IF cardinality(changed) = 0 THEN
        RETURN;
    END IF;
    FOREACH of_kind IN ARRAY ARRAY[
        'partnerships.action', 'partnerships.agreement', 'partnerships.commitment',
        'partnerships.progressupdate'
    ] LOOP
        PERFORM followup_check_known(of_kind, ARRAY(
            SELECT record_id FROM followup_reminderschedule
            WHERE kind = of_kind AND next_check_at < now() + interval '25 hours'));
    END LOOP;
END $$;

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
CREATE OR REPLACE FUNCTION followup_events_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM followup_check('events.event', ARRAY(WITH changed AS (SELECT * FROM new_rows) SELECT id FROM changed));
    END IF;
    IF TG_OP = 'UPDATE' THEN
        PERFORM followup_check('events.event', ARRAY(WITH changed AS (SELECT each.* FROM old_rows before JOIN new_rows after ON after.id = before.id CROSS JOIN LATERAL (SELECT before.* UNION ALL SELECT after.*) each) SELECT id FROM changed));
    END IF;
    IF TG_OP = 'DELETE' THEN
        PERFORM followup_check('events.event', ARRAY(WITH changed AS (SELECT * FROM old_rows) SELECT id FROM changed));
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS followup_insert ON events_event;
CREATE TRIGGER followup_insert AFTER INSERT ON events_event REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_events_event();
DROP TRIGGER IF EXISTS followup_update ON events_event;
CREATE TRIGGER followup_update AFTER UPDATE ON events_event REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_events_event();
DROP TRIGGER IF EXISTS followup_delete ON events_event;
CREATE TRIGGER followup_delete AFTER DELETE ON events_event REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_events_event();
CREATE OR REPLACE FUNCTION followup_events_eventpairing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM followup_check('events.event', ARRAY(WITH changed AS (SELECT * FROM new_rows) SELECT event_id FROM changed));
    END IF;
    IF TG_OP = 'UPDATE' THEN
        PERFORM followup_check('events.event', ARRAY(WITH changed AS (SELECT each.* FROM old_rows before JOIN new_rows after ON after.id = before.id CROSS JOIN LATERAL (SELECT before.* UNION ALL SELECT after.*) each) SELECT event_id FROM changed));
    END IF;
    IF TG_OP = 'DELETE' THEN
        PERFORM followup_check('events.event', ARRAY(WITH changed AS (SELECT * FROM old_rows) SELECT event_id FROM changed));
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS followup_insert ON events_eventpairing;
CREATE TRIGGER followup_insert AFTER INSERT ON events_eventpairing REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_events_eventpairing();
DROP TRIGGER IF EXISTS followup_update ON events_eventpairing;
CREATE TRIGGER followup_update AFTER UPDATE ON events_eventpairing REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_events_eventpairing();
DROP TRIGGER IF EXISTS followup_delete ON events_eventpairing;
CREATE TRIGGER followup_delete AFTER DELETE ON events_eventpairing REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_events_eventpairing();
CREATE OR REPLACE FUNCTION followup_events_eventtype() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM followup_check_known('events.event', ARRAY(WITH changed AS (SELECT * FROM new_rows) SELECT id FROM events_event WHERE type_id IN (SELECT id FROM changed)));
    END IF;
    IF TG_OP = 'UPDATE' THEN
        PERFORM followup_check_known('events.event', ARRAY(WITH changed AS (SELECT each.* FROM old_rows before JOIN new_rows after ON after.id = before.id CROSS JOIN LATERAL (SELECT before.* UNION ALL SELECT after.*) each WHERE ROW(before.reminders) IS DISTINCT FROM ROW(after.reminders)) SELECT id FROM events_event WHERE type_id IN (SELECT id FROM changed)));
    END IF;
    IF TG_OP = 'DELETE' THEN
        PERFORM followup_check_known('events.event', ARRAY(WITH changed AS (SELECT * FROM old_rows) SELECT id FROM events_event WHERE type_id IN (SELECT id FROM changed)));
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS followup_insert ON events_eventtype;
CREATE TRIGGER followup_insert AFTER INSERT ON events_eventtype REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_events_eventtype();
DROP TRIGGER IF EXISTS followup_update ON events_eventtype;
CREATE TRIGGER followup_update AFTER UPDATE ON events_eventtype REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_events_eventtype();
DROP TRIGGER IF EXISTS followup_delete ON events_eventtype;
CREATE TRIGGER followup_delete AFTER DELETE ON events_eventtype REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_events_eventtype();
CREATE OR REPLACE FUNCTION followup_events_meetingaccess() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM followup_check('events.event', ARRAY(WITH changed AS (SELECT * FROM new_rows) SELECT event_id FROM changed));
    END IF;
    IF TG_OP = 'UPDATE' THEN
        PERFORM followup_check('events.event', ARRAY(WITH changed AS (SELECT each.* FROM old_rows before JOIN new_rows after ON after.id = before.id CROSS JOIN LATERAL (SELECT before.* UNION ALL SELECT after.*) each) SELECT event_id FROM changed));
    END IF;
    IF TG_OP = 'DELETE' THEN
        PERFORM followup_check('events.event', ARRAY(WITH changed AS (SELECT * FROM old_rows) SELECT event_id FROM changed));
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS followup_insert ON events_meetingaccess;
CREATE TRIGGER followup_insert AFTER INSERT ON events_meetingaccess REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_events_meetingaccess();
DROP TRIGGER IF EXISTS followup_update ON events_meetingaccess;
CREATE TRIGGER followup_update AFTER UPDATE ON events_meetingaccess REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_events_meetingaccess();
DROP TRIGGER IF EXISTS followup_delete ON events_meetingaccess;
CREATE TRIGGER followup_delete AFTER DELETE ON events_meetingaccess REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_events_meetingaccess();
CREATE OR REPLACE FUNCTION followup_events_organizer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM followup_check('events.event', ARRAY(WITH changed AS (SELECT * FROM new_rows) SELECT event_id FROM changed));
    END IF;
    IF TG_OP = 'UPDATE' THEN
        PERFORM followup_check('events.event', ARRAY(WITH changed AS (SELECT each.* FROM old_rows before JOIN new_rows after ON after.id = before.id CROSS JOIN LATERAL (SELECT before.* UNION ALL SELECT after.*) each) SELECT event_id FROM changed));
    END IF;
    IF TG_OP = 'DELETE' THEN
        PERFORM followup_check('events.event', ARRAY(WITH changed AS (SELECT * FROM old_rows) SELECT event_id FROM changed));
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS followup_insert ON events_organizer;
CREATE TRIGGER followup_insert AFTER INSERT ON events_organizer REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_events_organizer();
DROP TRIGGER IF EXISTS followup_update ON events_organizer;
CREATE TRIGGER followup_update AFTER UPDATE ON events_organizer REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_events_organizer();
DROP TRIGGER IF EXISTS followup_delete ON events_organizer;
CREATE TRIGGER followup_delete AFTER DELETE ON events_organizer REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_events_organizer();
CREATE OR REPLACE FUNCTION followup_events_participation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM followup_check('events.event', ARRAY(WITH changed AS (SELECT * FROM new_rows) SELECT event_id FROM changed));
    END IF;
    IF TG_OP = 'UPDATE' THEN
        PERFORM followup_check('events.event', ARRAY(WITH changed AS (SELECT each.* FROM old_rows before JOIN new_rows after ON after.id = before.id CROSS JOIN LATERAL (SELECT before.* UNION ALL SELECT after.*) each) SELECT event_id FROM changed));
    END IF;
    IF TG_OP = 'DELETE' THEN
        PERFORM followup_check('events.event', ARRAY(WITH changed AS (SELECT * FROM old_rows) SELECT event_id FROM changed));
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS followup_insert ON events_participation;
CREATE TRIGGER followup_insert AFTER INSERT ON events_participation REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_events_participation();
DROP TRIGGER IF EXISTS followup_update ON events_participation;
CREATE TRIGGER followup_update AFTER UPDATE ON events_participation REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_events_participation();
DROP TRIGGER IF EXISTS followup_delete ON events_participation;
CREATE TRIGGER followup_delete AFTER DELETE ON events_participation REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_events_participation();
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
CREATE OR REPLACE FUNCTION followup_network_organization() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM followup_check_houses(ARRAY(WITH changed AS (SELECT * FROM new_rows) SELECT id FROM changed), ARRAY(WITH changed AS (SELECT * FROM new_rows) SELECT 0 WHERE false));
    END IF;
    IF TG_OP = 'UPDATE' THEN
        PERFORM followup_check_houses(ARRAY(WITH changed AS (SELECT each.* FROM old_rows before JOIN new_rows after ON after.id = before.id CROSS JOIN LATERAL (SELECT before.* UNION ALL SELECT after.*) each WHERE ROW(before.parent_id, before.country_id) IS DISTINCT FROM ROW(after.parent_id, after.country_id)) SELECT id FROM changed), ARRAY(WITH changed AS (SELECT each.* FROM old_rows before JOIN new_rows after ON after.id = before.id CROSS JOIN LATERAL (SELECT before.* UNION ALL SELECT after.*) each WHERE ROW(before.parent_id, before.country_id) IS DISTINCT FROM ROW(after.parent_id, after.country_id)) SELECT 0 WHERE false));
    END IF;
    IF TG_OP = 'DELETE' THEN
        PERFORM followup_check_houses(ARRAY(WITH changed AS (SELECT * FROM old_rows) SELECT id FROM changed), ARRAY(WITH changed AS (SELECT * FROM old_rows) SELECT 0 WHERE false));
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS followup_insert ON network_organization;
CREATE TRIGGER followup_insert AFTER INSERT ON network_organization REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_network_organization();
DROP TRIGGER IF EXISTS followup_update ON network_organization;
CREATE TRIGGER followup_update AFTER UPDATE ON network_organization REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_network_organization();
DROP TRIGGER IF EXISTS followup_delete ON network_organization;
CREATE TRIGGER followup_delete AFTER DELETE ON network_organization REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_network_organization();
CREATE OR REPLACE FUNCTION followup_network_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM followup_check_houses(ARRAY(WITH changed AS (SELECT * FROM new_rows) SELECT organization_id FROM network_focalpoint WHERE person_id IN (SELECT id FROM changed)), ARRAY(WITH changed AS (SELECT * FROM new_rows) SELECT id FROM changed));
        PERFORM followup_check_near(ARRAY(WITH changed AS (SELECT * FROM new_rows) SELECT id FROM changed WHERE user_id IS NOT NULL));
    END IF;
    IF TG_OP = 'UPDATE' THEN
        PERFORM followup_check_houses(ARRAY(WITH changed AS (SELECT each.* FROM old_rows before JOIN new_rows after ON after.id = before.id CROSS JOIN LATERAL (SELECT before.* UNION ALL SELECT after.*) each WHERE ROW(before.recipient_id) IS DISTINCT FROM ROW(after.recipient_id)) SELECT organization_id FROM network_focalpoint WHERE person_id IN (SELECT id FROM changed)), ARRAY(WITH changed AS (SELECT each.* FROM old_rows before JOIN new_rows after ON after.id = before.id CROSS JOIN LATERAL (SELECT before.* UNION ALL SELECT after.*) each WHERE ROW(before.recipient_id) IS DISTINCT FROM ROW(after.recipient_id)) SELECT id FROM changed));
        PERFORM followup_check_near(ARRAY(WITH changed AS (SELECT each.* FROM old_rows before JOIN new_rows after ON after.id = before.id CROSS JOIN LATERAL (SELECT before.* UNION ALL SELECT after.*) each WHERE ROW(before.user_id) IS DISTINCT FROM ROW(after.user_id)) SELECT id FROM changed WHERE user_id IS NOT NULL));
    END IF;
    IF TG_OP = 'DELETE' THEN
        PERFORM followup_check_houses(ARRAY(WITH changed AS (SELECT * FROM old_rows) SELECT organization_id FROM network_focalpoint WHERE person_id IN (SELECT id FROM changed)), ARRAY(WITH changed AS (SELECT * FROM old_rows) SELECT id FROM changed));
        PERFORM followup_check_near(ARRAY(WITH changed AS (SELECT * FROM old_rows) SELECT id FROM changed WHERE user_id IS NOT NULL));
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS followup_insert ON network_person;
CREATE TRIGGER followup_insert AFTER INSERT ON network_person REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_network_person();
DROP TRIGGER IF EXISTS followup_update ON network_person;
CREATE TRIGGER followup_update AFTER UPDATE ON network_person REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_network_person();
DROP TRIGGER IF EXISTS followup_delete ON network_person;
CREATE TRIGGER followup_delete AFTER DELETE ON network_person REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_network_person();
CREATE OR REPLACE FUNCTION followup_network_position() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        PERFORM followup_check_houses(ARRAY(WITH changed AS (SELECT each.* FROM old_rows before JOIN new_rows after ON after.id = before.id CROSS JOIN LATERAL (SELECT before.* UNION ALL SELECT after.*) each WHERE ROW(before.ends_on) IS DISTINCT FROM ROW(after.ends_on)) SELECT 0 WHERE false), ARRAY(WITH changed AS (SELECT each.* FROM old_rows before JOIN new_rows after ON after.id = before.id CROSS JOIN LATERAL (SELECT before.* UNION ALL SELECT after.*) each WHERE ROW(before.ends_on) IS DISTINCT FROM ROW(after.ends_on)) SELECT person_id FROM changed));
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS followup_update ON network_position;
CREATE TRIGGER followup_update AFTER UPDATE ON network_position REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_network_position();
CREATE OR REPLACE FUNCTION followup_notifications_message() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM followup_check('events.event', ARRAY(WITH changed AS (SELECT * FROM new_rows) SELECT about_id FROM changed WHERE kind = 'events.invitation'));
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS followup_insert ON notifications_message;
CREATE TRIGGER followup_insert AFTER INSERT ON notifications_message REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_notifications_message();
CREATE OR REPLACE FUNCTION followup_notifications_preference() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM followup_check_known('partnerships.action', ARRAY(WITH changed AS (SELECT * FROM new_rows) SELECT message.about_id FROM notifications_message message JOIN django_content_type about ON about.id = message.about_type_id JOIN changed ON changed.recipient_id = message.recipient_id WHERE about.app_label = 'partnerships' AND about.model = 'action' AND message.kind = 'partnerships.escalation' AND message.kind = changed.kind));
        PERFORM followup_check_known('partnerships.commitment', ARRAY(WITH changed AS (SELECT * FROM new_rows) SELECT message.about_id FROM notifications_message message JOIN django_content_type about ON about.id = message.about_type_id JOIN changed ON changed.recipient_id = message.recipient_id WHERE about.app_label = 'partnerships' AND about.model = 'commitment' AND message.kind = 'partnerships.escalation' AND message.kind = changed.kind));
    END IF;
    IF TG_OP = 'UPDATE' THEN
        PERFORM followup_check_known('partnerships.action', ARRAY(WITH changed AS (SELECT each.* FROM old_rows before JOIN new_rows after ON after.id = before.id CROSS JOIN LATERAL (SELECT before.* UNION ALL SELECT after.*) each) SELECT message.about_id FROM notifications_message message JOIN django_content_type about ON about.id = message.about_type_id JOIN changed ON changed.recipient_id = message.recipient_id WHERE about.app_label = 'partnerships' AND about.model = 'action' AND message.kind = 'partnerships.escalation' AND message.kind = changed.kind));
        PERFORM followup_check_known('partnerships.commitment', ARRAY(WITH changed AS (SELECT each.* FROM old_rows before JOIN new_rows after ON after.id = before.id CROSS JOIN LATERAL (SELECT before.* UNION ALL SELECT after.*) each) SELECT message.about_id FROM notifications_message message JOIN django_content_type about ON about.id = message.about_type_id JOIN changed ON changed.recipient_id = message.recipient_id WHERE about.app_label = 'partnerships' AND about.model = 'commitment' AND message.kind = 'partnerships.escalation' AND message.kind = changed.kind));
    END IF;
    IF TG_OP = 'DELETE' THEN
        PERFORM followup_check_known('partnerships.action', ARRAY(WITH changed AS (SELECT * FROM old_rows) SELECT message.about_id FROM notifications_message message JOIN django_content_type about ON about.id = message.about_type_id JOIN changed ON changed.recipient_id = message.recipient_id WHERE about.app_label = 'partnerships' AND about.model = 'action' AND message.kind = 'partnerships.escalation' AND message.kind = changed.kind));
        PERFORM followup_check_known('partnerships.commitment', ARRAY(WITH changed AS (SELECT * FROM old_rows) SELECT message.about_id FROM notifications_message message JOIN django_content_type about ON about.id = message.about_type_id JOIN changed ON changed.recipient_id = message.recipient_id WHERE about.app_label = 'partnerships' AND about.model = 'commitment' AND message.kind = 'partnerships.escalation' AND message.kind = changed.kind));
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS followup_insert ON notifications_preference;
CREATE TRIGGER followup_insert AFTER INSERT ON notifications_preference REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_notifications_preference();
DROP TRIGGER IF EXISTS followup_update ON notifications_preference;
CREATE TRIGGER followup_update AFTER UPDATE ON notifications_preference REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_notifications_preference();
DROP TRIGGER IF EXISTS followup_delete ON notifications_preference;
CREATE TRIGGER followup_delete AFTER DELETE ON notifications_preference REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_notifications_preference();
CREATE OR REPLACE FUNCTION followup_notifications_recipient() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM followup_check_houses(ARRAY(WITH changed AS (SELECT * FROM new_rows) SELECT organization_id FROM network_focalpoint WHERE person_id IN (SELECT id FROM network_person WHERE recipient_id IN (SELECT id FROM changed))), ARRAY(WITH changed AS (SELECT * FROM new_rows) SELECT id FROM network_person WHERE recipient_id IN (SELECT id FROM changed)));
        PERFORM followup_check_near(ARRAY(WITH changed AS (SELECT * FROM new_rows) SELECT id FROM network_person WHERE recipient_id IN (SELECT id FROM changed) AND user_id IS NOT NULL));
    END IF;
    IF TG_OP = 'UPDATE' THEN
        PERFORM followup_check_houses(ARRAY(WITH changed AS (SELECT each.* FROM old_rows before JOIN new_rows after ON after.id = before.id CROSS JOIN LATERAL (SELECT before.* UNION ALL SELECT after.*) each WHERE ROW(before.email, before.refused_at) IS DISTINCT FROM ROW(after.email, after.refused_at)) SELECT organization_id FROM network_focalpoint WHERE person_id IN (SELECT id FROM network_person WHERE recipient_id IN (SELECT id FROM changed))), ARRAY(WITH changed AS (SELECT each.* FROM old_rows before JOIN new_rows after ON after.id = before.id CROSS JOIN LATERAL (SELECT before.* UNION ALL SELECT after.*) each WHERE ROW(before.email, before.refused_at) IS DISTINCT FROM ROW(after.email, after.refused_at)) SELECT id FROM network_person WHERE recipient_id IN (SELECT id FROM changed)));
        PERFORM followup_check_near(ARRAY(WITH changed AS (SELECT each.* FROM old_rows before JOIN new_rows after ON after.id = before.id CROSS JOIN LATERAL (SELECT before.* UNION ALL SELECT after.*) each WHERE ROW(before.email, before.refused_at) IS DISTINCT FROM ROW(after.email, after.refused_at)) SELECT id FROM network_person WHERE recipient_id IN (SELECT id FROM changed) AND user_id IS NOT NULL));
    END IF;
    IF TG_OP = 'DELETE' THEN
        PERFORM followup_check_houses(ARRAY(WITH changed AS (SELECT * FROM old_rows) SELECT organization_id FROM network_focalpoint WHERE person_id IN (SELECT id FROM network_person WHERE recipient_id IN (SELECT id FROM changed))), ARRAY(WITH changed AS (SELECT * FROM old_rows) SELECT id FROM network_person WHERE recipient_id IN (SELECT id FROM changed)));
        PERFORM followup_check_near(ARRAY(WITH changed AS (SELECT * FROM old_rows) SELECT id FROM network_person WHERE recipient_id IN (SELECT id FROM changed) AND user_id IS NOT NULL));
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS followup_insert ON notifications_recipient;
CREATE TRIGGER followup_insert AFTER INSERT ON notifications_recipient REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_notifications_recipient();
DROP TRIGGER IF EXISTS followup_update ON notifications_recipient;
CREATE TRIGGER followup_update AFTER UPDATE ON notifications_recipient REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_notifications_recipient();
DROP TRIGGER IF EXISTS followup_delete ON notifications_recipient;
CREATE TRIGGER followup_delete AFTER DELETE ON notifications_recipient REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_notifications_recipient();
CREATE OR REPLACE FUNCTION followup_partnerships_action() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM followup_check('partnerships.action', ARRAY(WITH changed AS (SELECT * FROM new_rows) SELECT id FROM changed));
    END IF;
    IF TG_OP = 'UPDATE' THEN
        PERFORM followup_check('partnerships.action', ARRAY(WITH changed AS (SELECT each.* FROM old_rows before JOIN new_rows after ON after.id = before.id CROSS JOIN LATERAL (SELECT before.* UNION ALL SELECT after.*) each WHERE ROW(before.pairing_id, before.state, before.due_on, before.person_id, before.organization_id, before.revision) IS DISTINCT FROM ROW(after.pairing_id, after.state, after.due_on, after.person_id, after.organization_id, after.revision)) SELECT id FROM changed));
    END IF;
    IF TG_OP = 'DELETE' THEN
        PERFORM followup_check('partnerships.action', ARRAY(WITH changed AS (SELECT * FROM old_rows) SELECT id FROM changed));
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS followup_insert ON partnerships_action;
CREATE TRIGGER followup_insert AFTER INSERT ON partnerships_action REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_partnerships_action();
DROP TRIGGER IF EXISTS followup_update ON partnerships_action;
CREATE TRIGGER followup_update AFTER UPDATE ON partnerships_action REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_partnerships_action();
DROP TRIGGER IF EXISTS followup_delete ON partnerships_action;
CREATE TRIGGER followup_delete AFTER DELETE ON partnerships_action REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_partnerships_action();
CREATE OR REPLACE FUNCTION followup_partnerships_agreement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM followup_check('partnerships.agreement', ARRAY(WITH changed AS (SELECT * FROM new_rows) SELECT id FROM changed UNION SELECT renews_id FROM changed));
    END IF;
    IF TG_OP = 'UPDATE' THEN
        PERFORM followup_check('partnerships.agreement', ARRAY(WITH changed AS (SELECT each.* FROM old_rows before JOIN new_rows after ON after.id = before.id CROSS JOIN LATERAL (SELECT before.* UNION ALL SELECT after.*) each WHERE ROW(before.state, before.ends_on, before.renews_id, before.pairing_id, before.revision) IS DISTINCT FROM ROW(after.state, after.ends_on, after.renews_id, after.pairing_id, after.revision)) SELECT id FROM changed UNION SELECT renews_id FROM changed));
    END IF;
    IF TG_OP = 'DELETE' THEN
        PERFORM followup_check('partnerships.agreement', ARRAY(WITH changed AS (SELECT * FROM old_rows) SELECT id FROM changed UNION SELECT renews_id FROM changed));
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS followup_insert ON partnerships_agreement;
CREATE TRIGGER followup_insert AFTER INSERT ON partnerships_agreement REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_partnerships_agreement();
DROP TRIGGER IF EXISTS followup_update ON partnerships_agreement;
CREATE TRIGGER followup_update AFTER UPDATE ON partnerships_agreement REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_partnerships_agreement();
DROP TRIGGER IF EXISTS followup_delete ON partnerships_agreement;
CREATE TRIGGER followup_delete AFTER DELETE ON partnerships_agreement REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_partnerships_agreement();
CREATE OR REPLACE FUNCTION followup_partnerships_agreementparty() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM followup_check_known('partnerships.agreement', ARRAY(WITH changed AS (SELECT * FROM new_rows) SELECT agreement_id FROM changed));
    END IF;
    IF TG_OP = 'UPDATE' THEN
        PERFORM followup_check_known('partnerships.agreement', ARRAY(WITH changed AS (SELECT each.* FROM old_rows before JOIN new_rows after ON after.id = before.id CROSS JOIN LATERAL (SELECT before.* UNION ALL SELECT after.*) each WHERE ROW(before.agreement_id, before.organization_id) IS DISTINCT FROM ROW(after.agreement_id, after.organization_id)) SELECT agreement_id FROM changed));
    END IF;
    IF TG_OP = 'DELETE' THEN
        PERFORM followup_check_known('partnerships.agreement', ARRAY(WITH changed AS (SELECT * FROM old_rows) SELECT agreement_id FROM changed));
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS followup_insert ON partnerships_agreementparty;
CREATE TRIGGER followup_insert AFTER INSERT ON partnerships_agreementparty REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_partnerships_agreementparty();
DROP TRIGGER IF EXISTS followup_update ON partnerships_agreementparty;
CREATE TRIGGER followup_update AFTER UPDATE ON partnerships_agreementparty REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_partnerships_agreementparty();
DROP TRIGGER IF EXISTS followup_delete ON partnerships_agreementparty;
CREATE TRIGGER followup_delete AFTER DELETE ON partnerships_agreementparty REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_partnerships_agreementparty();
CREATE OR REPLACE FUNCTION followup_partnerships_commitment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM followup_check('partnerships.commitment', ARRAY(WITH changed AS (SELECT * FROM new_rows) SELECT id FROM changed));
    END IF;
    IF TG_OP = 'UPDATE' THEN
        PERFORM followup_check('partnerships.commitment', ARRAY(WITH changed AS (SELECT each.* FROM old_rows before JOIN new_rows after ON after.id = before.id CROSS JOIN LATERAL (SELECT before.* UNION ALL SELECT after.*) each WHERE ROW(before.pairing_id, before.state, before.ends_on, before.promised_by_id, before.revision, before.firmness) IS DISTINCT FROM ROW(after.pairing_id, after.state, after.ends_on, after.promised_by_id, after.revision, after.firmness)) SELECT id FROM changed));
    END IF;
    IF TG_OP = 'DELETE' THEN
        PERFORM followup_check('partnerships.commitment', ARRAY(WITH changed AS (SELECT * FROM old_rows) SELECT id FROM changed));
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS followup_insert ON partnerships_commitment;
CREATE TRIGGER followup_insert AFTER INSERT ON partnerships_commitment REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_partnerships_commitment();
DROP TRIGGER IF EXISTS followup_update ON partnerships_commitment;
CREATE TRIGGER followup_update AFTER UPDATE ON partnerships_commitment REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_partnerships_commitment();
DROP TRIGGER IF EXISTS followup_delete ON partnerships_commitment;
CREATE TRIGGER followup_delete AFTER DELETE ON partnerships_commitment REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_partnerships_commitment();
CREATE OR REPLACE FUNCTION followup_partnerships_pairing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM followup_check('partnerships.pairing', ARRAY(WITH changed AS (SELECT * FROM new_rows) SELECT id FROM changed));
        PERFORM followup_check('partnerships.action', ARRAY(WITH changed AS (SELECT * FROM new_rows) SELECT id FROM partnerships_action WHERE state IN ('open', 'in_progress') AND pairing_id IN (SELECT id FROM changed)));
        PERFORM followup_check('partnerships.commitment', ARRAY(WITH changed AS (SELECT * FROM new_rows) SELECT id FROM partnerships_commitment WHERE state IN ('open', 'in_progress') AND pairing_id IN (SELECT id FROM changed)));
    END IF;
    IF TG_OP = 'UPDATE' THEN
        PERFORM followup_check('partnerships.pairing', ARRAY(WITH changed AS (SELECT each.* FROM old_rows before JOIN new_rows after ON after.id = before.id CROSS JOIN LATERAL (SELECT before.* UNION ALL SELECT after.*) each WHERE ROW(before.phase, before.rhythm_days, before.last_met_on, before.started_on) IS DISTINCT FROM ROW(after.phase, after.rhythm_days, after.last_met_on, after.started_on)) SELECT id FROM changed));
        PERFORM followup_check('partnerships.action', ARRAY(WITH changed AS (SELECT each.* FROM old_rows before JOIN new_rows after ON after.id = before.id CROSS JOIN LATERAL (SELECT before.* UNION ALL SELECT after.*) each WHERE ROW(before.phase) IS DISTINCT FROM ROW(after.phase)) SELECT id FROM partnerships_action WHERE state IN ('open', 'in_progress') AND pairing_id IN (SELECT id FROM changed)));
        PERFORM followup_check('partnerships.commitment', ARRAY(WITH changed AS (SELECT each.* FROM old_rows before JOIN new_rows after ON after.id = before.id CROSS JOIN LATERAL (SELECT before.* UNION ALL SELECT after.*) each WHERE ROW(before.phase) IS DISTINCT FROM ROW(after.phase)) SELECT id FROM partnerships_commitment WHERE state IN ('open', 'in_progress') AND pairing_id IN (SELECT id FROM changed)));
    END IF;
    IF TG_OP = 'DELETE' THEN
        PERFORM followup_check('partnerships.pairing', ARRAY(WITH changed AS (SELECT * FROM old_rows) SELECT id FROM changed));
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
CREATE OR REPLACE FUNCTION followup_partnerships_pairingfocalpoint() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM followup_check_pairings(ARRAY(WITH changed AS (SELECT * FROM new_rows) SELECT pairing_id FROM changed));
    END IF;
    IF TG_OP = 'UPDATE' THEN
        PERFORM followup_check_pairings(ARRAY(WITH changed AS (SELECT each.* FROM old_rows before JOIN new_rows after ON after.id = before.id CROSS JOIN LATERAL (SELECT before.* UNION ALL SELECT after.*) each WHERE ROW(before.pairing_id, before.organization_id, before.person_id, before.starts_on, before.ends_on) IS DISTINCT FROM ROW(after.pairing_id, after.organization_id, after.person_id, after.starts_on, after.ends_on)) SELECT pairing_id FROM changed));
    END IF;
    IF TG_OP = 'DELETE' THEN
        PERFORM followup_check_pairings(ARRAY(WITH changed AS (SELECT * FROM old_rows) SELECT pairing_id FROM changed));
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS followup_insert ON partnerships_pairingfocalpoint;
CREATE TRIGGER followup_insert AFTER INSERT ON partnerships_pairingfocalpoint REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_partnerships_pairingfocalpoint();
DROP TRIGGER IF EXISTS followup_update ON partnerships_pairingfocalpoint;
CREATE TRIGGER followup_update AFTER UPDATE ON partnerships_pairingfocalpoint REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_partnerships_pairingfocalpoint();
DROP TRIGGER IF EXISTS followup_delete ON partnerships_pairingfocalpoint;
CREATE TRIGGER followup_delete AFTER DELETE ON partnerships_pairingfocalpoint REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_partnerships_pairingfocalpoint();
CREATE OR REPLACE FUNCTION followup_partnerships_pairingparty() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM followup_check_pairings(ARRAY(WITH changed AS (SELECT * FROM new_rows) SELECT pairing_id FROM changed));
    END IF;
    IF TG_OP = 'UPDATE' THEN
        PERFORM followup_check_pairings(ARRAY(WITH changed AS (SELECT each.* FROM old_rows before JOIN new_rows after ON after.id = before.id CROSS JOIN LATERAL (SELECT before.* UNION ALL SELECT after.*) each WHERE ROW(before.pairing_id, before.organization_id) IS DISTINCT FROM ROW(after.pairing_id, after.organization_id)) SELECT pairing_id FROM changed));
    END IF;
    IF TG_OP = 'DELETE' THEN
        PERFORM followup_check_pairings(ARRAY(WITH changed AS (SELECT * FROM old_rows) SELECT pairing_id FROM changed));
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS followup_insert ON partnerships_pairingparty;
CREATE TRIGGER followup_insert AFTER INSERT ON partnerships_pairingparty REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_partnerships_pairingparty();
DROP TRIGGER IF EXISTS followup_update ON partnerships_pairingparty;
CREATE TRIGGER followup_update AFTER UPDATE ON partnerships_pairingparty REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_partnerships_pairingparty();
DROP TRIGGER IF EXISTS followup_delete ON partnerships_pairingparty;
CREATE TRIGGER followup_delete AFTER DELETE ON partnerships_pairingparty REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_partnerships_pairingparty();
CREATE OR REPLACE FUNCTION followup_partnerships_progressupdate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM followup_check('partnerships.pairing', ARRAY(WITH changed AS (SELECT * FROM new_rows) SELECT pairing_id FROM changed));
        PERFORM followup_check_known('partnerships.action', ARRAY(WITH changed AS (SELECT * FROM new_rows) SELECT action_id FROM changed));
        PERFORM followup_check_known('partnerships.commitment', ARRAY(WITH changed AS (SELECT * FROM new_rows) SELECT commitment_id FROM changed));
        PERFORM followup_check('partnerships.progressupdate', ARRAY(WITH changed AS (SELECT * FROM new_rows) SELECT id FROM changed WHERE answer = 'blocked'));
        PERFORM followup_check_known('partnerships.progressupdate', ARRAY(WITH changed AS (SELECT * FROM new_rows) SELECT id FROM partnerships_progressupdate WHERE answer = 'blocked' AND pairing_id IN (SELECT pairing_id FROM changed)));
    END IF;
    IF TG_OP = 'UPDATE' THEN
        PERFORM followup_check('partnerships.pairing', ARRAY(WITH changed AS (SELECT each.* FROM old_rows before JOIN new_rows after ON after.id = before.id CROSS JOIN LATERAL (SELECT before.* UNION ALL SELECT after.*) each WHERE ROW(before.pairing_id, before.submitted_at, before.supersedes_id) IS DISTINCT FROM ROW(after.pairing_id, after.submitted_at, after.supersedes_id)) SELECT pairing_id FROM changed));
        PERFORM followup_check_known('partnerships.action', ARRAY(WITH changed AS (SELECT each.* FROM old_rows before JOIN new_rows after ON after.id = before.id CROSS JOIN LATERAL (SELECT before.* UNION ALL SELECT after.*) each WHERE ROW(before.action_id, before.submitted_at) IS DISTINCT FROM ROW(after.action_id, after.submitted_at)) SELECT action_id FROM changed));
        PERFORM followup_check_known('partnerships.commitment', ARRAY(WITH changed AS (SELECT each.* FROM old_rows before JOIN new_rows after ON after.id = before.id CROSS JOIN LATERAL (SELECT before.* UNION ALL SELECT after.*) each WHERE ROW(before.commitment_id, before.submitted_at) IS DISTINCT FROM ROW(after.commitment_id, after.submitted_at)) SELECT commitment_id FROM changed));
        PERFORM followup_check('partnerships.progressupdate', ARRAY(WITH changed AS (SELECT each.* FROM old_rows before JOIN new_rows after ON after.id = before.id CROSS JOIN LATERAL (SELECT before.* UNION ALL SELECT after.*) each WHERE ROW(before.answer) IS DISTINCT FROM ROW(after.answer)) SELECT id FROM changed WHERE answer = 'blocked'));
        PERFORM followup_check_known('partnerships.progressupdate', ARRAY(WITH changed AS (SELECT each.* FROM old_rows before JOIN new_rows after ON after.id = before.id CROSS JOIN LATERAL (SELECT before.* UNION ALL SELECT after.*) each WHERE ROW(before.submitted_at, before.supersedes_id) IS DISTINCT FROM ROW(after.submitted_at, after.supersedes_id)) SELECT id FROM partnerships_progressupdate WHERE answer = 'blocked' AND pairing_id IN (SELECT pairing_id FROM changed)));
    END IF;
    IF TG_OP = 'DELETE' THEN
        PERFORM followup_check('partnerships.pairing', ARRAY(WITH changed AS (SELECT * FROM old_rows) SELECT pairing_id FROM changed));
        PERFORM followup_check_known('partnerships.action', ARRAY(WITH changed AS (SELECT * FROM old_rows) SELECT action_id FROM changed));
        PERFORM followup_check_known('partnerships.commitment', ARRAY(WITH changed AS (SELECT * FROM old_rows) SELECT commitment_id FROM changed));
        PERFORM followup_check('partnerships.progressupdate', ARRAY(WITH changed AS (SELECT * FROM old_rows) SELECT id FROM changed WHERE answer = 'blocked'));
        PERFORM followup_check_known('partnerships.progressupdate', ARRAY(WITH changed AS (SELECT * FROM old_rows) SELECT id FROM partnerships_progressupdate WHERE answer = 'blocked' AND pairing_id IN (SELECT pairing_id FROM changed)));
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS followup_insert ON partnerships_progressupdate;
CREATE TRIGGER followup_insert AFTER INSERT ON partnerships_progressupdate REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_partnerships_progressupdate();
DROP TRIGGER IF EXISTS followup_update ON partnerships_progressupdate;
CREATE TRIGGER followup_update AFTER UPDATE ON partnerships_progressupdate REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_partnerships_progressupdate();
DROP TRIGGER IF EXISTS followup_delete ON partnerships_progressupdate;
CREATE TRIGGER followup_delete AFTER DELETE ON partnerships_progressupdate REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION followup_partnerships_progressupdate();
"""


class Migration(migrations.Migration):

    replaces = [
        ('followup', '0001_reminder_schedule'),
        ('followup', '0002_triggers'),
        ('followup', '0003_calls_for_help'),
        ('followup', '0004_closed_accounts'),
        ('followup', '0005_roles_in_time'),
        ('followup', '0006_introductions'),
    ]

    initial = True

    dependencies = [
        ('accounts', '0001_tables'),
        ('contenttypes', '0002_remove_content_type_name'),
        ('events', '0001_tables'),
        ('network', '0001_tables'),
        ('notifications', '0001_tables'),
        ('partnerships', '0001_tables'),
    ]

    operations = [
        core.tables.AtOnce(
            operations=[
                migrations.CreateModel(
                    name='ReminderSchedule',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(help_text='The model, such as partnerships.action.', max_length=40)),
                        ('record_id', models.BigIntegerField()),
                        ('next_check_at', models.DateTimeField(default=datetime.datetime(1970, 1, 1, 0, 0, tzinfo=datetime.timezone.utc), null=True)),
                    ],
                    options={
                        'verbose_name': 'next check of a record',
                        'verbose_name_plural': 'next checks of records',
                        'indexes': [models.Index(fields=['kind', 'next_check_at'], name='schedule_due')],
                        'constraints': [models.UniqueConstraint(fields=('kind', 'record_id'), name='schedule_once_a_record')],
                    },
                ),
            ],
        ),
        migrations.RunSQL(TRIGGERS, migrations.RunSQL.noop),
    ]
