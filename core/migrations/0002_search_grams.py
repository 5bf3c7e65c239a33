"""The letters and pairs of letters of a text, where they are not ASCII.

They find words of one letter or two in scripts without spaces, which have no trigram.
"""

from django.db import migrations

MAKE = """
CREATE FUNCTION search_grams(searched text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 500 AS $$
SELECT CASE WHEN octet_length(searched) = length(searched) THEN '{}'::text[] ELSE (
    SELECT array_agg(DISTINCT gram) FROM (
        SELECT letter, letter || lead(letter) OVER (ORDER BY place) AS pair
        FROM unnest(string_to_array(searched, NULL)) WITH ORDINALITY AS letters (letter, place)
    ) AS pairs, unnest(ARRAY[letter, pair]) AS gram
    WHERE octet_length(gram) > length(gram) AND gram NOT LIKE '% %'
) END
$$
"""


class Migration(migrations.Migration):
    """Make the function; the indexes of the apps above stand on it."""

    dependencies = [("core", "0001_submissions")]

    operations = [migrations.RunSQL(MAKE, "DROP FUNCTION search_grams(text)")]
