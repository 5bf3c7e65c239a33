"""What a report says of a meeting, how staff type it, and what must stand on a page afterwards.

Fields have the names of the form; ``{tot}`` in a name or a value is the key of that record.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Answers = Mapping[str, str | bool | Sequence[str]]


@dataclass(frozen=True, kw_only=True)
class Report:
    """A meeting as somebody logs it who has its report beside the keyboard.

    ``answers`` fill the log; ``afterwards`` are forms below the meeting's page, by their address;
    ``facts`` must all stand on the meeting's page. ``agreed_before`` is an area that the pairing
    had agreed on when it met.
    """

    key: str
    pairing: str = ""
    agreed_before: str = ""
    answers: Answers
    afterwards: Sequence[tuple[str, Answers]] = ()
    facts: Sequence[str]


NPIC_GZITTC = Report(
    key="npic-gzittc-2021",
    pairing="gzittc-npic",
    answers={
        "day": "2021-12-21",
        "modality": "online",
        "area-{tot}-agreed": True,
        "area-{exchange}-agreed": True,
        "area-{competition}-agreed": True,
        "summary": "Both sides agreed on a work plan for the next stage.",
        "actions-0-text": "Reach a cooperation proposal through regular communication",
        "people": "17",
        "organization_names": "Ministry of Human Resources and Social Security",
        "participants": """\
Mr Seng Sokheng, Vice President, NPIC
Mr Hour Sokaon, Deputy Head of Research & Technology Development Center, NPIC
Mr Wu Hongdong, Vice Principal, GZITTC
Ms Chen Haina, Vice Principal, GZITTC
Mr Zhai Enmin, Vice Principal, GZITTC
Mr Liu Yutong, Project Manager, ILO/China Partnership Programme team
Mr Kimroeun Kouy, National Project Coordinator, ILO/China Partnership Programme team
Ms Chadapa KRAILASSUWAN, Finance and Administrative Assistant, ILO
""",
        "topics": "Needs of TVET development\nNext step of cooperation",
        "statements-0-name": "Wu Hongdong",
        "statements-0-text": "We are very pleased to be included in the Network.",
        "statements-0-kind": "quote",
        "statements-1-name": "Seng Sokheng",
        "statements-1-text": "NPIC can learn from the experience of China.",
    },
    afterwards=[
        (
            "presentations/add/",
            {"title": "Basic situation and highlights of GZITTC", "name": "Chen Haina"},
        ),
        ("presentations/add/", {"title": "Basic situation of NPIC", "name": "Hour Sokaon"}),
    ],
    facts=[
        "21 Dec 2021",
        "Online",
        "Training of trainers",
        "Teacher and student exchange",
        "Skills competitions",
        "Both sides agreed on a work plan for the next stage.",
        "Reach a cooperation proposal through regular communication",
        "17",
        "Ministry of Human Resources and Social Security",
        "Seng Sokheng",
        "Vice President",
        "Hour Sokaon",
        "Deputy Head of Research & Technology Development Center",
        "Wu Hongdong",
        "Chen Haina",
        "Zhai Enmin",
        "Vice Principal",
        "Liu Yutong",
        "Project Manager",
        "Kimroeun Kouy",
        "National Project Coordinator",
        "Chadapa Krailassuwan",
        "Finance and Administrative Assistant",
        "Needs of TVET development",
        "Next step of cooperation",
        "We are very pleased to be included in the Network.",
        "NPIC can learn from the experience of China.",
        "Basic situation and highlights of GZITTC",
        "Basic situation of NPIC",
    ],
)

HTC_NPIA = Report(
    key="htc-npia-2022",
    pairing="htc-npia",
    answers={
        "day": "2022-01-21",
        "modality": "online",
        "area-{digital}-agreed": True,
        "area-{digital}-years": "2022",
        "area-{digital}-text": "Cooperation training on AI and robots",
        "area-{tot}-agreed": True,
        "area-{tot}-years": "2022-2023",
        "area-{management}-agreed": True,
        "area-{management}-years": "2022\N{EN DASH}2023",
        "area-{exchange}-agreed": True,
        "area-{exchange}-years": "2022/2023",
        "summary": "Training on AI and robots will take place in 2022.",
        "organization_names": "MOHRSS\nCamHR Cambodia",
        "people": "34",
        "participants": "Prof. Shi Lei, president of HTC\nMr. Yutong Liu, Project Manager",
        "topics": "Digitalization of TVETs\nOn-line training modules\nTraining of trainers",
        "statements-0-name": "Yutong Liu",
        "statements-0-text": "The workshop went smoothly in the spirit of frankness.",
    },
    facts=[
        "21 Jan 2022",
        "Online",
        "Cooperation training on AI and robots",
        "Training of trainers",
        "Management training for officials",
        "Teacher and student exchange",
        "2022",
        "2023",
        "Training on AI and robots will take place in 2022.",
        "34",
        "Ministry of Human Resources and Social Security",
        "CamHR Cambodia",
        "Shi Lei",
        "president",
        "Liu Yutong",
        "Digitalization of TVETs",
        "On-line training modules",
        "The workshop went smoothly in the spirit of frankness.",
    ],
)

YATSEI_LGTC = Report(
    key="yatsei-lgtc-2022",
    pairing="yatsei-lgtc",
    answers={
        "day": "2022-01-19",
        "modality": "online",
        "platform": "Zoom",
        "area-{curriculum}-agreed": True,
        "area-{tot}-agreed": True,
        "area-{exchange}-agreed": True,
        "summary": "The two sides agreed to set up a working group.",
        "actions-0-text": "Set up focal points, a working mechanism and implementation plans",
        "participants": """\
