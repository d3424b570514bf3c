"""Phrases and patterns with which `countries` tells a country from its namesakes: states, persons, places."""

from __future__ import annotations

import re

# Longer phrases that hold a country's name and do not name the country.
NOT_COUNTRIES = [
    "Papua New Guinea", "New Guinea", "Gulf of Guinea", "Gulf of Mexico", "Gulf of Oman", "Gulf of Thailand",
    "New Mexico", "New Jersey", "New England", "New South Wales", "Prince of Wales", "Princess of Wales",
    "South China Sea", "East China Sea", "Sea of Japan", "Indian Ocean", "Indian Country", "American Indian",
    "American Indians", "Latin America", "Latin American", "Latin Americans", "South America", "South American",
    "South Americans", "North America", "North American", "North Americans", "Central America", "Central American",
    "Central Americans", "Native American", "Native Americans", "African American", "African Americans",
    "African-American", "African-Americans", "Asian American", "Asian Americans", "Asian-American",
    "Bank of America", "Niger Delta", "Niger River", "Niger State", "Korean War", "Korean Peninsula",
    "Korean peninsula", "Vietnam War", "Gulf War", "French Open", "US Open", "U.S. Open", "Australian Open",
    "English Channel", "British Columbia", "British Airways", "Washington State", "Washington Post",
    "The Washington Post", "Washington Times", "The Washington Times", "Washington Examiner",
    "Washington Free Beacon", "George Washington", "Washington County", "Lake Washington", "American Airlines",
    "Wall Street Journal", "Moscow Times", "The Moscow Times", "Kyiv Independent", "The Kyiv Independent",
    "Kyiv Post", "Jerusalem Post", "The Jerusalem Post", "Times of India", "The Times of India", "Times of Israel",
    "The Times of Israel", "Japan Times", "The Japan Times", "China Daily", "South China Morning Post",
    "Paris Agreement", "Paris Accord", "Paris Accords", "Paris climate agreement", "Minsk agreements",
    "Minsk Agreements", "Minsk accords", "Budapest Memorandum", "Geneva Conventions", "Vienna Convention",
    "Rome Statute", "Warsaw Pact", "Berlin Wall", "Panama Canal", "Voice of America", "Cairo, Illinois",
    "Moscow, Idaho", "German Shepherd", "Turkey Point", "Jordan River", "River Jordan", "Lake Chad", "Chad Basin",
    "Paris Hilton", "Rome, Georgia", "Air France", "Turkish Airlines", "Iran-Contra", "London Stock Exchange",
    "London Bridge", "Berlin Film Festival", "Tokyo Stock Exchange", "Harare Declaration", "Canada goose",
    "Black Sea", "Doha Round", "Kyoto Protocol", "South Georgia", "Islamic State", "Third Reich", "New York Times",
    "The New York Times", "England Patriots", "French Guiana",
]
US_STATES = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Hawaii|Idaho|Illinois|"
    "Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|"
    "Missouri|Montana|Nebraska|Nevada|New Hampshire|New Mexico|New York|North Carolina|North Dakota|Ohio|"
    "Oklahoma|Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|"
    "Virginia|West Virginia|Wisconsin|Wyoming"
)
US_GEORGIA = re.compile(
    rf"\b(?:{US_STATES}|Atlanta|Savannah|Macon|Augusta|Fulton|Kemp|Raffensperger|Warnock|Ossoff|Stacey Abrams|"
    r"Marjorie Taylor Greene|Morehouse|Peach State|state of Georgia|Georgia (?:Gov|Sen|Rep|Secretary of State|"
    r"Bureau|Power|Tech|State|Democrats?|Republicans?|lawmakers?|voters?|election|runoff|law)|(?:Gov|Sen|Rep)\.|Senator|Governor|Representative|Congress\w+|GOP|Democrats?|Republicans?)\b"
)
CAUCASUS = re.compile(
    r"\b(?:Tbilisi|Abkhazia|Ossetia|Russian?|Caucasus|Armenian?|Azerbaijani?|Moldovan?|Ukrain\w+|NATO|"
    r"European Union|EU|Saakashvili|Zourabichvili|Margvelashvili|Kobakhidze|Garibashvili|Georgian)\b"
)
TBILISI = re.compile(r"\b(?:Tbilisi|Abkhazia|Ossetia|Caucasus|Armenia|Azerbaijan|Moldova|Georgian)\b")
#: Countries whose names people bear too, or that other proper names hold.
PERSONAL = frozenset(
    {"Jordan", "Chad", "Georgia", "Jersey", "Jamaica", "Kenya", "Ireland", "England", "Wales", "Holland"}
)
PLACE_BEFORE = re.compile(
    r"(?:\b(?:in|at|near|around|outside|inside|across|through|throughout|over|central|downtown|northern|southern|"
    r"eastern|western|in the|university of|region of|state of|city of|suburb of|mayor of|outskirts of|streets of|"
    r"battle of|(?:siege|capture|fall|liberation|occupation|shelling|bombing) of|embassy in|"
    r"(?:north|south|east|west)(?:-?(?:east|west))? of|(?:km|kilomet(?:re|er)s|miles|hours)(?: away)? from|"
    # Who goes there goes to a city; what reaches a government is sent, given or said to it.
    r"visit(?:s|ed|ing)?|enter(?:s|ed|ing)?|captur(?:e|es|ed|ing)|"
    r"(?:visits?|trips?|journeys?|flights?|travel(?:s|l?ed|l?ing)?|fl(?:y|ies|ew|own|ying)(?: from \w+)?|welcome|"
    r"arriv(?:e|es|ed|ing|al)|head(?:s|ed|ing)|en route|invited) to|"
    r"(?:push|driv|forc|mov|pull|evacuat|fl[eoy])\w* out of)|"
    r"\b(?:Expo|Olympics|Games)(?: \d{4})?)\s+$",
    re.I,
)
PLACE_AFTER = re.compile(
    r"(?:['’]s)?\s+(?:region|oblast|province|airport|suburb|city|time|street|metro|mayor|Mayor|resident)s?\b|"
    r"-based\b|,\s+D\.?C|(?:-[A-Z]\w+)?\s+(?:highway|road|railway|motorway)\b|"
    # What is agreed in a city is called by it; what its government proposes is its own ("Moscow's plan").
    r"(?:\s+(?:peace|gas|climate|grain|nuclear|security|trade))?\s+(?:amendments?|agreements?|accords?|process|"
    r"declaration|protocols?|summit|conference|format)\b|\s+peace plan\b|"
    r",?\s+(?:our|its|the|their|your)\s+(?:\w+\s+)?capital\b"
)
#: Verbs before a city only where the sentence ends or goes on to when and where: not in "left Moscow isolated",
#: "defended Moscow's record".
LEFT_BEFORE = re.compile(r"\b(?:left|leav(?:e|es|ing)|reach(?:es|ed|ing)?|defend(?:s|ed|ing)?)\s+$", re.I)
LEFT_AFTER = re.compile(r"\s*(?:$|[.,;:!?)”\"\n])|\s+(?:on (?!the)|for|after|before|when|today|yesterday|this|last)\b")
#: A capital beside a city in a list or on a journey: "Hanoi and Bergen", "from Bergen to Hanoi".
CITY_BEFORE = re.compile(r"(?<!between )\b([A-Z]\w+),? (?:and|or) $|\bfrom ([A-Z]\w+) to $")
CITY_AFTER = re.compile(r",? (?:and|or) ([A-Z]\w+)\b(?!['’]s)|, ([A-Z]\w+)(?=,? (?:and|or) [A-Z])")
BETWEEN = re.compile(r"\bbetween $")
_CONTINENT = r"\b(?:Europe|Asia|Africa|Oceania|Australia)\b"
#: The continents listed right before and behind a word: "Europe, Asia and America".
CONTINENTS_BEFORE = re.compile(rf"(?:{_CONTINENT},? (?:and |or )?)+$")
CONTINENTS_AFTER = re.compile(rf"(?:,? (?:and |or )?{_CONTINENT})+")
NAME_BEFORE = re.compile(r"(?:^|[\s(“\"'])([A-Z][a-z]+|[A-Z]\.)\s+$")
NAME_AFTER = re.compile(r"\s+([A-Z][a-z]{2,})")
HYPHEN_SKIP = re.compile(r"(?:African|Asian|Latin|Native)[\s-]+$")
TITLE_WORD = re.compile(
    r"(?:Prime|President|Minister|Foreign|Defen[cs]e|King|Queen|Crown|Prince|Secretary|Ambassador|Ministry|"
    r"Government|Parliament|Army|Navy|Air|National|Chief|Central|State|Deputy|Vice|Former|Finance|Interior)"
)
FREE_WORDS = frozenset(
    [
        "The", "In", "On", "At", "And", "But", "For", "From", "To", "With", "As", "If", "When", "While", "After",
        "Before", "Since", "Although", "Though", "Because", "Both", "Of", "By", "Official", "Modern", "Greater",
        "Mr", "President", "King", "Queen", "That", "This", "Yet", "Now", "Today", "Yesterday", "Even", "Meanwhile",
        "However", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January",
        "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December", "What", "Where", "Why", "How", "Is", "Does", "Will", "Can", "Has", "So", "Or", "Nor", "Neither",
        "Either", "Between", "Among", "Against", "Unlike", "Like", "Via", "Toward", "Towards", "Without", "Under",
        "Over",
    ]
)
#: What stands behind the "and" in the name of one country: "Bosnia and Herzegovina".
SECOND_HALVES = ("Herzegovina", "Tobago", "Barbuda", "Nevis", "Principe", "Príncipe", "Grenadines")
