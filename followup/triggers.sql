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
    SELECT followup_check_known('partnerships.comment', ARRAY(
        SELECT id FROM partnerships_comment WHERE pairing_id = ANY (ids) AND closed_at IS NULL));
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
    PERFORM followup_check_known('partnerships.comment', ARRAY(
        SELECT id FROM partnerships_comment
        WHERE pairing_id = ANY (pairings) AND closed_at IS NULL));
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
        'partnerships.comment', 'partnerships.progressupdate'
    ] LOOP
        PERFORM followup_check_known(of_kind, ARRAY(
            SELECT record_id FROM followup_reminderschedule
            WHERE kind = of_kind AND next_check_at < now() + interval '25 hours'));
    END LOOP;
END $$;