1. Khamsavay Gnommilavong; Director; Lao-German Technical College
2. Wei Fan; President; Yunnan Advanced Technical School of Electronic Information
3. Jin Zhang; Vice President; Yunnan Advanced Technical School of Electronic Information
4. Khemphone Phaokhamkeo; ILO Coordinator in Lao PDR; ILO Office in Vientiane, Lao PDR
5. Yutong Liu; Manager and Coordinator; ILO/China Partnership Programme team
6. Keovanlay Phanthavong; National Project Coordinator; ILO Office in Vientiane, Lao PDR
""",
        "organization_names": "Department of International Cooperation, MOHRSS",
        "topics": "Reducing poverty through skills training to disadvantaged youth",
        "statements-0-name": "Wei Fan",
        "statements-0-text": "China and Laos are connected by mountains and rivers.",
        "statements-1-name": "Khamsavay Gnommilavong",
        "statements-1-text": "The opening of the railway helps the two countries to cooperate.",
    },
    facts=[
        "19 Jan 2022",
        "Zoom",
        "Curriculum development",
        "Training of trainers",
        "Teacher and student exchange",
        "The two sides agreed to set up a working group.",
        "Set up focal points, a working mechanism and implementation plans",
        "Khamsavay Gnommilavong",
        "Director",
        "Wei Fan",
        "President",
        "Jin Zhang",
        "Vice President",
        "Khemphone Phaokhamkeo",
        "ILO Coordinator in Lao PDR",
        "Keovanlay Phanthavong",
        "National Project Coordinator",
        "Department of International Cooperation",
        "Reducing poverty through skills training to disadvantaged youth",
        "China and Laos are connected by mountains and rivers.",
        "The opening of the railway helps the two countries to cooperate.",
    ],
)

WITNESSES = """\
Li Gang, Vice Mayor of Shenyang Municipal Government
Cao Lan, Deputy Director of the Provincial Department of Education
"""

SHENYANG = Report(
    key="shenyang-2024",
    pairing="shenyang-ksit",
    answers={
        "day": "2024-05-07",
        "type": "Delegation visit",
        "modality": "in_person",
        "place": "Shenyang, China",
        "area-{construction}-agreed": True,
        "summary": "The delegation signed the vocational education cooperation project.",
        "agreements-0-title": "Modern Architecture Mozi Workshop",
        "agreements-0-type": "Project cooperation agreement",
        "agreements-0-witnesses": WITNESSES,
        "agreements-1-title": "Belt and Road vocational education",
        "agreements-1-type": "Cooperation agreement",
        "agreements-1-witnesses": WITNESSES,
        "conferred-0-title": "Cambodia Teaching Service Base",
        "conferred-0-giver": "Shenyang Polytechnic College",
        "conferred-0-holder": "Kampong Speu Institute of Technology",
        "source_name": "Shenyang and Cambodia deepen vocational education cooperation",
        "source_publisher": "Shenyang Foreign Affairs Office",
        "source_on": "2024-06-05",
        "source_url": "https://example.org/2024/mozi-workshop",
        "participants": """\
