"""Keep on each pairing what its status needs."""

from django.db import migrations, models


TRIGGERS = '''

CREATE OR REPLACE FUNCTION kept_of_pairings(ids bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF cardinality(ids) > 0 THEN
        PERFORM FROM partnerships_pairing WHERE id = ANY (ids) ORDER BY id FOR NO KEY UPDATE;
        UPDATE partnerships_pairing AS stands SET (first_due_on, last_update_at, needs_help) = ROW(said.first_due_on, said.last_update_at, said.needs_help) FROM (SELECT "partnerships_pairing"."id" AS "pk", (SELECT U0."due_on" AS "due_on" FROM "partnerships_action" U0 WHERE (U0."state" IN ('open', 'in_progress') AND U0."due_on" IS NOT NULL AND U0."pairing_id" = ("partnerships_pairing"."id")) ORDER BY 1 ASC LIMIT 1) AS "subquery1", (SELECT U0."submitted_at" AS "submitted_at" FROM "partnerships_progressupdate" U0 LEFT OUTER JOIN "partnerships_progressupdate" U1 ON (U0."id" = U1."supersedes_id") WHERE (U1."id" IS NULL AND U0."pairing_id" = ("partnerships_pairing"."id")) ORDER BY 1 DESC LIMIT 1) AS "subquery2", EXISTS(SELECT 1 AS "a" FROM "partnerships_progressupdate" V0 LEFT OUTER JOIN "partnerships_progressupdate" V1 ON (V0."id" = V1."supersedes_id") LEFT OUTER JOIN "partnerships_action" V2 ON (V0."action_id" = V2."id") LEFT OUTER JOIN "partnerships_commitment" V3 ON (V0."commitment_id" = V3."id") INNER JOIN "partnerships_pairing" V4 ON (V0."pairing_id" = V4."id") WHERE (V1."id" IS NULL AND (V0."action_id" IS NULL OR V2."state" IN ('open', 'in_progress')) AND (V0."commitment_id" IS NULL OR V3."state" IN ('open', 'in_progress')) AND V0."answer" = 'blocked' AND NOT (V4."phase" IN ('paused', 'concluded', 'ended_early')) AND NOT (EXISTS(SELECT 1 AS "a" FROM "partnerships_progressupdate" U0 LEFT OUTER JOIN "partnerships_progressupdate" U1 ON (U0."id" = U1."supersedes_id") LEFT OUTER JOIN "accounts_user" U5 ON (U0."submitted_by_id" = U5."id") LEFT OUTER JOIN "network_membership" U6 ON (U5."id" = U6."user_id") WHERE (U1."id" IS NULL AND (U0."author_id" = (V0."author_id") OR U0."submitted_by_id" = (V0."submitted_by_id") OR U6."role" IN ('staff', 'coordinator')) AND U0."pairing_id" = (V0."pairing_id") AND COALESCE(U0."action_id", 0) = (COALESCE(V0."action_id", 0)) AND COALESCE(U0."commitment_id", 0) = (COALESCE(V0."commitment_id", 0)) AND U0."submitted_at" > (V0."submitted_at")) LIMIT 1)) AND V0."pairing_id" = ("partnerships_pairing"."id")) LIMIT 1) AS "exists2" FROM "partnerships_pairing") AS said (id, first_due_on, last_update_at, needs_help) WHERE said.id = stands.id AND stands.id = ANY (ids) AND ROW(stands.first_due_on, stands.last_update_at, stands.needs_help) IS DISTINCT FROM ROW(said.first_due_on, said.last_update_at, said.needs_help);
    END IF;
END $$;

-- A call for help ends when somebody of the ILO has answered later.
CREATE OR REPLACE FUNCTION kept_of_users(ids bigint[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT kept_of_pairings(ARRAY(
        SELECT DISTINCT call.pairing_id FROM partnerships_progressupdate call
        JOIN partnerships_progressupdate later ON later.pairing_id = call.pairing_id
        WHERE call.answer = 'blocked' AND later.submitted_by_id = ANY (ids)))
$$;

CREATE OR REPLACE FUNCTION kept_network_membership() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM kept_of_users(ARRAY(WITH changed AS (SELECT * FROM new_rows) SELECT user_id FROM changed));
    END IF;
    IF TG_OP = 'UPDATE' THEN
        PERFORM kept_of_users(ARRAY(WITH changed AS (SELECT each.* FROM old_rows before JOIN new_rows after ON after.id = before.id CROSS JOIN LATERAL (SELECT before.* UNION ALL SELECT after.*) each) SELECT user_id FROM changed));
    END IF;
    IF TG_OP = 'DELETE' THEN
        PERFORM kept_of_users(ARRAY(WITH changed AS (SELECT * FROM old_rows) SELECT user_id FROM changed));
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS kept_insert ON network_membership;
CREATE TRIGGER kept_insert AFTER INSERT ON network_membership REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kept_network_membership();
DROP TRIGGER IF EXISTS kept_update ON network_membership;
CREATE TRIGGER kept_update AFTER UPDATE ON network_membership REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kept_network_membership();
DROP TRIGGER IF EXISTS kept_delete ON network_membership;
CREATE TRIGGER kept_delete AFTER DELETE ON network_membership REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION kept_network_membership();
CREATE OR REPLACE FUNCTION kept_partnerships_action() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM kept_of_pairings(ARRAY(WITH changed AS (SELECT * FROM new_rows) SELECT pairing_id FROM changed));
    END IF;
    IF TG_OP = 'UPDATE' THEN
        PERFORM kept_of_pairings(ARRAY(WITH changed AS (SELECT each.* FROM old_rows before JOIN new_rows after ON after.id = before.id CROSS JOIN LATERAL (SELECT before.* UNION ALL SELECT after.*) each WHERE ROW(before.pairing_id, before.state, before.due_on) IS DISTINCT FROM ROW(after.pairing_id, after.state, after.due_on)) SELECT pairing_id FROM changed));
    END IF;
    IF TG_OP = 'DELETE' THEN
        PERFORM kept_of_pairings(ARRAY(WITH changed AS (SELECT * FROM old_rows) SELECT pairing_id FROM changed));
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS kept_insert ON partnerships_action;
CREATE TRIGGER kept_insert AFTER INSERT ON partnerships_action REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kept_partnerships_action();
DROP TRIGGER IF EXISTS kept_update ON partnerships_action;
CREATE TRIGGER kept_update AFTER UPDATE ON partnerships_action REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kept_partnerships_action();
DROP TRIGGER IF EXISTS kept_delete ON partnerships_action;
CREATE TRIGGER kept_delete AFTER DELETE ON partnerships_action REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION kept_partnerships_action();
CREATE OR REPLACE FUNCTION kept_partnerships_commitment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM kept_of_pairings(ARRAY(WITH changed AS (SELECT * FROM new_rows) SELECT pairing_id FROM changed));
    END IF;
    IF TG_OP = 'UPDATE' THEN
        PERFORM kept_of_pairings(ARRAY(WITH changed AS (SELECT each.* FROM old_rows before JOIN new_rows after ON after.id = before.id CROSS JOIN LATERAL (SELECT before.* UNION ALL SELECT after.*) each WHERE ROW(before.pairing_id, before.state) IS DISTINCT FROM ROW(after.pairing_id, after.state)) SELECT pairing_id FROM changed));
    END IF;
    IF TG_OP = 'DELETE' THEN
        PERFORM kept_of_pairings(ARRAY(WITH changed AS (SELECT * FROM old_rows) SELECT pairing_id FROM changed));
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS kept_insert ON partnerships_commitment;
CREATE TRIGGER kept_insert AFTER INSERT ON partnerships_commitment REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kept_partnerships_commitment();
DROP TRIGGER IF EXISTS kept_update ON partnerships_commitment;
CREATE TRIGGER kept_update AFTER UPDATE ON partnerships_commitment REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kept_partnerships_commitment();
DROP TRIGGER IF EXISTS kept_delete ON partnerships_commitment;
CREATE TRIGGER kept_delete AFTER DELETE ON partnerships_commitment REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION kept_partnerships_commitment();
CREATE OR REPLACE FUNCTION kept_partnerships_pairing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        PERFORM kept_of_pairings(ARRAY(WITH changed AS (SELECT each.* FROM old_rows before JOIN new_rows after ON after.id = before.id CROSS JOIN LATERAL (SELECT before.* UNION ALL SELECT after.*) each WHERE ROW(before.phase, before.first_due_on, before.last_update_at, before.needs_help) IS DISTINCT FROM ROW(after.phase, after.first_due_on, after.last_update_at, after.needs_help)) SELECT id FROM changed WHERE pg_trigger_depth() = 1));
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS kept_update ON partnerships_pairing;
CREATE TRIGGER kept_update AFTER UPDATE ON partnerships_pairing REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kept_partnerships_pairing();
CREATE OR REPLACE FUNCTION kept_partnerships_progressupdate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM kept_of_pairings(ARRAY(WITH changed AS (SELECT * FROM new_rows) SELECT pairing_id FROM changed));
    END IF;
    IF TG_OP = 'UPDATE' THEN
        PERFORM kept_of_pairings(ARRAY(WITH changed AS (SELECT each.* FROM old_rows before JOIN new_rows after ON after.id = before.id CROSS JOIN LATERAL (SELECT before.* UNION ALL SELECT after.*) each WHERE ROW(before.pairing_id, before.action_id, before.commitment_id, before.answer, before.submitted_at, before.supersedes_id, before.author_id, before.submitted_by_id) IS DISTINCT FROM ROW(after.pairing_id, after.action_id, after.commitment_id, after.answer, after.submitted_at, after.supersedes_id, after.author_id, after.submitted_by_id)) SELECT pairing_id FROM changed));
    END IF;
    IF TG_OP = 'DELETE' THEN
        PERFORM kept_of_pairings(ARRAY(WITH changed AS (SELECT * FROM old_rows) SELECT pairing_id FROM changed));
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS kept_insert ON partnerships_progressupdate;
CREATE TRIGGER kept_insert AFTER INSERT ON partnerships_progressupdate REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kept_partnerships_progressupdate();
DROP TRIGGER IF EXISTS kept_update ON partnerships_progressupdate;
CREATE TRIGGER kept_update AFTER UPDATE ON partnerships_progressupdate REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION kept_partnerships_progressupdate();
DROP TRIGGER IF EXISTS kept_delete ON partnerships_progressupdate;
CREATE TRIGGER kept_delete AFTER DELETE ON partnerships_progressupdate REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION kept_partnerships_progressupdate();
'''

