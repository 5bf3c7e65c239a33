"""Names of institutions as four countries write them, and what people type who look for one.

Words and scripts are real, places are syllables put together: a directory of 100,000 has places by
the thousand and few words for "college". What is typed is drawn from a seed of its own.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from core.normalisation import fold, initials

_HEADS = """
    Kam Pur Sam Pre Svay Tak Kan Bat Kra Mon Rat Sto Pail Pong Vien Lu Savan Cham Oud Xay Kham Phon
    Hou Bo Yan Man Myin Taung Pa Sit Bha Mag Hain Guang Shen Yun Hang Wu Bao Dong Nan Chong Gui Zhe
    Qing Xin Jiang"""
_MIDDLES = "a o i u ang ong an ai ao ya na la ra sa ta ba da mo ke"
_TAILS = """
    pong thom chey dal kiri vong sela kor tiane bang nakhet sak li say phanh lay dalay gon may kone
    zhou yang hai jing nan xi an cheng bei du shan lin ling tou"""
_FIELDS = """
    |Electrical |Agricultural |Automotive |Mechanical |Construction |Hospitality |Textile |Railway
    |Marine |Information |Commercial |Mining |Nursing |Food Processing |Digital Skills |Water
    |Solar Energy |Garment |Logistics |Robotics """
_TYPES = """
    Technical College|Vocational School|Polytechnic Institute|Technician College|Training Center
    |Institute of Technology|Skills Development Institute|Higher Vocational College"""
# The syllables of places, and what a school is called, with a bar between the two.
_LOCAL = {
    "KH": """
        កំពង់ ព្រះ បាត់ តាកែវ សៀម ក្រចេះ ពោធិ៍ ស្វាយ រតនៈ មណ្ឌល ប៉ៃ កែប ត្បូង ស្ទឹង ចាម ធំ
        គីរី ដំបង រាប សាត់ | វិទ្យាល័យបច្ចេកទេស វិទ្យាស្ថានពហុបច្ចេកទេស
        មជ្ឈមណ្ឌលបណ្តុះបណ្តាល សាលាវិជ្ជាជីវៈ""",
    "LA": """
        ວຽງ ຫຼວງ ຈຳ ປາ ສະຫວັນ ອຸດົມ ໄຊ ຄຳ ມ່ວນ ຜົ້ງ ສາລີ ບໍ່ ແກ້ວ ຫົວ ພັນ ເຊກອງ ອັດ ຕະປື
        ນະຄອນ ເຂດ | ວິທະຍາໄລເຕັກນິກ ສະຖາບັນພັດທະນາສີມື ໂຮງຮຽນວິຊາຊີບ ສູນຝຶກອົບຮົມ""",
    "MM": """
        ရန် မန္တ လေး ပဲ ခူး မကွေး စစ် ကိုင်း မော် လမြိုင် ပုသိမ် တောင် ကြီး လား ရှိုး မြစ်
        နား ဘား အံ ထား ဝယ် | နည်းပညာကောလိပ် သက်မွေးပညာကျောင်း သင်တန်းကျောင်း စက်မှုသိပ္ပံ""",
    "CN": """
        广 州 深 圳 海 南 云 昆 明 杭 无 锡 宝 山 东 莞 桂 林 重 庆 青 岛 新 疆 浙 江 苏 湖 北
        京 天 津 河 西 安 成 都 沈 阳 大 连 长 春 哈 尔 滨
        | 技师学院 工业学校 职业技术学院 高级技工学校""",
}


_WITH_ACRONYM, _WITH_MIDDLE = 0.5, 0.6
# So short a word gets no slip, and so short a name loses no word.
_SHORT = 3


@dataclass(frozen=True)
class House:
    """An institution under its names."""

    name: str
    acronym: str
    local_name: str
    country: str


def houses(count: int, seed: int = 1) -> list[House]:
    """Return ``count`` institutions, no two of one name."""
    chance = random.Random(seed)  # noqa: S311
    found: dict[str, House] = {}
    taken: set[str] = set()
    while len(found) < count:
        house = _house(chance, taken)
        found.setdefault(house.name, house)
    return list(found.values())


def _house(chance: random.Random, taken: set[str]) -> House:
    field, kind = (chance.choice(each.split("|")).strip() for each in (_FIELDS, _TYPES))
    name = " ".join(f"{_place(chance)} {field} {kind}".split())
    country = chance.choice(tuple(_LOCAL))
    letters = initials(fold(name)).upper()
    acronym = letters if letters not in taken and chance.random() < _WITH_ACRONYM else ""
    taken.add(letters)
    syllables, endings = (each.split() for each in _LOCAL[country].split("|"))
    place = "".join(chance.choice(syllables) for _turn in range(chance.randint(2, 4)))
    return House(name, acronym, place + chance.choice(endings), country)


def _place(chance: random.Random) -> str:
    return " ".join(_word(chance) for _turn in range(chance.choice((1, 1, 2))))


def _word(chance: random.Random) -> str:
    middle = chance.choice(_MIDDLES.split()) if chance.random() < _WITH_MIDDLE else ""
    return chance.choice(_HEADS.split()) + middle + chance.choice(_TAILS.split())


def _slip(text: str, chance: random.Random) -> str:
    """Return ``text`` with one letter left out, put in, exchanged, or changed with the next."""
    at = chance.randrange(1, len(text) - 1)
    letters = "abcdefghijklmnopqrstuvwxyz" if text.isascii() else text
    other = chance.choice(letters)
    return chance.choice(
        (
            text[:at] + text[at + 1 :],
            text[:at] + other + text[at:],
            text[:at] + other + text[at + 1 :],
            text[:at] + text[at + 1] + text[at] + text[at + 2 :],
        )
    )


def _in_a_word(name: str, chance: random.Random) -> str:
    words = name.split()
    long = [at for at, word in enumerate(words) if len(word) > _SHORT]
    at = chance.choice(long)
    words[at] = _slip(words[at], chance)
    return " ".join(words)


def _typo(house: House, chance: random.Random) -> str:
    return _in_a_word(house.name, chance)


def _two_typos(house: House, chance: random.Random) -> str:
    return _in_a_word(_in_a_word(house.name, chance), chance)


def _acronym(house: House, _chance: random.Random) -> str:
    return house.acronym


def _script(house: House, chance: random.Random) -> str:
    return _slip(house.local_name, chance)


def _order(house: House, chance: random.Random) -> str:
    words = house.name.split()
    chance.shuffle(words)
    return " ".join(words)


def _order_and_typo(house: House, chance: random.Random) -> str:
    return _in_a_word(_order(house, chance), chance)


def _shortened(house: House, chance: random.Random) -> str:
    """Leave one word out, and cut another as people do: "Inst."."""
    words = house.name.split()
    at = chance.randrange(1, len(words))
    words[at] = words[at][:4] + "."
    if len(words) > _SHORT:
        del words[chance.choice([each for each in range(1, len(words)) if each != at])]
    return " ".join(words)


KINDS: dict[str, Callable[[House, random.Random], str]] = {
    "typo": _typo,
    "two typos": _two_typos,
    "acronym": _acronym,
    "script": _script,
    "word order": _order,
    "order and typo": _order_and_typo,
    "shortened": _shortened,
}


def variants(known: list[House], each: int, seed: int = 2) -> Iterator[tuple[str, str, House]]:
    """Yield (kind, what is typed, who is meant): ``each`` of a kind, that mean one house alone.

    What comes as near to another house tells nobody which is meant, and is no question.
    """
    chance = random.Random(seed)  # noqa: S311
    names = [_sorted(house.name) for house in known]
    local = [house.local_name for house in known]
    for kind, write in KINDS.items():
        asked = 0
        while asked < each:
            house = chance.choice(known)
            text = write(house, chance)
            among = local if kind == "script" else names
            if text and (kind == "acronym" or _means_one(text, house, among, kind)):
                asked += 1
                yield kind, text, house


def _means_one(text: str, house: House, among: list[str], kind: str) -> bool:
    if kind == "shortened":
        start = house.name.split()[0].lower()
        return sum(start in name.split() for name in among) == 1
    own = house.local_name if kind == "script" else _sorted(house.name)
    asked = text if kind == "script" else _sorted(text)
    near = process.extract(asked, among, scorer=OSA.distance, limit=2)
    return bool(near[0][0] == own and near[0][1] < near[1][1])


def _sorted(name: str) -> str:
    return " ".join(sorted(fold(name).split()))
