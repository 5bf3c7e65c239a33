"""A pasted list, read line by line: who is meant, and what is no person."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.enums import NoPerson
from events.forms.pasted_people import Line, outcomes, read

ZOOM = """\
Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants
812 3456 7890,"GZITTC, NPIC",11/10/2021 02:00:01 PM,11/10/2021 03:35:00 PM,ilo@example.org,95,3

Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest
Wei Fan (Host),wei@example.org,11/10/2021 02:00:01 PM,11/10/2021 03:35:00 PM,95,No
Dara Sok (NPIC),,11/10/2021 02:10:00 PM,11/10/2021 02:50:00 PM,40,Yes
iPhone,,11/10/2021 02:10:00 PM,11/10/2021 02:50:00 PM,40,Yes
"""


def plain(line):
    """Return the line without what only the directory can decide."""
    return replace(line, others=(), called="")


@pytest.mark.parametrize(
    ("row", "line"),
    [
        ("Om Romny", Line("Om Romny")),
        ("Om Romny, Secretary of State, MoEYS", Line("Om Romny", "Secretary of State", "MoEYS")),
        ("Om Romny, Secretary", Line("Om Romny", "Secretary")),
        ("Om Romny; Secretary; MoEYS", Line("Om Romny", "Secretary", "MoEYS")),
        ("Om Romny;;MoEYS", Line("Om Romny", "", "MoEYS")),
        ("Om Romny\tSecretary\tMoEYS", Line("Om Romny", "Secretary", "MoEYS")),
        ("Om Romny\t\tMoEYS\t", Line("Om Romny", "", "MoEYS")),
        ("3\tOm Romny\tSecretary\tMoEYS\t012", Line("Om Romny", "Secretary", "MoEYS")),
        ("3. Om Romny, Secretary, MoEYS", Line("Om Romny", "Secretary", "MoEYS")),
        ("(3) Om Romny", Line("Om Romny")),
        ("3) Om Romny", Line("Om Romny")),
        ("3 Om Romny", Line("Om Romny")),
        ("៣. សុខ ដារា", Line("សុខ ដារា")),
        ("\u2022 Om Romny \u2013 Secretary \u2013 MoEYS", Line("Om Romny", "Secretary", "MoEYS")),
        ("- Om Romny - Secretary, MoEYS", Line("Om Romny", "Secretary", "MoEYS")),
        ("* Om Romny\u2014Secretary", Line("Om Romny", "Secretary")),
        ("Wei Fan, President, Dean, YATSEI", Line("Wei Fan", "President, Dean", "YATSEI")),
        ("Wei Fan, Chief, CamHR Co., Ltd.", Line("Wei Fan", "Chief", "CamHR Co., Ltd.")),
        ('"Fan, Wei";"Chief; Dean";YATSEI', Line("Fan, Wei", "Chief; Dean", "YATSEI")),
        ('Om Romny\t"Secretary\nof State"\tMoEYS', Line("Om Romny", "Secretary of State", "MoEYS")),
        ("韦帆\uff0c院长\uff0c云南技师学院", Line("韦帆", "院长", "云南技师学院")),
        ("韦帆\u3001院长\u3001云南技师学院", Line("韦帆", "院长", "云南技师学院")),
        ("韦帆\uff1b院长\uff1b云南技师学院", Line("韦帆", "院长", "云南技师学院")),
        ("မောင်မောင်\u104a ဆရာ\u104a STC", Line("မောင်မောင်", "ဆရာ", "STC")),
        ("សុខ\u200b ដារា", Line("សុខ ដារា")),
        ("\ufeffOm Romny", Line("Om Romny")),
    ],
)
def test_a_line_is_read_as_name_position_and_organization(row, line):
    assert [plain(one) for one in read(row)] == [line]


@pytest.mark.parametrize(
    ("written", "honorific", "name"),
    [
        ("Mr Wei Fan", "Mr", "Wei Fan"),
        ("Mrs. Wei Fan", "Mrs.", "Wei Fan"),
        ("Dr. H.E. Pich Sophoan", "Dr. H.E.", "Pich Sophoan"),
        ("H.E.Dr.Pich Sophoan", "H.E.Dr.", "Pich Sophoan"),
        ("Assoc. Prof. Sok Dara", "Assoc. Prof.", "Sok Dara"),
        ("U Thant Zin", "U", "Thant Zin"),
        ("Daw Khin Mar", "Daw", "Khin Mar"),
        ("Lok Chumteav Om Romny", "Lok Chumteav", "Om Romny"),
        ("Samdech Hun Sen", "Samdech", "Hun Sen"),
        ("Thao Bounmy Phommachak", "Thao", "Bounmy Phommachak"),
        ("Thao Nguyen", "", "Thao Nguyen"),
        ("He Wei", "", "He Wei"),
        ("HE Dr. Wei Fan", "HE Dr.", "Wei Fan"),
        ("Ma Ying Li", "", "Ma Ying Li"),
        ("Ong Keng Yong", "", "Ong Keng Yong"),
        ("Wei Fan, PhD", "PhD", "Wei Fan"),
        ("韦帆先生", "先生", "韦帆"),
        ("ឯកឧត្តម ពេជ្រ សោភ័ណ", "ឯកឧត្តម", "ពេជ្រ សោភ័ណ"),
        ("ဒေါ်ခင်မာ", "ဒေါ်", "ခင်မာ"),
        ("นางสาวสมใจ ดี", "นางสาว", "สมใจ ดี"),
        ("ທ່ານ ບຸນມີ", "ທ່ານ", "ບຸນມີ"),
        ("Ông Nguyễn Văn A", "Ông", "Nguyễn Văn A"),
    ],
)
def test_titles_of_the_region_are_told_from_the_name_and_kept_as_written(written, honorific, name):
    [line] = read(written)

    assert (line.honorific, line.name, line.written) == (honorific, name, written)


def test_a_title_in_a_column_of_its_own_is_joined_to_the_name():
    [line] = read("1\tMr\tWei Fan\tPresident\tYATSEI")

    assert (line.written, line.position, line.organization) == ("Mr Wei Fan", "President", "YATSEI")


@pytest.mark.parametrize(
    "row",
    [
        "Om Romny, om@example.org",
        "Om Romny, om@example.org, MoEYS",
        "Om Romny\tom@example.org\tMoEYS",
        "Om Romny; Secretary; om@example.org",
        "Om Romny <om@example.org>",
        "Om Romny (om@example.org)",
        "Om Romny om@example.org",
        "Om Romny, e-mail: om@example.org",
        "om@example.org, Om Romny",
        "Name;Position;Email\nOm Romny;om@example.org;",
        "Name;Organization\nOm Romny;MoEYS om@example.org",
    ],
)
def test_an_email_address_is_never_shown(row):
    [line] = read(row)

    assert line.mail == "om@example.org"
    assert line.name == "Om Romny"
    shown = [line.written, line.position, line.organization, *map(str, line.others)]
    assert not any("@" in text or "mail" in text for text in shown)


@given(
    st.lists(st.sampled_from(["Om Romny", "Dean", "NPIC", "a@b.org", "<a@b.org>", "12", ""])),
    st.sampled_from(["\t", ";", ", ", " - ", " ", '"', "\n"]),
)
def test_however_a_list_is_written_no_address_is_shown(cells, separator):
    for line in read(separator.join(cells)):
        shown = [line.written, line.name, line.position, line.organization, *map(str, line.others)]
        assert not any("@" in text for text in shown)


@given(st.text())
def test_whatever_is_pasted_is_read_and_each_line_says_what_it_is(text):
    for one in outcomes(text):
        assert (one.line is None) != (one.why is None)


@pytest.mark.parametrize(
    "head", ["Name\tPosition", "No.\tFull name\tPosition", "姓名\t职务", "Name", "ល.រ\tឈ្មោះ\tតួនាទី"]
)
def test_empty_lines_numbers_and_the_head_of_a_table_are_no_people(head):
    people = read(f"{head}\n\n1\tOm Romny\tSecretary\n2\n,,\n")

    assert [(one.name, one.position) for one in people] == [("Om Romny", "Secretary")]


@pytest.mark.parametrize(
    "table",
    [
        "Organization;Name;Position\nMoEYS;Om Romny;Secretary",
        (
            "sep=;\nNo;First name;Family name;Sex;Title;Position;Institution\n"
            "1;Om;Romny;F;H.E.;Secretary;MoEYS"
        ),
        "No,Position,Name of participant,Ministry,Phone\n1,Secretary,Om Romny,MoEYS,012 345 678",
        "Name / ឈ្មោះ\tEmail\tTitle\tSchool\nOm Romny\tom@example.org\tSecretary\tMoEYS",
    ],
)
def test_the_head_of_a_table_says_which_column_is_which(table):
    [line] = read(table)

    assert (line.name, line.position, line.organization) == ("Om Romny", "Secretary", "MoEYS")


def test_the_list_of_zoom_is_read():
    found = outcomes(ZOOM)

    assert [(one.line.name, one.line.organization) for one in found if one.line] == [
        ("Wei Fan", ""),
        ("Dara Sok", "NPIC"),
    ]
    assert [one.why for one in found if one.why] == [
        NoPerson.HEAD,
        NoPerson.MEETING,
        NoPerson.HEAD,
        NoPerson.DEVICE,
    ]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("Name\tPosition", NoPerson.HEAD),
        ("Participants from China:", NoPerson.HEADING),
        ("Delegates (12)", NoPerson.HEAD),
        ("参加人员", NoPerson.HEAD),
        ("Total: 12", NoPerson.HEADING),
        ("12", NoPerson.NO_NAME),
        ("---", NoPerson.NO_NAME),
        ("Dr.", NoPerson.NO_NAME),
        ("om@example.org", NoPerson.ONLY_MAIL),
        ("Zoom user", NoPerson.DEVICE),
        ("We met all the people of the college on the first day", NoPerson.SENTENCE),
        ("x" * 201, NoPerson.TOO_LONG),
        ("Om Romny, " + "x" * 301, NoPerson.TOO_LONG),
        ("Om Romny, Dean, " + "x" * 251, NoPerson.TOO_LONG),
        ("x, " * 5000, NoPerson.TOO_LONG),
    ],
)
def test_what_is_no_person_says_why(row, why):
    assert [(one.line, one.why) for one in outcomes(row)] == [(None, why)]


def test_what_is_left_out_of_a_line_is_said():
    [outcome] = outcomes("1\tOm Romny\tF\tSecretary\t+855 12 345 678\t45 min")

    assert outcome.said_to_be_left_out == ["F", "+855 12 345 678", "45 min"]
    assert (outcome.line.position, outcome.line.organization) == ("Secretary", "")


@pytest.mark.parametrize(
    ("row", "phone"),
    [
        ("Om Romny 012 345 678, Secretary, MoEYS", "012 345 678"),
        ("Om Romny (+855) 12-345-678, Secretary, MoEYS", "(+855) 12-345-678"),
        ("Om Romny, Secretary Tel: ០១២ ៣៤៥ ៦៧៨, MoEYS", "Tel: ០១២ ៣៤៥ ៦៧៨"),
        ("Om Romny; Secretary; MoEYS 85512345678", "85512345678"),
        (
            "Name\tPosition\tSchool\nOm Romny\tSecretary\tMoEYS, mobile 012 345 678",
            "mobile 012 345 678",
        ),
    ],
)
def test_a_telephone_number_is_left_out_and_never_shown(row, phone):
    found = next(one for one in outcomes(row) if one.line)

    assert plain(found.line) == Line("Om Romny", "Secretary", "MoEYS")
    assert found.said_to_be_left_out == [phone]
    assert not any("345" in str(each) or "៣៤៥" in str(each) for each in found.line.others)


def test_years_are_no_telephone_number():
    assert plain(*read("Om Romny, Dean 2021-2023, Room 204")).position == "Dean 2021-2023"


def test_two_addresses_on_a_line_of_a_mail_program_are_two_people():
    people = read("Om Romny <om@example.org>; Dara Sok <dara@example.org>;")

    assert [(one.name, one.mail) for one in people] == [
        ("Om Romny", "om@example.org"),
        ("Dara Sok", "dara@example.org"),
    ]
