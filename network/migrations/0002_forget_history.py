"""The function by which the history forgets who left; network/operations/histories.py wrote it."""

from django.db import migrations

FORGET = """
CREATE OR REPLACE FUNCTION network_forget_history(left_person bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
    former text;
    left_user bigint;
    left_recipient bigint;
BEGIN
    SELECT name, user_id, recipient_id INTO former, left_user, left_recipient
    FROM network_person WHERE id = left_person AND forgotten_at IS NOT NULL;
    IF former IS NULL THEN
        RAISE EXCEPTION 'person % has not left', left_person;
    END IF;
    -- The guards let this pass, and the chain of the history is told why.
    PERFORM set_config('pgtrigger.ignore', '{pgtrigger_append_only_45b21,accounts_userevent:pgtrigger_append_only_45b21,pgtrigger_append_only_ac1ca,notifications_recipientevent:pgtrigger_append_only_ac1ca,pgtrigger_append_only_9c5ce,network_personevent:pgtrigger_append_only_9c5ce,pgtrigger_append_only_b37e2,network_personnameevent:pgtrigger_append_only_b37e2,pgtrigger_append_only_29640,partnerships_agreementpartyevent:pgtrigger_append_only_29640,pgtrigger_append_only_9b64e,partnerships_agreementwitnessevent:pgtrigger_append_only_9b64e,pgtrigger_append_only_069a7,partnerships_workinggroupmemberevent:pgtrigger_append_only_069a7,pgtrigger_append_only_00fcb,events_agendaspeakerevent:pgtrigger_append_only_00fcb,pgtrigger_append_only_cd5ae,events_participationevent:pgtrigger_append_only_cd5ae,pgtrigger_append_only_b19a1,events_statementevent:pgtrigger_append_only_b19a1,pgtrigger_append_only_19a50,events_presentationevent:pgtrigger_append_only_19a50}', true);
    PERFORM set_config('history.because', 'A person left', true);
    UPDATE accounts_userevent SET name = CASE WHEN name = '' THEN '' ELSE former END, email = '', language = 'en', time_zone = 'Asia/Bangkok', closed_because = '' WHERE pgh_obj_id = left_user;
    UPDATE notifications_recipientevent SET name = CASE WHEN name = '' THEN '' ELSE former END, email = '', language = 'en', time_zone = 'Asia/Bangkok', refused_at = NULL, refused_reason = '' WHERE pgh_obj_id = left_recipient;
    UPDATE network_personevent SET name = CASE WHEN name = '' THEN '' ELSE former END, local_name = '', family_name = '', given_name = '', name_order = 'unknown', honorific_id = NULL, phone = '', source_key = NULL WHERE pgh_obj_id = left_person;
    UPDATE network_personnameevent SET name = '' WHERE person_id = left_person OR pgh_obj_id IN (SELECT id FROM network_personname WHERE person_id = left_person);
    UPDATE partnerships_agreementpartyevent SET signatory_id = NULL WHERE signatory_id = left_person OR pgh_obj_id IN (SELECT id FROM partnerships_agreementparty WHERE signatory_id = left_person);
    UPDATE partnerships_agreementwitnessevent SET person_id = NULL WHERE person_id = left_person OR pgh_obj_id IN (SELECT id FROM partnerships_agreementwitness WHERE person_id = left_person);
    UPDATE partnerships_workinggroupmemberevent SET name = CASE WHEN name = '' THEN '' ELSE former END WHERE person_id = left_person OR pgh_obj_id IN (SELECT id FROM partnerships_workinggroupmember WHERE person_id = left_person);
    UPDATE events_agendaspeakerevent SET name = CASE WHEN name = '' THEN '' ELSE former END WHERE person_id = left_person OR pgh_obj_id IN (SELECT id FROM events_agendaspeaker WHERE person_id = left_person);
    UPDATE events_participationevent SET name = CASE WHEN name = '' THEN '' ELSE former END WHERE person_id = left_person OR pgh_obj_id IN (SELECT id FROM events_participation WHERE person_id = left_person);
    UPDATE events_statementevent SET name = CASE WHEN name = '' THEN '' ELSE former END WHERE person_id = left_person OR pgh_obj_id IN (SELECT id FROM events_statement WHERE person_id = left_person);
    UPDATE events_presentationevent SET name = CASE WHEN name = '' THEN '' ELSE former END WHERE person_id = left_person OR pgh_obj_id IN (SELECT id FROM events_presentation WHERE person_id = left_person);
    UPDATE pghistory_context SET metadata = metadata || jsonb_build_object('by', former)
    WHERE metadata ->> 'person' = left_person::text;
    PERFORM set_config('pgtrigger.ignore', '', true);
    PERFORM set_config('history.because', '', true);
END;
$$
"""


class Migration(migrations.Migration):
    replaces = [("network", "0016_forget_history")]

    dependencies = [("network", "0001_tables")]

    operations = [
        migrations.RunSQL(FORGET, "DROP FUNCTION network_forget_history(bigint)"),
    ]
