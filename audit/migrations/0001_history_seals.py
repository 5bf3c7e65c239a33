"""Chain the history by hash: in batches, long after it was written, so that no writer waits.

Decision 0046 says how. The application reads the seals and may ask for the next ones; what they
say is written by these functions alone.
"""

from django.db import migrations

TABLES = """
-- What some rows of one history said. Of each row a leaf is kept, so a change is found exactly.
CREATE TABLE audit_historyseal (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sealed_at timestamptz NOT NULL,
    of_table text NOT NULL,
    columns text[] NOT NULL,
    after_id bigint NOT NULL,
    until_id bigint NOT NULL,
    row_ids bigint[] NOT NULL,
    leaves uuid[] NOT NULL,
    -- Why rows were sealed once more; empty where they are sealed for the first time.
    because text NOT NULL,
    previous text NOT NULL,
    head text NOT NULL UNIQUE
);
CREATE INDEX audit_historyseal_again ON audit_historyseal (of_table) WHERE because <> '';
-- How far each history is sealed, and how far it will be when whoever writes now has ended.
CREATE TABLE audit_historymark (
    of_table text PRIMARY KEY,
    sealed_id bigint NOT NULL,
    pending_id bigint NOT NULL,
    horizon bigint NOT NULL
);
"""

# Texts of times and numbers must be the same in every session.
AS_EVER = """
    SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres'
    SET bytea_output = 'hex' SET extra_float_digits = 1
    SET search_path = pg_catalog, public, pg_temp
"""

READING = f"""
-- What each row says, in one word, and who did it: a person by their key, as names may go.
CREATE FUNCTION history_leaves(of_table text, columns text[], after_id bigint, until_id bigint)
RETURNS TABLE (row_id bigint, leaf uuid) LANGUAGE plpgsql STABLE {AS_EVER} AS $$
BEGIN
    RETURN QUERY EXECUTE format(
        'SELECT event.pgh_id::bigint, encode(substr(sha256(convert_to(
            ROW(%s)::text || coalesce((CASE WHEN context.metadata ? ''person''
                THEN context.metadata - ''by'' ELSE context.metadata END)::text, ''''),
            ''UTF8'')), 1, 16), ''hex'')::uuid
        FROM public.%I AS event
        LEFT JOIN public.pghistory_context AS context ON context.id = event.pgh_context_id
        WHERE event.pgh_id > $1 AND event.pgh_id <= $2 ORDER BY event.pgh_id',
        (SELECT string_agg(format('event.%I', name), ', ') FROM unnest(columns) AS name), of_table
    ) USING after_id, until_id;
END $$;

-- What a seal says, in one word, with the one before it.
CREATE FUNCTION history_head(seal audit_historyseal) RETURNS text
LANGUAGE plpgsql STABLE {AS_EVER} AS $$
BEGIN
    RETURN encode(sha256(convert_to(concat_ws('|', seal.previous, seal.sealed_at::text,
        seal.of_table, seal.columns::text, seal.after_id::text, seal.until_id::text,
        seal.row_ids::text, seal.leaves::text, seal.because), 'UTF8')), 'hex');
END $$;

-- The rows of a seal that say something else by now, are gone, or came in between.
CREATE FUNCTION history_breaks(seal audit_historyseal) RETURNS TABLE (row_id bigint, what text)
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT row_id, CASE WHEN found.leaf IS NULL THEN 'missing'
        WHEN told.leaf IS NULL THEN 'added' ELSE 'changed' END
    FROM (SELECT unnest(seal.row_ids) AS row_id, unnest(seal.leaves) AS leaf) AS told
    FULL JOIN public.history_leaves(seal.of_table, seal.columns, seal.after_id, seal.until_id)
        AS found USING (row_id)
    WHERE told.leaf IS DISTINCT FROM found.leaf AND (seal.because = '' OR told.leaf IS NOT NULL)
    AND NOT EXISTS (
        SELECT FROM public.audit_historyseal AS later WHERE later.because <> ''
        AND later.of_table = seal.of_table AND later.id > seal.id AND row_id = ANY (later.row_ids)
    ) ORDER BY row_id
$$;
"""

