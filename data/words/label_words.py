"""Patterns and word lists that `turn_labels` reads labels with: titles, crowds, offices, given names."""

from __future__ import annotations

import re

ASIDE = re.compile(
    r"\s*[\(\[][^)\]]*(?:[\)\]]|$)|\s*,?\s*\b(?:as interpreted|via (?:translator|interpreter)|continued)\b.*$", re.I
)
QUESTION = re.compile(
    r"(?:Q|QUESTION|REPORTERS?|PRESS|JOURNALISTS?|CORRESPONDENT|PHOTOJOURNALIST)S?\d*(?: \w{1,2}| FROM .*)?", re.I
)
CROWD = re.compile(
    r"(?:(?:AN? )?(?:AUDIENCE|CROWD)(?: MEMBERS?)?|PARTICIPANTS?|MODERATORS?|OPE?RT?ATOR|AIDE|STAFF(?:ER)?|"
    r"CHILD(?:REN)?|KIDS?|STUDENTS?|TEACHERS?|PATIENTS?|CUSTOMERS?|WORKERS?|VOLUNTEERS?|VETERANS?|PLAYERS?|GUESTS?|"
    r"ATTENDEES?|MEMBERS?(?: OF .*)?|ALL|GROUP|"
    r"INTERPRETER|TRANSLATOR|ANNOUNCER|PRESENTER|AUDIENC+E MEMBERS?|CROWD|HOST|"
    r"EMCEE|NARRATOR|VIDEO|CALLER|UNKNOWN|UNIDENTIFIED|SPEAKER|VOICES?|REMARKS?|REPLY|REPLIES|RESPONSES?|"
    r"RETORT|ANSWERS?|REPLICA|COMMENTS?|(?:RESPONSE|REMARK|REPLY|VOICE|QUESTION|"
    r"SHOUT)S? FROM (?:THE )?(?:HALL|AUDIENCE|FLOOR|ROOM|SEATS?)|FROM THE (?:HALL|AUDIENCE)|"
    r"(?:UN(?:IDENTIFIED|KNOWN)|MALE|FEMALE|ANOTHER|YOUNG)\b.*|"
    r".*\b(?:OFFICIALS?|AIDES?|STAFFERS?|OPERATORS?|SPOKESPERSON|PLAYERS|CREW(?: MEMBERS?)?|"
    r"CHORUS|CHOIR))(?: ?(?:#|NO\. ?|NUMBER )?(?:\d+|ONE|TWO|THREE|FOUR))?",
    re.I,
)
#: Titles that stand before a name without a surname.
CROWNED = re.compile(r"(Patriarch|Metropolitan|King|Queen|Pope|Emir) ")
#: Agencies whose officials speak without a name, by their short forms; others are in `organisations.csv`.
AGENCIES = frozenset("CBP CDC CIA DEA DHS DOD DOE DOJ FAA FBI FDA FEMA HHS ICE NSA NSC OMB USAID USDA".split())
#: Unnamed speakers who speak for a government, and those who lead the talk or pass on what others say.
OFFICIAL = re.compile(r"OFFICIAL|WHITE HOUSE|SPOKES|\bAIDES?\b|\bSTAFF|FORCE \w+ CREW", re.I)
LEADS = re.compile(
    r"^(?:MODERATOR|(?:CALL CENT(?:RE|ER) )?OP\w*ATOR|HOST|EMCEE|ANNOUNCER|PRESENTER|NARRATOR|"
    r"(INTERPRETER|TRANSLATOR))",
    re.I,
)
#: Titles of documents in which officials brief the press.
BRIEFING = re.compile(
    r"\b(?:press|background)\b.{0,20}\b(?:call|briefing)s?\b|\bgaggle\b|"
    # Of two leaders, each brings officials.
    r"^(?!.*\b(?:joint|and|talks)\b).*\bpress conference\b",
    re.I,
)
CROWDS = ("AUDIENCE", "PARTICIPANT", "MODERATOR", "OPERATOR", "REPORTER")
BY_OFFICE = {
    "PRESIDENT": "President", "VICE PRESIDENT": "Vice President", "FIRST LADY": "First Lady",
    "SECOND GENTLEMAN": "Second Gentleman", "SECOND LADY": "Second Lady", "SECRETARY": None,
    "PRESS SECRETARY": "White House Press Secretary", "NATIONAL SECURITY ADVISOR": "National Security Advisor",
}  # fmt: skip
TITLES = (
    "VICE PRESIDENT|FORMER PRESIDENT|PRESIDENT|DEPUTY PRIME MINISTER|FORMER FIRST LADY|FIRST LADY|"
    "SECOND LADY|SECOND GENTLEMAN|STATE REPRESENTATIVE|STATE SENATOR|PRINCIPAL CHIEF|DIRECTOR-GENERAL|"
    "SENIOR ADVISOR|ADVISOR|ADVISER|COORDINATOR|CZAR|EXECUTIVE|NURSE|PRIME MINISTER|CHANCELLOR|TAOISEACH|"
    "KING|QUEEN|CROWN PRINCE|PRINCE|PRINCESS|POPE|EMIR|AMIR|SECRETARY[- ]GENERAL|SECRETARY GENERAL|"
    "FOREIGN MINISTER|MINISTER|"
    "DEPUTY SECRETARY|ACTING SECRETARY|UNDER SECRETARY|UNDERSECRETARY|ASSISTANT SECRETARY|SECRETARY|"
    "ATTORNEY GENERAL|DEPUTY ATTORNEY GENERAL|SURGEON GENERAL|ASSISTANT ATTORNEY GENERAL|"
    "ACTING ADMINISTRATOR|DEPUTY ADMINISTRATOR|ADMINISTRATOR|ACTING DIRECTOR|DEPUTY DIRECTOR|DIRECTOR|"
    "CHAIRMAN|CHAIRWOMAN|CHAIR|COMMISSIONER|AMBASSADOR|SPECIAL ENVOY|ENVOY|SENATOR|SEN\\.|REPRESENTATIVE|"
    "REP\\.|CONGRESSMAN|CONGRESSWOMAN|LEADER|SPEAKER|MAJORITY LEADER|WHIP|GOVERNOR|GOV\\.|"
    "LIEUTENANT GOVERNOR|MAYOR|COUNTY EXECUTIVE|COUNCILMEMBER|CHIEF JUSTICE|JUSTICE|JUDGE|SHERIFF|CHIEF|"
    "GENERAL|GEN\\.|LIEUTENANT GENERAL|MAJOR GENERAL|BRIGADIER GENERAL|VICE ADMIRAL|REAR ADMIRAL|ADMIRAL|COLONEL|"
    "CAPTAIN|MAJOR|SERGEANT|LIEUTENANT|LT\\.|"
    "COMMANDER|OFFICER|REVEREND|REV\\.|PASTOR|BISHOP|ARCHBISHOP|RABBI|FATHER|SISTER|DEAN|PROFESSOR|COACH|"
    "HIS MAJESTY|DR\\.|MR\\.|MRS\\.|MS\\.|MISS|THE HONORABLE|SIR|LADY|LORD|DEPUTY NATIONAL SECURITY ADVISOR|"
    "NATIONAL SECURITY ADVISOR|PREMIER|HIGH REPRESENTATIVE|TREASURER|DR|MR|MS|MRS"
)
TITLED = re.compile(rf"^(?:THE )?((?:(?:{TITLES})\s+)+)(.+)$", re.I)
AMERICAN = re.compile(
    r"SENATOR|SEN\.|REPRESENTATIVE|REP\.|CONGRESS|GOV|MAYOR|ATTORNEY GENERAL|SURGEON GENERAL|ADMINISTRATOR|"
    r"JUSTICE|SHERIFF|COUNTY EXECUTIVE|MAJORITY LEADER|WHIP|DEPUTY SECRETARY|UNDER ?SECRETARY|"
    r"ASSISTANT SECRETARY|ACTING|"
    r"(?<!SECRETARY[- ])(?<!DIRECTOR-)GENERAL|ADMIRAL|COLONEL|CAPTAIN|MAJOR|SERGEANT|LIEUTENANT|"
    r"CHAIRMAN|CHAIRWOMAN|CHAIR\b|LEADER|SPEAKER|COMMISSIONER|COORDINATOR|CZAR|SECRETARY$|DIRECTOR$"
)
PLAIN = re.compile(r"^(?:MR|MRS|MS|MISS|DR|SIR|THE HONORABLE)\.?$", re.I)
HEADING = re.compile(r"\b(?:AND|OF|THE|FOR|IN|TO|ON|WITH|BY)\b")
#: "MAKING HISTORY" is a heading, "MR. SPERLING" and "GENE SPERLING" are not.
GERUND = re.compile(r"\b[A-Z]{3,}ING\b")
TITLE_NOUN = re.compile(
    r"\b(?:president|minister|director|head|chair\w*|governor|mayor|ambassador|envoy|secretary|chief|"
    r"commissioner|deputy|rector|professor|academician|general|representative|leader|editor|ombudsman|"
    r"commander|captain|colonel|member|aide|adviser|advisor|coordinator|moderator|host|anchor|presenter|"
    r"journalist|correspondent|reporter|ceo|owner|founder|king|queen|emir|prince|sheikh|producer|composer|"
    r"artist|actor|trainer|sergeant|lieutenant|major|patriarch|metropolitan|chancellor|premier|speaker|judge|"
    r"prosecutor|spokes\w+|co-chair\w*|manager|teacher|student|doctor|worker|physician|principal|coach|"
    r"champion|pilot|cosmonaut|farmer|officer|partner)\b",
    re.I,
)
RUSSIAN_POST = re.compile(
    r"\b(?:Presidential (?:Aide|Plenipotentiary|Envoy|Adviser)|Plenipotentiary|Region|Oblast|Krai|Territory|"
    r"Republic of (?:Adygea|Bashkortostan|Buryatia|Crimea|Dagestan|Ingushetia|Karelia|Komi|Mari El|Mordovia|"
    r"Sakha|Tatarstan|Tyva|Udmurtia)|Tatarstan|Bashkortostan|Dagestan|Ingushetia|Chechnya|Chechen|Chuvashia|"
    r"Yakutia|Crimea|Sevastopol|Moscow|St Petersburg|Duma|Federation Council|Sberbank|VTB|Gazprom|Rosneft|"
    r"Rosatom|Transneft|Aeroflot|Rosseti|Roscosmos|Rostec|VEB|ALROSA|LUKOIL|Russian Railways|Russian Academy|"
    r"Accounts Chamber|Central Election Commission|Investigative Committee)\b"
)
#: Places whose heads speak at the Kremlin for Russia, whatever country they belong to.
RUSSIAN_HELD = re.compile(r"\b(?:Crimea|Sevastopol)\b")
RUSSIAN_OFFICE = re.compile(r"\b(?:Minister|Deputy|Governor|Aide|Prosecutor General|Chief of|Head of the)\b", re.I)
RUSSIAN_GIVEN = [
    "Alexander", "Alexandra", "Alexei", "Alina", "Alisa", "Alla", "Alyona", "Alena", "Anastasia", "Anatoly",
    "Andrei", "Angelina", "Anna", "Anton", "Arkady", "Artyom", "Artem", "Boris", "Daniil", "Danila", "Daria", "Denis",
    "Dmitry", "Eduard", "Ekaterina", "Yekaterina", "Elena", "Yelena", "Elvira", "Evgeny", "Yevgeny", "Yevgenia",
    "Fyodor", "Fedor", "Galina", "Gennady", "Georgy", "German", "Gleb", "Grigory", "Igor", "Ilya", "Inessa", "Inna",
    "Inga", "Irina", "Ivan", "Kira", "Kirill", "Konstantin", "Ksenia", "Kseniya", "Larisa", "Leonid", "Lyubov",
    "Lyudmila", "Lidia", "Lev", "Lilia", "Maxim", "Margarita", "Maria", "Marina", "Mariam", "Mikhail", "Nadezhda",
    "Natalia", "Natalya",
    "Nikita", "Nikolai", "Nina", "Oksana", "Oleg", "Olesya", "Olga", "Pavel", "Pyotr", "Petr", "Polina", "Raisa",
    "Roman", "Ruslan", "Rustam", "Sergei", "Sofia", "Stanislav", "Stepan", "Svetlana", "Taisia", "Tamara", "Tatyana",
    "Timur", "Timofey", "Vadim", "Valentin", "Valentina", "Valery", "Valeria", "Vasily", "Vera", "Veronika",
    "Veniamin", "Vitaly", "Viktor", "Viktoria", "Vladimir", "Vladislav", "Vsevolod", "Vyacheslav", "Yakov", "Yan",
    "Yana", "Yaroslav", "Yaroslava", "Yegor", "Yelizaveta", "Elizaveta", "Yevgenia", "Yulia", "Yury", "Yuri",
    "Zhanna", "Zinaida", "Zoya", "Ella", "Elina", "Emma", "Emilia", "Marat", "Rinat", "Ramil", "Ravil", "Ildar",
    "Airat", "Albert", "Aisen", "Aman", "Shamil", "Magomed", "Magomedsalam", "Ramazan", "Nail", "Damir", "Dinar",
    "Kamil", "Ilgam", "Rafael", "Rashid", "Renat", "Rustem", "Salavat", "Radiy", "Radmir", "Zaur", "Aslan", "Murat",
    "Alikhan", "Artur", "Arthur", "Lyubomir", "Rodion", "Savva", "Semyon", "Taras", "Tikhon", "Trofim", "Ulyana",
    "Vlada", "Yefim", "Yulian", "Zakhar", "Ignat", "Innokenty", "Iosif", "Kuzma", "Makar", "Matvei", "Miron",
    "Mstislav", "Platon", "Prokhor", "Svyatoslav", "Arseny", "Afanasy", "Bogdan", "Vikenty", "Vitalina", "Antonina",
    "Arina", "Asya", "Varvara", "Vasilisa", "Dina", "Evelina", "Karina", "Kristina", "Marianna", "Milana", "Rimma",
    "Roza", "Rosa", "Serafima", "Snezhana", "Stella", "Eleonora", "Emina", "Alsu", "Gulnara", "Guzel", "Venera",
]
RANKS = tuple(
    (re.compile(asked), re.compile(role, re.I))
    for asked, role in (
        (r"VICE PRESIDENT", r"^vice.president"),
        (r"FIRST LADY|SECOND LADY", r"lady"),
        (r"PRESIDENT", r"^(?!.*vice).*president|head of state|emperor"),
        (r"PRIME MINISTER|PREMIER|TAOISEACH|CHANCELLOR", r"prime minister|premier|chancellor|taoiseach|of government"),
        (r"KING|QUEEN|PRINCE|[EA]MIR|HIS MAJESTY", r"king|queen|prince|emir|amir|monarch|sultan"),
        (r"SECRETARY[- ]GENERAL", r"secretary.general"),
        (r"DIRECTOR-GENERAL", r"director.general"),
        (r"GENERAL|ADMIRAL|COLONEL|MAJOR", r"joint chiefs|(?:attorney|surgeon) general|chief of|pentagon|commander"),
        (r"SECRETARY", r"secretary"),
        (r"(?:LIEUTENANT|LT\.) GOVERNOR", r"lieutenant governor"),
        (r"GOVERNOR|GOV\.", r"^governor"),
        (r"MINISTER", r"minister"),
        (r"SENATOR|SEN\.", r"senat"),
        (r"LEADER|WHIP", r"leader|whip"),
        (r"SPEAKER", r"speaker"),
        (r"REPRESENTATIVE|REP\.|CONGRESS", r"congress|house (?:of|minority|majority)|trade representative"),
        (r"MAYOR", r"mayor"),
        (r"JUSTICE", r"justice"),
        (r"AMBASSADOR", r"ambassador|trade representative|representative to"),
    )
)
#: Titles of people who hold no office of state; the table is not asked for them.
NO_OFFICE = re.compile(
    r"REV|PASTOR|BISHOP|RABBI|FATHER|SISTER|COACH|PROFESSOR|DEAN|JUDGE|SHERIFF|CHIEF|CAPTAIN|SERGEANT|OFFICER|NURSE|"
    r"COUNCIL|EXECUTIVE"
)
#: Offices whose holders are not meant by a bare "MR. PATRICK" in a White House transcript.
ELSEWHERE = re.compile(
    r"^(?:lieutenant |acting )?governor|secretary of state of|attorney general of|senat|justice|ambassador to|mayor",
    re.I,
)
WOMEN = frozenset(
    [
        "jen", "jennifer", "karine", "olivia", "emilie", "kate", "tammy", "susie", "rochelle", "mandy", "marcella",
        "lael", "susan", "neera", "gina", "keisha", "julie", "louisa", "arati", "wendy", "victoria", "katherine",
        "kamala", "jill", "melania", "michelle", "hillary", "janet", "pam", "pamela", "deb", "brooke", "lori",
        "marcia", "linda", "kristi", "isabel", "deanne", "samantha", "shalanda", "cecilia", "heather", "avril",
        "tulsi", "nikki", "anne", "liz", "elizabeth", "karoline", "nancy", "kathy", "bridget", "ketanji", "lisa",
        "sarah", "stephanie", "kayleigh", "hope", "kellyanne", "ivanka", "anita", "jessica", "mary", "julia", "jane",
        "ann", "anna", "kathleen", "maria", "carol", "laura", "amy", "kim", "emily", "rachel", "rebecca", "sharon",
        "cynthia", "angela", "emma", "donna", "ruth", "virginia", "catherine", "christine", "debra", "janice", "diane",
        "joyce", "alice", "julissa", "megan", "judith", "andrea", "cheryl", "jacqueline", "martha", "gloria", "teresa",
        "sara", "hannah", "theresa", "beverly", "denise", "marilyn", "amber", "danielle", "brittany", "diana",
        "natalie", "sophia", "rose", "alexis", "tiffany", "kayla",
        "simone", "oprah", "rosa", "nanette", "jackie", "jeanne",
    ]
)
MEN = frozenset(
    [
        "james", "john", "robert", "michael", "william", "david", "richard", "joseph", "thomas", "charles", "daniel",
        "matthew", "anthony", "mark", "donald", "steven", "paul", "andrew", "joshua", "kenneth", "kevin", "brian",
        "george", "edward", "ronald", "timothy", "jason", "jeffrey", "jeff", "jacob", "gary", "nicholas", "eric",
        "jonathan", "stephen", "larry", "justin", "scott", "brandon", "benjamin", "samuel", "gregory", "greg", "frank",
        "raymond", "jack", "jackson", "dennis", "jerry", "tyler", "aaron", "adam", "nathan", "henry", "peter",
        "zachary", "kyle", "ethan", "walter", "noah", "jeremy", "christian", "keith", "roger", "terry", "harold",
        "sean", "gerald", "carl", "lawrence", "dylan", "arthur", "jesse", "bryan", "joe", "billy", "bruce", "albert",
        "willie", "gabriel", "logan", "alan", "juan", "wayne", "elijah", "randy", "roy", "vincent", "ralph", "eugene",
        "russell", "bobby", "mason", "philip", "louis", "chris", "mike", "bill", "jim", "tom", "bob", "dan", "steve",
        "matt", "ben", "sam", "tony", "nick", "tim", "ali", "kash", "pete",
    ]
)
RUSSIAN_SURNAME = re.compile(r"(?:[oeё]v|yov|ova|eva|yova|sky|skaya|skiy|skoi)$")
COMMA = re.compile(r"([A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,2}), (?=[a-z]|[A-Z]{2}|[A-Z].*\b(?:of|at|the)\b)(.+)$")
