"""Seven reports of other kinds of meeting, made up in the manner of published ones."""

from __future__ import annotations

from tests.journeys.reports import Report

TRAINING = Report(
    key="training-of-two-batches",
    pairing="htc-npia",
    agreed_before="digital",
    answers={
        "day": "2022-06-06",
        "last_day": "2022-06-17",
        "type": "Training",
        "modality": "in_person",
        "place": "Haikou, China",
        "starts": "08:30",
        "ends": "16:00",
        "time_zone": "Asia/Shanghai",
        "summary": "Two batches of teachers learned to program robots.",
        "people": "85",
        "women": "40",
        "persons_with_disabilities": "3",
        "area-{digital}-agreed": True,
        "again-{digital}-happened": "done",
        "again-{digital}-text": "Two batches of training in AI and robots",
        "again-{digital}-kind": "teachers",
        "again-{digital}-people": "85",
        "again-{digital}-women": "40",
        "counts-0-organization": "NPIA",
        "counts-0-people": "80",
        "counts-0-women": "38",
        "counts-1-organization": "CamHR (Cambodia) Co., Ltd.",
        "counts-1-people": "5",
        "counts-1-women": "2",
        "participants": """\
No.,Name,Position,Organization
1,Prof. Shi Lei,President,HTC
2,"Assoc. Prof. Chan Sophea","Head of Electronics",NPIA
3,Lok Chumteav Sok Dara,Deputy Director,NPIA
""",
    },
    facts=[
        "6 Jun 2022",
        "17 Jun 2022",
        "Training",
        "In person",
        "Haikou, China",
        "08:30",
        "16:00",
        "Two batches of teachers learned to program robots.",
        "Digital skills (AI and robotics)",
        "Two batches of training in AI and robots",
        "85",
        "40",
        "3 of them are persons with disabilities.",
        "80",
        "38",
        "CamHR (Cambodia) Co., Ltd.",
        "Shi Lei",
        "President",
        "Chan Sophea",
        "Head of Electronics",
        "Sok Dara",
        "Deputy Director",
    ],
)

FORUM = Report(
    key="forum-with-three-memoranda",
    answers={
        "day": "2023-10-18",
        "type": "Forum or TVET day",
        "title": "Lao\N{EN DASH}China TVET Forum 2023",
        "modality": "in_person",
        "place": "Vientiane, Lao PDR",
        "summary": "Three memoranda of understanding were signed.",
        "people": "31,688",
        "estimated": True,
        "organization_names": """\
Lao-German Technical College
Lao-Korea Skills Development Institute
Vetsaphong Technical and Vocational School
Yunnan Advanced Technical School of Electronic Information
Wuxi Technician College
Dongguan Technician College
""",
        "topics": "Railway skills\nDual training in Laos",
        "agreements-0-title": "Memorandum on railway skills",
        "agreements-0-type": "Memorandum of understanding",
        "agreements-0-parties": """\
Lao-German Technical College: Khamsavay Gnommilavong, Director
Yunnan Advanced Technical School of Electronic Information: Wei Fan, President
""",
        "agreements-0-witnesses": "Phongxaysack Intharath, Vice Minister",
        "agreements-1-title": "Memorandum on dual training",
        "agreements-1-type": "Memorandum of understanding",
        "agreements-1-parties": "Lao-Korea Skills Development Institute\nWuxi Technician College",
        "agreements-2-title": "Memorandum on welding",
        "agreements-2-type": "Memorandum of understanding",
        "agreements-2-parties": """\
Vetsaphong Technical and Vocational School
Dongguan Technician College
Bounmy Motors Co., Ltd.
""",
        "participants": """\
Thao Somchai Vongsa \N{EN DASH} Director General \N{EN DASH} MOLSW
Dr. H.E. Li Na; Vice Governor; Yunnan Province
""",
    },
    facts=[
        "Lao\N{EN DASH}China TVET Forum 2023",
        "18 Oct 2023",
        "Forum or TVET day",
        "Vientiane, Lao PDR",
        "Three memoranda of understanding were signed.",
        "31,688",
        "Lao-German Technical College",
        "Lao-Korea Skills Development Institute",
        "Vetsaphong Technical and Vocational School",
        "Yunnan Advanced Technical School of Electronic Information",
        "Wuxi Technician College",
        "Dongguan Technician College",
        "Railway skills",
        "Memorandum on railway skills",
        "Memorandum on dual training",
        "Memorandum on welding",
        "Bounmy Motors Co., Ltd.",
        "Dual training in Laos",
        "Somchai Vongsa",
        "Director General",
        "Li Na",
        "Vice Governor",
    ],
)

STUDY_VISIT = Report(
    key="study-visit-of-three-days",
    pairing="gzittc-npic",
    answers={
        "day": "2023-09-11",
        "last_day": "2023-09-13",
        "type": "Study visit",
        "modality": "in_person",
        "place": "Guangzhou and Dongguan, China",
        "people": "\N{FULLWIDTH DIGIT ONE}\N{FULLWIDTH DIGIT TWO}",
        "women": "5",
        "organization_names": "Dongguan Technician College",
        "summary": "Twelve teachers saw how a college and a factory train together.",
        "actions-0-text": "Send a plan for dual training",
        "actions-0-who": "side-2",
        "actions-0-due_on": "2023-11-30",
        "participants": "Seng Sokheng\tVice President\tNPIC",
    },
    afterwards=[
        (
            "visits/add/",
            {"name": "Mechatronics workshop of GZITTC", "note": "Guangzhou, first day"},
        ),
        ("visits/add/", {"name": "Robot factory in Songshan Lake", "note": "Dongguan, third day"}),
    ],
    facts=[
        "11 Sep 2023",
        "13 Sep 2023",
        "Study visit",
        "Guangzhou and Dongguan, China",
        "12",
        "5",
        "Dongguan Technician College",
        "Twelve teachers saw how a college and a factory train together.",
        "Send a plan for dual training",
        "30 Nov 2023",
        "Seng Sokheng",
        "Mechatronics workshop of GZITTC",
        "Guangzhou, first day",
        "Robot factory in Songshan Lake",
        "Dongguan, third day",
    ],
)

