"""Words that name a speaker in, their parts out. Names and places are invented, countries are not."""

from __future__ import annotations

import pytest

from data.resolution.cast import Cast
from data.words import joint_mentions, naming

CASES = [
    ("Vera Marn", "person", "Vera Marn"),
    ("Kremlin spokesperson Orlan Vesk", "person", "Orlan Vesk"),
    ("German Defence Minister Vera Marn", "person", "Vera Marn"),
    ("former Marn administration official Orlan Vesk", "person", "Orlan Vesk"),
    ("Vera Marn, head of the port of Aldry", "person", "Vera Marn"),
    ("Aldry's regional governor, Vera Marn", "person", "Vera Marn"),
    ("President Vera Marn of Lower Vale", "person", "Vera Marn"),
    ("Mr Vesk", "person", "Vesk"),
    ("a nominee -- the chairman Vera Marn", "person", "Vera Marn"),
    ("a nominee, The Vera Marn", "anonymous", "nominee"),
    ("Member of the Presidency of Bosnia and Herzegovina Vera Marn", "person", "Vera Marn"),
    ("Vera D.Marn", "person", "Vera D. Marn"),
    ("We, the Ministers of Norway and Peru", "pronoun", "We"),
    ("both of the ministers", "anonymous", "both of the ministers"),
    ("VERA Marn", "person", "Vera Marn"),
    ("a soldier named Orlan", "person", "Orlan"),
    ("Orlan van der Vesk", "person", "Orlan van der Vesk"),
    ("von der Vesk", "person", "von der Vesk"),
    ("port chief de Marn", "person", "de Marn"),
    ("Senator Ben Marn of Ohio, a Democrat", "person", "Ben Marn"),
    ("former Secretary of State Vera Marn", "person", "Vera Marn"),
    ("Minister of Education Stela Marn", "person", "Stela Marn"),
    ("Minister of Culture and Sport Stela Marn", "person", "Stela Marn"),
    ("the Minister of Culture and Sport", "description", "Minister of Culture and Sport"),
    ("former U.S. attorney for the District of Columbia Joseph diMarn", "person", "Joseph diMarn"),
    ("diMarn, who has been an adviser", "person", "diMarn"),
    ("Special Counsel Orlan Vesk", "person", "Orlan Vesk"),
    ("Vera Marn at Vale Fair", "person", "Vera Marn"),
    ("Head of Policy Vera Marn", "person", "Vera Marn"),
    ("Lydia Marn for Food Standards Norway", "person", "Lydia Marn"),
    ("WHO", "organisation", "WHO"),
    ("Who", "pronoun", "Who"),
    ("me", "pronoun", "me"),
    ("us", "pronoun", "us"),
    ("ourselves", "pronoun", "ourselves"),
    ("the US", "government", "US"),
    ("US", "government", "US"),
    ("Afghan Ambassador to the United States Orlan Vesk", "person", "Orlan Vesk"),
    ("Civil Defense Authority director General Orlan al-Vesk", "person", "Orlan al-Vesk"),
    ("Saudi Arabia's Civil Defense Authority", "organisation", "Saudi Arabia's Civil Defense Authority"),
    ("Vera A. Marn, head of policy", "person", "Vera A. Marn"),
    ("Minister A. Vesk", "person", "A. Vesk"),
    ("A. Vesk", "person", "A. Vesk"),
    ("Vera West, a teacher", "person", "Vera West"),
    ("a weary Marn", "person", "Marn"),
    ("many Democrats, including three members of the Marn Caucus", "group", "many Democrats"),
    ("the Democratic National Convention", "organisation", "Democratic National Convention"),
    ("NATO Secretary-General Orlan Vesk", "person", "Orlan Vesk"),
    ("the head of the Finnish Marn Bureau", "description", "head of the Finnish Marn Bureau"),
    ("several senior Democrats", "group", "several senior Democrats"),
    ("Marn Rising, a research group", "organisation", "Marn Rising"),
    ("Tampere, Finland, Mayor Vera Marn", "person", "Vera Marn"),
    ("Another attendee", "anonymous", "Another attendee"),
    ("Ministry of Trade spokesman Orlan Vesk", "person", "Orlan Vesk"),
    ("University of Tampere professor Vera Marn", "person", "Vera Marn"),
    ("former Finnish ambassador to NATO Orlan Vesk", "person", "Orlan Vesk"),
    ("governor of Belgorod Oblast Orlan Vesk", "person", "Orlan Vesk"),
    ("one of the diplomats", "anonymous", "one of the diplomats"),
    ("the Marn Economic Forum", "organisation", "Marn Economic Forum"),
    ("Politico", "organisation", "Politico"),
    ("Vera Bishop", "person", "Vera Bishop"),
    ("Harbour Administrator Marn", "person", "Marn"),
    ("Vale Deputy Administrator A. Vera Marn", "person", "A. Vera Marn"),
    ("Border Czar Orlan Vesk", "person", "Orlan Vesk"),
    ("Democratic Whip Vera Marn", "person", "Vera Marn"),
    ("Speaker Emerita Vera Marn", "person", "Vera Marn"),
    ("Participants", "group", "Participants"),
    ("CEOs", "group", "CEOs"),
    ("the Norwegian Rescue Plan", "organisation", "Norwegian Rescue Plan"),
    ("Norwegian Charities", "group", "Norwegian Charities"),
    ("*Vale Times", "organisation", "Vale Times"),
    ("Ms. Bishop", "person", "Bishop"),
    ("former Mayor Bill de Marn", "person", "Bill de Marn"),
    ("Mr. President", "description", "Mr. President"),
    ("one of the family's lawyers, Orlan Vesk", "person", "Orlan Vesk"),
    ("Officers at the Vale Guard, a part of Lower Vale Customs", "anonymous", "Officers at the Vale Guard"),
    ("lawyers for Vera Marn and Orlan Vesk", "group", "lawyers for Vera Marn and Orlan Vesk"),
    ("Nearly 52 percent of the voters", "anonymous", "Nearly 52 percent of the voters"),
    ("Everyone in the hall", "anonymous", "Everyone in the hall"),
    ("the hackers, who call themselves Vale Dawn", "organisation", "Vale Dawn"),
    ("a group calling itself the Front of Vale", "organisation", "Front of Vale"),
    ("an aide to Finnish President Vera Marn", "anonymous", "aide to Finnish President Vera Marn"),
    ("the Vale Star", "organisation", "Vale Star"),
    ("the Vale Mayor", "description", "Vale Mayor"),
    ("aldrynews.com", "organisation", "aldrynews.com"),
    ("many Tamperians", "group", "many Tamperians"),
    ("experts like Vera Marn", "group", "experts like Vera Marn"),
    ("Sustainable Development", "organisation", "Sustainable Development"),
    ("Witnesses", "anonymous", "Witnesses"),
    ("he", "pronoun", "he"),
    ("They", "pronoun", "They"),
    ("the minister", "description", "minister"),
    ("the Finnish ambassador to Chile", "description", "Finnish ambassador to Chile"),
    ("the Kremlin", "government", "Kremlin"),
    ("Finland", "government", "Finland"),
    ("Chile's Ministry of Defence", "government", "Chile's Ministry of Defence"),
    ("the Marn Institute", "organisation", "Marn Institute"),
    ("the agency", "organisation", "agency"),
    ("Finnish officials", "anonymous", "Finnish officials"),
    ("Tom DuMarn", "person", "Tom DuMarn"),
    ("Professors Marn", "person", "Marn"),
    ("Aldrers’ Vera Marn", "person", "Vera Marn"),
    ("Tom Vesk, a historian and runs the Vale website", "person", "Tom Vesk"),
    ("Texas", "government", "Texas"),
    ("Ms. VaskeMarn", "person", "VaskeMarn"),
    ("TomMarn", "organisation", "TomMarn"),
    ("Vera “Vee” Marn", "person", "Vera Marn"),
    ("Senator Tom T. King, Republican of Aldry", "person", "Tom T. King"),
    ("Captain Christian Marn", "person", "Christian Marn"),
    ("Mayor Tom Post", "person", "Tom Post"),
    ("Aldry County", "organisation", "Aldry County"),
    ("Trust Vera Marn", "person", "Vera Marn"),
    ("Tom Vesk of the impartial Aldry Report", "person", "Tom Vesk"),
    ("No wonder Marn", "person", "Marn"),
    ("Vale Boat Alliance, Chair Vera Marn", "person", "Vera Marn"),
    ("Sources", "anonymous", "Sources"),
    ("a Western official", "anonymous", "Western official"),
    ("a spokesman for Mr. Marn", "anonymous", "spokesman for Mr. Marn"),
    ("European defence ministers", "group", "European defence ministers"),
    ("Critics", "group", "Critics"),
]


