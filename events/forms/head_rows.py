"""The head of a pasted table: which column holds what."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.normalisation import fold
from events.forms.pasted_rows import Row

NAME, PART, POSITION, HOUSE = "name", "part", "position", "house"
MAIL, TITLE, OTHER = "mail", "title", "other"
_WORDS = {
    NAME: (
        "name|names|full name|participant|participants|name original name|delegate|delegates|"
        "attendee|attendees|attendance|list of participants|participants list|list of names|"
        "姓名|名字|参加人员|与会人员|参会人员|出席人员|រាយនាម|អ្នកចូលរួម|ລາຍຊື່|ຜູ້ເຂົ້າຮ່ວມ|รายชื่อ|"
        "名单|ឈ្មោះ|គោត្តនាម និងនាម|នាម និងគោត្តនាម|ຊື່|ຊື່ ແລະ ນາມສະກຸນ|ชื่อ|"
        "ชื่อ นามสกุล|အမည်|họ và tên|họ tên"
    ),
    PART: (
        "first name|given name|last name|family name|surname|middle name|姓|名|"
        "ນາມສະກຸນ|นามสกุล|họ|tên"
    ),
    POSITION: (
        "position|positions|job title|designation|function|post|occupation|role|"
        "department|division|unit|职务|职位|职称|部门|តួនាទី|មុខតំណែង|ຕຳແໜ່ງ|ตำแหน่ง|"
        "ရာထူး|chức vụ|chức danh"
    ),
    HOUSE: (
        "organization|organisation|institution|institute|school|college|company|"
        "employer|agency|affiliation|ministry|workplace|entity|单位|工作单位|机构|学校|"
        "អង្គភាព|ស្ថាប័ន|ກົມກອງ|ອົງການ|ບ່ອນປະຈຳການ|หน่วยงาน|สังกัด|အဖွဲ့အစည်း|"
        "ဌာန|đơn vị|cơ quan"
    ),
    MAIL: (
        "email|e mail|mail|email address|e mail address|user email|邮箱|电子邮件|电子邮箱|"
        "អ៊ីមែល|ອີເມວ|อีเมล|အီးမေးလ်"
    ),
    TITLE: ("title|honorific|salutation|prefix|mr ms|form of address|称谓|ងារ|คำนำหน้า"),
    OTHER: (
        "no|nr|number|item|s n|sn|sex|gender|m f|tel|phone|telephone|mobile|"
        "contact|phone number|signature|remark|remarks|country|nationality|date|"
        "join time|leave time|duration|duration minutes|guest|recording consent|"
        "in waiting room|waiting room|meeting id|topic|start time|end time|"
        "participants count|local name|chinese name|khmer name|序号|编号|性别|电话|手机|签名|"
        "备注|国家|ល រ|លរ|ភេទ|ទូរស័ព្ទ|ហត្ថលេខា|ລ ດ|ລຳດັບ|ເພດ|ເບີໂທ|ລາຍເຊັນ|ลำดับ|"
        "ที่|เพศ|โทรศัพท์|ลายเซ็น|စဉ်|stt|giới tính|điện thoại|chữ ký"
    ),
}
_KINDS = {fold(word): kind for kind, words in _WORDS.items() for word in words.split("|")}
_NAME_OF = ("name of ", "names of ", "full name of ")
_BREAKS = re.compile("[/(\uff08|:\uff1a]")
# The first lines of a Zoom list tell of the meeting; its "participants" are a number.
_MEETING = "meeting id"


@dataclass(frozen=True)
class Head:
    """What the columns of a table hold, in their order."""

    kinds: tuple[str, ...]
    separator: str

    @property
    def names_people(self) -> bool:
        """Whether a column holds names; the first lines of a Zoom list tell of the meeting."""
        return NAME in self.kinds or PART in self.kinds

    def fits(self, row: Row) -> bool:
        """Say whether a row is one of this table; commas may stand in any other line, too."""
        cells = len(row.cells)
        is_whole = cells == len(self.kinds)
        same = row.separator == self.separator
        return same and (is_whole or (row.is_table and 1 < cells < len(self.kinds)))

    def sorted(self, cells: Sequence[str]) -> Mapping[str, list[str]]:
        """Return the cells of a row by what they hold; empty ones are left out."""
        found: dict[str, list[str]] = {kind: [] for kind in _WORDS}
        for kind, cell in zip(self.kinds, cells, strict=False):
            if cell:
                found[kind].append(cell)
        return found


def head_of(row: Row) -> Head | None:
    """Return the head of a table, if this row is one: it names two columns, or only "Name"."""
    kinds = [_kind(cell) for cell in row.cells]
    known = [kind for kind in kinds if kind]
    filled = [cell for cell in row.cells if cell]
    if len(known) < 2 and not (known == [NAME] and len(filled) == 1):  # noqa: PLR2004
        return None
    if set(known) == {OTHER} and len(known) < len(filled):
        return None
    if _MEETING in map(fold, row.cells):
        kinds = [OTHER for _cell in row.cells]
    return Head(tuple(kind or OTHER for kind in _completed(kinds)), row.separator)


def _completed(kinds: list[str]) -> list[str]:
    """Say what a head leaves open: what holds the names, and what a "title" is."""
    if POSITION not in kinds:
        kinds = [POSITION if kind == TITLE else kind for kind in kinds]
    if {NAME, PART} & set(kinds) or not {POSITION, HOUSE} & set(kinds) or "" not in kinds:
        return kinds
    first = kinds.index("")
    return [*kinds[:first], NAME, *kinds[first + 1 :]]


def _kind(cell: str) -> str:
    """Read "Position / ຕຳແໜ່ງ", "Name (in English)" and "Name of the participant"."""
    folded = fold(cell)
    if folded.startswith(_NAME_OF):
        return NAME
    parts = [folded, *(fold(part) for part in _BREAKS.split(cell))]
    return next((_KINDS[part] for part in parts if part in _KINDS), "")
