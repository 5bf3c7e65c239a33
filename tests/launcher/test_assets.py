import gettext

from launcher import assets, stamps


def test_a_catalogue_is_compiled_so_that_gettext_reads_it(tmp_path):
    folder = tmp_path / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    source = folder / "django.po"
    source.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgid "workshop"\nmsgstr "atelier"\n',
        encoding="utf-8",
    )

    assets._compile(source, folder / "django.mo")

    assert gettext.translation("django", tmp_path, ["fr"]).gettext("workshop") == "atelier"


def test_a_fingerprint_changes_with_contents_names_and_facts(tmp_path):
    (tmp_path / "one").write_text("1")
    before = stamps.fingerprint([tmp_path], "fact")

    assert stamps.fingerprint([tmp_path], "fact") == before
    assert stamps.fingerprint([tmp_path], "other") != before
    (tmp_path / "one").write_text("2")
    assert stamps.fingerprint([tmp_path], "fact") != before
    (tmp_path / "one").write_text("1")
    (tmp_path / "one").rename(tmp_path / "two")
    assert stamps.fingerprint([tmp_path], "fact") != before


def test_a_step_without_a_stamp_was_not_done(tmp_path):
    stamp = tmp_path / "stamp"

    assert stamps.matches(stamp, "") is False
    stamps.write(stamp, "done")
    assert stamps.matches(stamp, "done") is True