CLOSING = Report(
    key="closing-ceremony",
    answers={
        "day": "2024-11-29",
        "type": "Closing ceremony",
        "title": "Closing ceremony of the first phase",
        "modality": "in_person",
        "place": "Phnom Penh, Cambodia",
        "starts": "14:00",
        "ends": "17:30",
        "time_zone": "Asia/Phnom_Penh",
        "organization_names": "MOLVT\nNPIC\nNPIA\nMOHRSS",
        "summary": "The first phase ended. The partners wish a second one.",
        "programmes": [
            "ILO/China Partnership Programme",
            "Belt and Road vocational education cooperation",
        ],
        "people": "120",
        "participants": """\
\N{BULLET} Samdech Heng Vuthy, Honorary President, MOLVT
\N{BULLET} Daw Khin Mar, Director, Center for Vocational Training
\N{BULLET} U Aung Min, Deputy Director, Center for Vocational Training
\N{BULLET} Mr Liu Yutong, Project Manager, ILO/China Partnership Programme team
""",
    },
    afterwards=[
        ("statements/add/", {"name": "Heng Vuthy", "text": "We opened a door that stays open."}),
    ],
    facts=[
        "29 Nov 2024",
        "Closing ceremony",
        "Phnom Penh, Cambodia",
        "14:00",
        "17:30",
        "Ministry of Labour and Vocational Training",
        "National Polytechnic Institute of Cambodia",
        "National Polytechnic Institute of Angkor",
        "The first phase ended. The partners wish a second one.",
        "ILO/China Partnership Programme",
        "Belt and Road vocational education cooperation",
        "120",
        "Heng Vuthy",
        "Honorary President",
        "Khin Mar",
        "Aung Min",
        "Liu Yutong",
        "We opened a door that stays open.",
    ],
)

DONATION = Report(
    key="donation-of-equipment",
    answers={
        "day": "2023-03-03",
        "type": "Donation or handing-over",
        "modality": "in_person",
        "place": "Vientiane",
        "organization_names": "Wuxi Technician College\nLao-Korea Skills Development Institute",
        "summary": "The college handed over machines for welding.",
        "donations-0-what": "Welding machines",
        "donations-0-quantity": "12",
        "donations-0-giver": "Wuxi Technician College",
        "donations-0-receiver": "Lao-Korea Skills Development Institute",
        "donations-0-value": "USD 38,500",
        "donations-1-what": "Books",
    },
    facts=[
        "3 Mar 2023",
        "Donation or handing-over",
        "Vientiane",
        "Wuxi Technician College",
        "Lao-Korea Skills Development Institute",
        "The college handed over machines for welding.",
        "Welding machines",
        "12",
        "USD 38,500",
        "Books",
    ],
)

ANNUAL = Report(
    key="hybrid-annual-meeting-of-a-month",
    answers={
        "day": "",
        "period": "May 2022",
        "type": "Annual meeting",
        "modality": "both",
        "platform": "Zoom",
        "place": "Bangkok, Thailand",
        "organization_names": "MOLVT\nMOLSW\nMOHRSS\nCenter for Vocational Training",
        "summary": "The Network looked back at its first year.",
        "people": "64",
    },
    facts=[
        "May 2022",
        "Annual meeting",
        "Both",
        "Zoom",
        "Bangkok, Thailand",
        "Ministry of Labour and Vocational Training",
        "Ministry of Labour and Social Welfare",
        "Ministry of Human Resources and Social Security",
        "Center for Vocational Training",
        "The Network looked back at its first year.",
        "64",
    ],
)

MINISTERS = Report(
    key="visit-of-two-vice-ministers",
    answers={
        "day": "2023-08-15",
        "type": "Delegation visit",
        "modality": "in_person",
        "place": "Beijing, China",
        "organization_names": "MOHRSS\nMOLSW",
        "people": "18",
        "women": "7",
        "participants": """\
H.E. TANG Tao, Vice Minister, MOHRSS
H.E. Phongxaysack INTHARATH, Vice Minister, MOLSW
""",
        "area-{management}-agreed": True,
        "area-{management}-years": "2024",
        "statements-0-name": "Tang Tao",
        "statements-0-text": "Skills are what our countries can give each other.",
        "statements-1-name": "Phongxaysack Intharath",
        "statements-1-text": "We will send forty officials.",
    },
    facts=[
        "15 Aug 2023",
        "Delegation visit",
        "Beijing, China",
        "Ministry of Human Resources and Social Security",
        "Ministry of Labour and Social Welfare",
        "18",
        "7",
        "Tang Tao",
        "Phongxaysack Intharath",
        "Vice Minister",
        "Management training for officials",
        "2024",
        "Skills are what our countries can give each other.",
        "We will send forty officials.",
    ],
)

MADE_UP = [TRAINING, FORUM, STUDY_VISIT, CLOSING, DONATION, ANNUAL, MINISTERS]