WHAT_EXISTS = '''
UPDATE partnerships_pairing AS stands SET (first_due_on, last_update_at, needs_help) = ROW(said.first_due_on, said.last_update_at, said.needs_help) FROM (SELECT "partnerships_pairing"."id" AS "pk", (SELECT U0."due_on" AS "due_on" FROM "partnerships_action" U0 WHERE (U0."state" IN ('open', 'in_progress') AND U0."due_on" IS NOT NULL AND U0."pairing_id" = ("partnerships_pairing"."id")) ORDER BY 1 ASC LIMIT 1) AS "subquery1", (SELECT U0."submitted_at" AS "submitted_at" FROM "partnerships_progressupdate" U0 LEFT OUTER JOIN "partnerships_progressupdate" U1 ON (U0."id" = U1."supersedes_id") WHERE (U1."id" IS NULL AND U0."pairing_id" = ("partnerships_pairing"."id")) ORDER BY 1 DESC LIMIT 1) AS "subquery2", EXISTS(SELECT 1 AS "a" FROM "partnerships_progressupdate" V0 LEFT OUTER JOIN "partnerships_progressupdate" V1 ON (V0."id" = V1."supersedes_id") LEFT OUTER JOIN "partnerships_action" V2 ON (V0."action_id" = V2."id") LEFT OUTER JOIN "partnerships_commitment" V3 ON (V0."commitment_id" = V3."id") INNER JOIN "partnerships_pairing" V4 ON (V0."pairing_id" = V4."id") WHERE (V1."id" IS NULL AND (V0."action_id" IS NULL OR V2."state" IN ('open', 'in_progress')) AND (V0."commitment_id" IS NULL OR V3."state" IN ('open', 'in_progress')) AND V0."answer" = 'blocked' AND NOT (V4."phase" IN ('paused', 'concluded', 'ended_early')) AND NOT (EXISTS(SELECT 1 AS "a" FROM "partnerships_progressupdate" U0 LEFT OUTER JOIN "partnerships_progressupdate" U1 ON (U0."id" = U1."supersedes_id") LEFT OUTER JOIN "accounts_user" U5 ON (U0."submitted_by_id" = U5."id") LEFT OUTER JOIN "network_membership" U6 ON (U5."id" = U6."user_id") WHERE (U1."id" IS NULL AND (U0."author_id" = (V0."author_id") OR U0."submitted_by_id" = (V0."submitted_by_id") OR U6."role" IN ('staff', 'coordinator')) AND U0."pairing_id" = (V0."pairing_id") AND COALESCE(U0."action_id", 0) = (COALESCE(V0."action_id", 0)) AND COALESCE(U0."commitment_id", 0) = (COALESCE(V0."commitment_id", 0)) AND U0."submitted_at" > (V0."submitted_at")) LIMIT 1)) AND V0."pairing_id" = ("partnerships_pairing"."id")) LIMIT 1) AS "exists2" FROM "partnerships_pairing") AS said (id, first_due_on, last_update_at, needs_help) WHERE said.id = stands.id AND stands.id = ANY (ARRAY(SELECT id FROM partnerships_pairing ORDER BY id)) AND ROW(stands.first_due_on, stands.last_update_at, stands.needs_help) IS DISTINCT FROM ROW(said.first_due_on, said.last_update_at, said.needs_help)
'''


class Migration(migrations.Migration):

    dependencies = [
        ('network', '0001_tables'),
        ('partnerships', '0001_tables'),
    ]

    operations = [
        migrations.AddField(
            model_name='pairing',
            name='first_due_on',
            field=models.DateField(editable=False, null=True, verbose_name='first day of an open action'),
        ),
        migrations.AddField(
            model_name='pairing',
            name='last_update_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='last update'),
        ),
        migrations.AddField(
            model_name='pairing',
            name='needs_help',
            field=models.BooleanField(db_default=False, default=False, editable=False, verbose_name='needs help'),
        ),
        migrations.AddIndex(
            model_name='action',
            index=models.Index(condition=models.Q(('state__in', ('open', 'in_progress'))), fields=['pairing', 'due_on'], name='action_first_of_pairing'),
        ),
        migrations.RunSQL(TRIGGERS, migrations.RunSQL.noop),
        migrations.RunSQL(WHAT_EXISTS, migrations.RunSQL.noop),
    ]