@pytest.mark.parametrize(("words", "form", "name"), CASES)
def test_parse(words: str, form: str, name: str) -> None:
    parsed = naming.parse(words)
    assert (parsed.form, parsed.name) == (form, name)


@pytest.mark.parametrize(
    ("words", "gender"),
    [
        ("Mrs Marn", "female"),
        ("Rimna, who gave only her first name", "female"),
        ("King Orlan", "male"),
        ("She", "female"),
        ("Vesk", ""),
        ("Vale spokesman Vera Marn", "female"),
        ("Vale spokesman Marn", "male"),
        ("Rimna Marn, who with her husband left", "female"),
    ],
)
def test_gender(words: str, gender: str) -> None:
    assert naming.parse(words).gender == gender


@pytest.mark.parametrize(
    ("words", "can"),
    [
        ("the minister", True),
        ("Vera Marn", True),
        ("the report", True),
        ("New lockdowns", False),
        ("the battle tank", False),
    ],
)
def test_can_speak(words: str, can: bool) -> None:
    assert naming.can_speak(words) is can


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("Vera Marn and Orlan Vesk", ["Vera Marn", "Orlan Vesk"]),
        ("Vera Marn, Orlan Vesk and Mayor Ilan Dvonn", ["Vera Marn", "Orlan Vesk", "Mayor Ilan Dvonn"]),
        ("he and Mr. Marn", ["he", "Mr. Marn"]),
        ("Vera Marn, along with Orlan Vesk", ["Vera Marn", "Orlan Vesk"]),
        ("Filmmaker and author Vera Marn", ["Filmmaker and author Vera Marn"]),
        ("Oversight and Reform spokesman Vera Marn", ["Oversight and Reform spokesman Vera Marn"]),
        ("Vera Marn, Chile's ambassador to the Netherlands", ["Vera Marn, Chile's ambassador to the Netherlands"]),
        ("a letter from Vera Marn, the mayor", ["Vera Marn, the mayor"]),
        ("Marn’s letter to the council", ["Marn"]),
        ("his tweet", ["his"]),
        ("the President and First Lady", ["the President", "the First Lady"]),
        ("The Vice President and King Odo", ["The Vice President", "King Odo"]),
        ("the president and chief executive", ["the president and chief executive"]),
        ("Friday's statement", ["Friday's statement"]),
        ("a new Marn Institute survey", ["Marn Institute"]),
        ("the President of Peru and the King of Norway", ["the President of Peru", "the King of Norway"]),
        ("the secretary and treasurer", ["the secretary and treasurer"]),
        ("Vera Marn, Director and Founder, Corazón Vale", ["Vera Marn, Director and Founder, Corazón Vale"]),
        ("Vera Marn, Industry and Workforce Lead, Guild", ["Vera Marn, Industry and Workforce Lead, Guild"]),
        ("Vera Marn, mayor, and Orlan Shepherd", ["Vera Marn, mayor", "Orlan Shepherd"]),
        ("Vera Marn, mayor, and , Orlan Vesk", ["Vera Marn, mayor", "Orlan Vesk"]),
        ("Vera Marn, the mayor, and Orlan Vesk, the marshal", ["Vera Marn, the mayor", "Orlan Vesk, the marshal"]),
        (
            "Mayor Vera Marn and President of Bosnia and Herzegovina Orlan Vesk",
            ["Mayor Vera Marn", "President of Bosnia and Herzegovina Orlan Vesk"],
        ),
        ("Harbour Ministry estimates", ["Harbour Ministry"]),
        ("research from the University of Tampere", ["the University of Tampere"]),
        ("the Department of Ice and the Agency for Roads", ["the Department of Ice", "the Agency for Roads"]),
        ("the Department of Ports and the Sea", ["the Department of Ports and the Sea"]),
        ("the Agency for Roads and Ferries", ["the Agency for Roads and Ferries"]),
        ("The U.S. and EU", ["The U.S.", "EU"]),
        ("Chad, the Republic of Korea, NATO and Norway", ["Chad", "the Republic of Korea", "NATO", "Norway"]),
        ("the Kremlin and Minsk", ["the Kremlin", "Minsk"]),
        ("USDA and the Department of Ice and the Sea", ["USDA", "the Department of Ice and the Sea"]),
        ("the Embassy of Norway and Chad", ["the Embassy of Norway and Chad"]),
        ("Bosnia and Herzegovina and Chad", ["Bosnia and Herzegovina", "Chad"]),
        ("Norway and its neighbours", ["Norway", "its neighbours"]),
        ("UN and other aid workers", ["UN and other aid workers"]),
        ("Vera Marn and NATO", ["Vera Marn", "NATO"]),
        ("the CEO and CFO", ["the CEO and CFO"]),
        ("Norway and his wife", ["Norway and his wife"]),
        ("the President and the EU", ["the President", "the EU"]),
        ("the ambassador to the EU and NATO", ["the ambassador to the EU and NATO"]),
        ("Vera Marn, envoy to Chad and NATO", ["Vera Marn, envoy to Chad and NATO"]),
    ],
)
def test_parts(words: str, parts: list[str]) -> None:
    assert joint_mentions.parts(words) == parts


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Envoy Dorea Tesk of Norway opened the meeting.", "NOR"),
        ("Envoy Dorea Tesk of the Netherlands spoke.", "NLD"),
        ("Dorea Tesk of Norwegian descent spoke.", None),
        ("Dorea Tesk of the Norway Fund spoke.", None),
        ("Dorea Tesk opened the meeting of Norway.", None),
    ],
)
def test_a_country_behind_a_name_is_the_persons(text: str, country: str | None) -> None:
    (person,) = Cast(text).persons
    assert person.country == country


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("Vera Marn himself", "Vera Marn"),
        ("a Cabinet Minister today", "a Cabinet Minister"),
        ("the port chief (of all people", "the port chief"),
        ("he a telegram", "he"),
        ("Marn in a long report", "Marn"),
        ("Officials in the region", "Officials in the region"),
        ("he and Vera Marn", "he and Vera Marn"),
        ("Vale Post in early September", "Vale Post"),
        ("including farmers and unions", "farmers and unions"),
        ("by some members", "some members"),
        ("Thursday by a message", "a message"),
        ("While many farmers, like Mr. Vesk", "many farmers"),
        ("Marn ―", "Marn"),
        ("Orlan Vesk, Jr. spoke today with Minister Vera Marn of Norway to discuss ports", "Orlan Vesk"),
        ("Governor Orlan Vesk, Jr. and Vera Marn", "Governor Orlan Vesk and Vera Marn"),
        ("Vera Marn obstructed the inquiry with her letters", "Vera Marn"),
        ("Marn Ferries based in Turku", "Marn Ferries based in Turku"),
        ("a handful — including Vera Marn and Orlan Vesk", "a handful"),
        ("Mayor Marn as she opened the fair", "Mayor Marn"),
        ("Vera Marn when opening the meeting with the port’s owner", "Vera Marn"),
        ("Mayor Vera Marn at talks", "Mayor Vera Marn"),
        ("the ferry director in a morning telephone conversation", "the ferry director"),
        ("participants in the talks", "participants in the talks"),
        ("the King of Norland discussed the issues of the bay and", "the King of Norland"),
        ("Vera Marn made statements and", "Vera Marn"),
    ],
)
def test_what_a_reading_took_in_by_mistake_is_no_part_of_the_name(words: str, kept: str) -> None:
    assert naming.trimmed(words) == kept