WRITING = f"""
-- Seal the rows of one history, or some of them, with all that they say now.
CREATE FUNCTION history_seal_rows(
    sealed_table text, after bigint, until bigint, only_ids bigint[], why text
) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER {AS_EVER} AS $$
DECLARE
    seal public.audit_historyseal;
BEGIN
    seal.sealed_at := clock_timestamp();
    seal.of_table := sealed_table;
    seal.after_id := after;
    seal.until_id := until;
    seal.because := why;
    SELECT array_agg(attname::text ORDER BY attname) INTO seal.columns FROM pg_attribute
    WHERE attrelid = format('public.%I', sealed_table)::regclass
    AND attnum > 0 AND NOT attisdropped;
    SELECT coalesce(array_agg(row_id ORDER BY row_id), '{{}}'),
        coalesce(array_agg(leaf ORDER BY row_id), '{{}}') INTO seal.row_ids, seal.leaves
    FROM public.history_leaves(sealed_table, seal.columns, after, until)
    WHERE only_ids IS NULL OR row_id = ANY (only_ids);
    -- One after the other: each seal holds the one before it.
    PERFORM pg_advisory_xact_lock(7340812);
    seal.previous := coalesce(
        (SELECT head FROM public.audit_historyseal ORDER BY id DESC LIMIT 1), '');
    INSERT INTO public.audit_historyseal (sealed_at, of_table, columns, after_id, until_id,
        row_ids, leaves, because, previous, head)
    VALUES (seal.sealed_at, seal.of_table, seal.columns, seal.after_id, seal.until_id,
        seal.row_ids, seal.leaves, seal.because, seal.previous, public.history_head(seal));
    RETURN cardinality(seal.row_ids);
END $$;

-- Seal rows once more that a function of the owner had to change; the chain says why.
CREATE FUNCTION history_seal_again(of_table text, row_ids bigint[], because text) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT public.history_seal_rows(of_table, min(id) - 1, max(id), row_ids, because)
    FROM unnest(row_ids) AS id HAVING count(id) > 0
$$;

-- Seal at once what a function of the owner changes that says why.
CREATE FUNCTION history_seal_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF coalesce(current_setting('history.because', true), '') <> '' THEN
        PERFORM public.history_seal_again(TG_TABLE_NAME::text,
            (SELECT array_agg(pgh_id::bigint) FROM changed), current_setting('history.because'));
    END IF;
    RETURN NULL;
END $$;

-- Seal what has been written and cannot change any more; return how many rows.
-- A row is seen when its transaction ends, and keys are given out before: so keys are marked first,
-- and sealed when every transaction has ended that may hold one of them.
CREATE FUNCTION history_seal() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    mark public.audit_historymark;
    sealed bigint := 0;
    given bigint;
    until bigint;
BEGIN
    IF NOT pg_try_advisory_xact_lock(7340812) THEN
        RETURN 0;
    END IF;
    INSERT INTO public.audit_historymark
    SELECT relname, 0, 0, 0 FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND attname = 'pgh_context_id'
    AND relname NOT IN (SELECT of_table FROM public.audit_historymark);
    FOR mark IN SELECT * FROM public.audit_historymark ORDER BY of_table LOOP
        CONTINUE WHEN to_regclass(format('public.%I', mark.of_table)) IS NULL;
        -- A horizon ahead of us is of another server, from which this was restored.
        CONTINUE WHEN mark.horizon
            BETWEEN pg_snapshot_xmin(pg_current_snapshot())::text::bigint + 1
            AND pg_snapshot_xmax(pg_current_snapshot())::text::bigint;
        given := coalesce(pg_sequence_last_value(
            pg_get_serial_sequence(format('public.%I', mark.of_table), 'pgh_id')::regclass), 0);
        CONTINUE WHEN mark.sealed_id = mark.pending_id AND mark.pending_id >= given;
        WHILE mark.sealed_id < mark.pending_id LOOP
            until := least(mark.pending_id, mark.sealed_id + 5000);
            sealed := sealed + public.history_seal_rows(
                mark.of_table, mark.sealed_id, until, NULL, '');
            mark.sealed_id := until;
        END LOOP;
        UPDATE public.audit_historymark SET sealed_id = mark.sealed_id,
            pending_id = greatest(given, mark.sealed_id),
            horizon = pg_snapshot_xmax(pg_current_snapshot())::text::bigint
        WHERE of_table = mark.of_table;
    END LOOP;
    RETURN sealed;
END $$;
"""

UNDO = """
DROP FUNCTION history_seal();
DROP FUNCTION history_seal_changed() CASCADE;
DROP FUNCTION history_seal_again(text, bigint[], text);
DROP FUNCTION history_seal_rows(text, bigint, bigint, bigint[], text);
DROP FUNCTION history_breaks(audit_historyseal);
DROP FUNCTION history_head(audit_historyseal);
DROP FUNCTION history_leaves(text, text[], bigint, bigint);
DROP TABLE audit_historymark;
DROP TABLE audit_historyseal;
"""


class Migration(migrations.Migration):
    """Make the tables and the functions; ``audit.operations.rights`` says who may call them."""

    dependencies = [("pghistory", "0007_auto_20250421_0444")]

    operations = [migrations.RunSQL(TABLES + READING + WRITING, UNDO)]