Om Romny, Secretary of State, Ministry of Education, Youth and Sport
Li Gang, Vice Mayor, Shenyang Municipal Government
Cao Lan, Deputy Director, Liaoning Provincial Department of Education
""",
        "statements-0-name": "Li Gang",
        "statements-0-text": "The project is an important measure for Shenyang.",
        "statements-1-name": "Cao Lan",
        "statements-1-text": "The workshop is a powerful exploration.",
        "statements-2-name": "Om Romny",
        "statements-2-text": "He hoped that the friendship would last forever.",
    },
    afterwards=[
        ("visits/add/", {"name": "Sino-German College"}),
        ("visits/add/", {"name": "Intelligent Manufacturing Center"}),
        ("visits/add/", {"name": "Information Engineering College"}),
        ("visits/add/", {"name": "Digital Building Technology Simulation Training Center"}),
        ("visits/add/", {"name": "Kedi Mei Floor Industry Research Institute"}),
    ],
    facts=[
        "7 May 2024",
        "Shenyang, China",
        "Modern architecture and construction",
        "Modern Architecture Mozi Workshop",
        "Project cooperation agreement",
        "Belt and Road vocational education",
        "Cooperation agreement",
        "Cambodia Teaching Service Base",
        "Kampong Speu Institute of Technology",
        "Shenyang and Cambodia deepen vocational education cooperation",
        "Shenyang Foreign Affairs Office",
        "5 Jun 2024",
        "Om Romny",
        "Secretary of State",
        "Li Gang",
        "Vice Mayor",
        "Cao Lan",
        "Deputy Director",
        "The project is an important measure for Shenyang.",
        "The workshop is a powerful exploration.",
        "He hoped that the friendship would last forever.",
        "Sino-German College",
        "Intelligent Manufacturing Center",
        "Information Engineering College",
        "Digital Building Technology Simulation Training Center",
        "Kedi Mei Floor Industry Research Institute",
    ],
)

LAUNCH = Report(
    key="launch-2021",
    answers={
        "day": "2021-11-10",
        "type": "Launching ceremony",
        "title": "Launching Ceremony of South-South Cooperation Skills Development Network",
        "modality": "online",
        "platform": "Zoom",
        "starts": "14:00",
        "ends": "17:00",
        "time_zone": "Asia/Bangkok",
        "organization_names": "MOLVT\nNPIC\nNPIA\nMOLSW\nLGTC\nCVT\nGZITTC\nHTC",
        "participants": """\
Ms Panudda Boonpala, Deputy Regional Director, ROAP
H.E. TANG Tao, Vice Minister, MOHRSS
H.E. Pich Sophoan, Minister Delegate Attached to the Prime Minister, MOLVT
H.E. Phongxaysack INTHARATH, Vice Minister, MOLSW
Mr Julien Magnat, Employability and Skills Specialist
Mr Graeme Buckley, Director
""",
    },
    afterwards=[
        ("agenda/add/", {"title": "Registration", "starts": "13:30", "ends": "14:00"}),
        ("agenda/add/", {"title": "Welcoming remarks", "starts": "14:00", "ends": "14:30"}),
        ("agenda/add/", {"title": "Group Photo"}),
        ("agenda/add/", {"title": "Power of Networking", "starts": "14:30", "ends": "15:00"}),
        ("agenda/add/", {"title": "Our Workplan", "starts": "15:00", "ends": "15:30"}),
        ("agenda/add/", {"title": "Discussion", "starts": "15:30", "ends": "16:30"}),
        ("agenda/add/", {"title": "Closing session", "starts": "16:30", "ends": "17:00"}),
    ],
    facts=[
        "10 Nov 2021",
        "14:00",
        "17:00",
        "Zoom",
        "National Polytechnic Institute of Cambodia",
        "Center for Vocational Training",
        "Panudda Boonpala",
        "Deputy Regional Director",
        "Tang Tao",
        "Vice Minister",
        "Pich Sophoan",
        "Minister Delegate Attached to the Prime Minister",
        "Phongxaysack Intharath",
        "Julien Magnat",
        "Graeme Buckley",
        "Registration",
        "13:30",
        "Group Photo",
        "Power of Networking",
        "Our Workplan",
        "Closing session",
    ],
)

PUBLISHED = [NPIC_GZITTC, HTC_NPIA, YATSEI_LGTC, SHENYANG, LAUNCH]