def _titles(text: str, headline: str = "") -> dict[str, list[str]]:
    return {person.name: person.titles for person in Cast(text, headline=headline).persons}


def test_the_next_of_a_list_is_nobodys_title() -> None:
    text = "Ferry Minister Vera Marn, Mayor of Aldry Odo Vesk, Port Director Lars Lind, came."
    told = _titles(text)
    assert (told["Vera Marn"], told["Odo Vesk"]) == (["Ferry Minister"], ["Mayor of Aldry"])


def test_an_office_of_a_body_of_a_region_is_a_title() -> None:
    text = "She met Chairman of the State Council of Aldry Odo Vesk and President of Bosnia and Herzegovina Vera Marn."
    assert _titles(text)["Odo Vesk"] == ["Chairman of the State Council of Aldry"]
    assert _titles(text)["Vera Marn"] == ["President of Bosnia and Herzegovina"]


def test_the_second_of_two_under_one_title_bears_it_too() -> None:
    assert _titles("Presidents Vera Marn and Odo Vesk met.")["Odo Vesk"] == ["President"]


def test_a_name_with_an_article_within_is_one() -> None:
    assert list(_titles("President of Sudan Omar al-Vesk came, and al-Vesk’s aides.")) == ["Omar al-Vesk"]


def test_a_headline_gives_each_of_two_their_own_office() -> None:
    told = _titles("Ms Marn met Mr Vesk.", "Finnish Mayor Vera Marn and Norwegian Mayor Odo Vesk met")
    assert told["Odo Vesk"][-1] == "Norwegian Mayor"
    told = _titles("Ms Marn came.", "Acting President and Prime Minister Vera Marn spoke")
    assert told["Vera Marn"][-1] == "Acting President and Prime Minister"


def test_who_is_addressed_by_the_first_word_has_the_family_name_first() -> None:
    assert list(_titles("Mr Marn praised the bay.", "Odo Vesk and Chinese President Marn Zolin met")) == ["Marn Zolin"]
    assert list(_titles("Mr Marn praised the bay. Later President Marn Zolin left.")) == ["Marn Zolin"]
    assert list(_titles("Mr Marn praised the bay.", "President Marn Offers Protection")) == ["Marn"]


def test_a_place_before_an_office_is_nobody() -> None:
    assert list(_titles("Former Arizona governor Vera Marn spoke in Arizona.")) == ["Vera Marn"]


def test_an_age_behind_a_name_tells_a_person() -> None:
    [rimna] = Cast("Rimnan Vesk, 18, from Vale County, disagrees.").persons
    assert (rimna.name, rimna.likely) == ("Rimnan Vesk", True)


def test_a_nickname_within_a_name_leaves_it_one() -> None:
    assert list(_titles('Senator Vera "Vee" Marn came, and Marn spoke.')) == ["Vera Marn"]


def test_a_given_name_tells_the_gender_where_only_one_bears_it() -> None:
    [ed, jan] = Cast("Ed Marn came. Jan Vesk came.").persons
    assert (ed.gender, jan.gender) == ("male", "")


def test_a_chairman_may_be_a_woman() -> None:
    [marn] = Cast("Vera Marn is the chairman of the Vale Office.").persons
    assert marn.gender == "female"
