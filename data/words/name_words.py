"""Words that tell what a capitalised name names: titles, bodies, places, given names, and words that are no names."""

from __future__ import annotations

import re

#: Words of offices and address that stand before a person's name, in lower case.
TITLE_WORDS = frozenset(
    [
        "president", "vice", "prime", "minister", "secretary", "chancellor", "premier", "king", "queen", "prince",
        "princess", "pope", "emperor", "sheikh", "sultan", "emir", "messrs", "mr", "mrs", "ms", "miss", "dr", "prof",
        "professor", "sir", "dame", "lord", "lady", "gen", "general", "lt", "lieutenant", "col", "colonel", "maj",
        "major", "capt", "captain", "cmdr", "commander", "adm", "admiral", "sgt", "sergeant", "sen", "senator",
        "rep", "representative", "gov", "governor", "mayor", "ambassador", "envoy", "spokesman", "spokeswoman",
        "spokesperson", "chief", "head", "director", "deputy", "chair", "chairman", "chairwoman", "chairperson",
        "speaker", "congressman", "congresswoman", "councillor", "justice", "judge", "attorney", "rev", "reverend",
        "father", "archbishop", "bishop", "cardinal", "imam", "rabbi", "ayatollah", "officer", "ceo", "founder",
        "leader", "pm", "mp", "foreign", "defence", "defense", "interior", "finance", "state", "former", "then",
        "ex", "acting", "interim", "adviser", "advisor", "press", "treasury", "special", "undersecretary",
        "commissioner", "inspector", "detective", "candidate", "analyst", "expert", "economist", "author",
        "journalist", "reporter", "correspondent", "editor", "marshal", "brigadier", "coach", "official", "lawyer",
        "activist", "historian", "biologist", "scientist", "researcher", "senator-elect", "president-elect",
        "negotiator", "democrat", "republican", "patriarch", "metropolitan", "chargé", "saint", "st", "councilman",
        "councilwoman", "superintendent", "constable", "private", "corporal", "pilot", "cosmonaut", "astronaut",
        "singer", "actor", "actress", "director-general", "secretary-general",
        "senior", "assistant", "associate", "executive", "managing", "chaplain", "sophomore",
        "freshman", "striker", "midfielder", "goalkeeper", "captain", "skipper", "presidents", "ministers",
        "chancellors", "secretaries", "senators", "governors", "ambassadors", "administrator", "sheriff", "rector",
        "aide", "aides", "speakers", "mme",
    ]
)  # fmt: skip
#: Titles that a full stop shortens: it ends no sentence.
ABBREVIATED_TITLES = frozenset(
    "mr mrs ms dr drs prof profs sen sens rep reps gov govs gen gens lt col capt sgt adm rev amb hon st sec".split()
)
#: Words that make a name the name of a body.
ORGANISATION_WORDS = frozenset(
    [
        "ministry", "department", "government", "administration", "army", "navy", "corps", "forces", "force",
        "police", "parliament", "embassy", "cabinet", "senate", "congress", "duma", "rada", "bundestag",
        "directorate", "court", "courts", "office", "committee", "council", "command", "agency", "company", "group",
        "organisation", "organization", "bank", "union", "party", "university", "institute", "association",
        "foundation", "fund", "alliance", "federation", "corporation", "corp", "inc", "ltd", "llc", "plc", "network",
        "newspaper", "magazine", "times", "post", "news", "journal", "tribune", "herald", "guardian", "telegraph",
        "gazette", "chronicle", "press", "radio", "television", "tv", "centre", "center", "society", "league",
        "campaign", "coalition", "commission", "board", "club", "church", "watchdog", "authority", "bureau",
        "service", "services", "hospital", "school", "college", "academy", "nations", "airlines", "airways",
        "holdings", "technologies", "systems", "observatory", "community", "secretariat", "assembly", "brigade",
        "regiment", "battalion", "division", "fleet", "squad", "team", "taskforce", "patrol", "laboratory",
        "laboratories", "museum", "trust", "partnership", "initiative", "conference", "congregation", "brotherhood",
        "brothers", "studios", "studio", "pictures", "motors", "oil", "gas",
        "industries", "pharmaceuticals", "electric", "software", "labs", "democrats", "republicans", "conservatives",
        "greens", "constabulary", "coastguard", "guard", "guards", "customs", "exchange", "treasury", "consortium",
        "cooperative", "trade-union", "teachers", "workers", "reserve", "libraries", "library", "forum",
        "summit-group", "international", "wikinews", "wikimedia", "wikipedia", "reuters", "interfax", "sputnik",
        "bloomberg", "media", "fc", "orchestra", "ensemble", "front", "movement", "jihad", "brotherhood",
        "militia", "taliban", "mujahideen", "consulate", "senate", "judiciary", "legislature", "prosecutors",
        "tribunal", "chamber", "rangers", "pirates", "giants", "jets", "raiders", "project", "framework",
        "charities",
    ]
)
#: Words that make a name the name of a place or thing that is no body.
PLACE_WORDS = frozenset(
    [
        "city", "town", "village", "county", "province", "region", "district", "island", "islands", "sea", "ocean",
        "river", "lake", "mountain", "mountains", "mount", "valley", "street", "avenue", "road", "boulevard",
        "square", "bridge", "airport", "station", "port", "harbour", "harbor", "beach", "bay", "gulf", "peninsula",
        "cape", "desert", "forest", "park", "east", "west", "north", "south", "eastern", "western", "northern",
        "southern", "middle", "central", "upper", "lower", "new", "san", "santa", "los", "las", "fort",
        "saint", "côte", "hill", "hills", "heights", "coast", "canal", "strait", "channel", "territory", "oblast",
        "krai", "tower", "palace", "castle", "cathedral", "stadium", "arena", "hotel", "war",
        "wars", "battle", "revolution", "day", "week", "month", "year", "festival", "cup", "games", "olympics",
        "prize", "award", "act", "bill", "treaty", "agreement", "accord", "protocol", "convention", "amendment",
        "plan", "programme", "program", "operation", "hurricane", "typhoon", "earthquake", "century", "era", "age",
        "agenda", "gora", "yar", "monastery", "mosque", "parish", "ridge", "crisis", "show", "book",
        "novel", "album", "song", "film", "reef", "reefs", "shoal", "shoals", "atoll", "islet", "islets", "storm",
        "cyclone", "motel", "temple", "shrine",
    ]
)
#: Head nouns of what is no body although a word of bodies stands before them: "Bank Secrecy Act".
THING_WORDS = frozenset(
    "accord act address agenda agreement airport amendment auditorium award awards bill building charter code complex "
    "convention day declaration directive festival forgiveness grant grants hall honors law mechanism pipeline "
    "plan policy portal prize program programme protocol reform regulation report resolution room roundtable strategy "
    "treaty week".split()
)
#: The end of a compound that describes a name and holds one: "Norwegian-made", "Aldry-based". No syllable of a name
#: ("Jong-un", "Jin-ping") ends like these.
DESCRIBING = re.compile(r"-(?:[a-z]{2,}ed|allied|born|built|era|held|led|made|member|old|only|run|style|type|wide)$")
#: Titles that are surnames too: "Dr. King".
SURNAMES_TOO = frozenset("bishop cardinal king marshal pope prince".split())
#: Capitalised words that name nobody.
NOT_NAMES = frozenset(
    [
        "the", "a", "an", "and", "but", "or", "nor", "so", "yet", "if", "when", "while", "as", "since", "because",
        "although", "though", "unless", "until", "after", "before", "during", "in", "on", "at", "by", "for", "from",
        "to", "with", "without", "of", "off", "over", "under", "about", "against", "between", "among", "through",
        "into", "it", "its", "he", "his", "him", "she", "her", "they", "their", "them", "we", "us", "our", "you",
        "above", "below", "beneath", "beside", "alongside",
        "your", "i", "me", "my", "this", "that", "these", "those", "there", "here", "what", "who", "whom", "whose",
        "which", "how", "why", "where", "some", "many", "most", "all", "both", "each", "few", "several", "other",
        "others", "another", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "hundreds", "thousands", "millions", "no", "not", "never", "also", "even", "still", "then", "thus",
        "however", "meanwhile", "moreover", "nevertheless", "according", "despite", "instead", "later", "earlier",
        "today", "tomorrow", "yesterday", "now", "once", "only", "just", "such", "same", "more", "less", "much",
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
        "april", "may", "june", "july", "august", "september", "october", "november", "december", "spring", "summer",
        "autumn", "winter", "god", "internet", "english", "french", "german", "spanish", "arabic", "latin",
        "christmas", "easter", "ramadan", "monday's", "covid", "covid-19", "dna", "rna", "hiv", "aids", "gps", "tv",
        "pc", "ceo", "cfo", "pm", "mp", "am", "pm", "phd", "usb", "www", "http", "https", "pdf", "html", "faq", "q",
        "a.m", "p.m", "gdp", "atm", "ngo", "ngos", "is", "was", "are", "were", "has", "have", "had", "will", "would",
        "can", "could", "should", "did", "does", "do", "yes", "oh", "well", "ok", "okay", "thank", "thanks",
        "please", "sorry", "mr", "mrs", "ms", "asked", "said", "says", "let", "make", "take", "get", "go", "come",
        "see", "look", "think", "know", "don't", "didn't", "isn't", "it's", "that's", "there's", "i'm", "we're",
        "they're", "you're", "let's", "western", "eastern", "northern", "southern", "european", "european-union",
        "africa", "african", "europe", "asia", "asian", "america's", "middle-east", "muslim", "muslims", "christian",
        "christians", "jewish", "jews", "jew", "catholic", "catholics", "islam", "islamic", "hindu", "buddhist",
        "sunni", "shia", "arab", "arabs", "kurdish", "kurds", "image", "photo", "photos", "file", "video", "source",
        "sources", "update", "correction", "editor's", "credit", "related", "antarctica", "antarctic", "arctic",
        "pacific", "atlantic", "mediterranean", "balkan", "balkans", "baltic", "caucasus", "siberia", "excellency",
        "excellencies", "highness", "majesty", "holiness", "attache", "attaché", "emerita", "emeritus", "rus",
        "aboard",
    ]
)
#: Given names beyond those of the persons in the reference table.
GIVEN = tuple(
    [
        "Aaron", "Abigail", "Adam", "Adrian", "Aisha", "Alan", "Albert", "Alice", "Alison", "Allan", "Allison",
        "Amanda", "Amber", "Amy", "Ana", "Andre", "Angel", "Anita", "Ashley", "Austin", "Barry", "Beatrice", "Becky",
        "Ben", "Benjamin", "Beth", "Betty", "Beverly", "Brandon", "Brenda", "Brent", "Brett", "Calvin", "Cameron",
        "Carla", "Carol", "Caroline", "Carolyn", "Cathy", "Cecilia", "Chad", "Charlie", "Cheryl", "Chloe",
        "Christina", "Christine", "Cindy", "Clara", "Clark", "Claude", "Clive", "Colin", "Connie", "Craig",
        "Crystal", "Curtis", "Cynthia", "Dale", "Danielle", "Darren", "Dave", "Deborah", "Debra", "Derek", "Diana",
        "Diane", "Diego", "Don", "Donna", "Doris", "Dorothy", "Duncan", "Dylan", "Earl", "Eddie", "Edith", "Edwin",
        "Eileen", "Elena", "Eli", "Elijah", "Elliot", "Elsa", "Emily", "Emma", "Eric", "Erica", "Erik", "Erin",
        "Ethan", "Eugene", "Eva", "Evan", "Evelyn", "Faye", "Felix", "Fiona", "Florence", "Floyd", "Franklin",
        "Freddie", "Gabriela", "Gail", "Gareth", "Gene", "Gerald", "Gerard", "Gertrude", "Gina", "Glen", "Glenn",
        "Gloria", "Grace", "Graham", "Grant", "Gregory", "Hannah", "Harold", "Harriet", "Harry", "Harvey", "Hazel",
        "Heather", "Hector", "Heidi", "Herbert", "Herman", "Holly", "Howard", "Ian", "Ingrid", "Irene", "Iris",
        "Isaac", "Isabel", "Ivy", "Jackie", "Jackson", "Jaime", "Jake", "Jamie", "Jane", "Janice", "Jasmine",
        "Jason", "Jay", "Jean", "Jeanne", "Jenna", "Jenny", "Jeremy", "Jerry", "Jesse", "Jessica", "Jesus", "Jill",
        "Jimmy", "Jo", "Joanna", "Joanne", "Jodie", "Joel", "Joey", "Johan", "Jonas", "Jordan", "Josh", "Joshua",
        "Joy", "Juanita", "Judy", "Julia", "Julian", "Juliet", "June", "Kara", "Karl", "Kate", "Katherine",
        "Kathryn", "Kathy", "Katie", "Katrina", "Kay", "Keira", "Kelly", "Kenny", "Kerry", "Kim", "Kimberly", "Kirk",
        "Kirsten", "Kristin", "Kurt", "Kyle", "Larry", "Lars", "Laurence", "Lauren", "Laurie", "Lawrence", "Leah",
        "Leanne", "Len", "Leon", "Leonard", "Leslie", "Lewis", "Lily", "Linda", "Lindsay", "Lloyd", "Lois", "Lola",
        "Lorraine", "Louis", "Louise", "Lucas", "Lucia", "Luke", "Lynn", "Mabel", "Madeleine", "Malcolm", "Mandy",
        "Marcia", "Margarita", "Marion", "Marjorie", "Marlene", "Marsha", "Martha", "Marvin", "Mathias", "Maureen",
        "Max", "Maya", "Megan", "Melanie", "Melissa", "Mercedes", "Meredith", "Michaela", "Mick", "Mildred", "Mindy",
        "Miranda", "Miriam", "Molly", "Monica", "Morgan", "Moses", "Muriel", "Nancy", "Naomi", "Natasha", "Nathan",
        "Ned", "Nelson", "Nicola", "Nicolas", "Nina", "Noah", "Noam", "Noel", "Nora", "Norma", "Norman", "Olive",
        "Oscar", "Owen", "Pam", "Pamela", "Patricia", "Patsy", "Paula", "Pauline", "Peggy", "Percy", "Perry",
        "Phillip", "Phyllis", "Rachael", "Ralph", "Ramon", "Randy", "Ray", "Rebecca", "Regina", "Reginald", "Rene",
        "Rex", "Rhonda", "Ricardo", "Rita", "Robyn", "Roger", "Roland", "Ron", "Ronald", "Ronnie", "Rory", "Rosa",
        "Rose", "Rosemary", "Ross", "Roy", "Ruby", "Rufus", "Ruth", "Ryan", "Sabrina", "Sally", "Samantha", "Sandy",
        "Sara", "Saul", "Seth", "Shannon", "Sharon", "Shaun", "Shawn", "Sheila", "Shelley", "Sherry", "Shirley",
        "Sidney", "Simone", "Sofia", "Sonia", "Spencer", "Stacey", "Stacy", "Stan", "Stanley", "Stefan", "Stella",
        "Stephanie", "Steph", "Stewart", "Sue", "Suzanne", "Sydney", "Tamara", "Tanya", "Tara", "Taylor", "Ted",
        "Terence", "Teresa", "Terry", "Tessa", "Theo", "Tiffany", "Tina", "Toby", "Todd", "Tracey", "Tracy",
        "Travis", "Trevor", "Tyler", "Valerie", "Vanessa", "Vera", "Vernon", "Veronica", "Vicky", "Vincent",
        "Violet", "Virginia", "Vivian", "Wade", "Walter", "Wanda", "Warren", "Wayne", "Wendy", "Wesley", "Wilfred",
        "Will", "Willie", "Wilson", "Yvonne", "Zachary", "Zoe", "Ahmad", "Aisha", "Akira", "Amit", "Anil", "Anwar",
        "Arjun", "Aung", "Bashar", "Bilal", "Chen", "Chiara", "Deepak", "Fatima", "Feng", "Giulia", "Giuseppe",
        "Haruki", "Hiroshi", "Hussein", "Imran", "Jamal", "Jin", "Jiang", "Kamal", "Karim", "Kenji", "Khaled",
        "Krishna", "Lei", "Liu", "Luigi", "Mahmood", "Manoj", "Marek", "Matteo", "Mei", "Mehmet", "Mustafa",
        "Naveen", "Nguyen", "Omar", "Pablo", "Paolo", "Piotr", "Priya", "Rahul", "Rajesh", "Rashid", "Ravi", "Reza",
        "Samir", "Sanjay", "Satoshi", "Sergio", "Sunil", "Suresh", "Tariq", "Tomasz", "Usman", "Vijay", "Wei",
        "Yasser", "Yuki", "Yusuf", "Zhang", "Zhao", "Ziad", "Zainab", "Bjorn", "Sven", "Ulrich", "Wolfgang",
        "Jürgen", "Hans", "Heinrich", "Friedrich", "Klaus", "Dieter", "Günther", "Otto", "Ingo", "Torsten", "Mats",
        "Anders", "Nils", "Ole", "Henrik", "Kristian", "Pekka", "Jari", "Mika", "Juha", "Jukka", "Bartosz",
        "Krzysztof", "Agnieszka", "Zbigniew",
    ]
)

#: Capital letters that are no body's.
NO_BODIES = frozenset(
    [
        "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DC", "DE", "FL", "GA", "HI", "ID", "IL", "IN", "IA", "KS", "KY",
        "LA", "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM", "NY", "NC", "ND", "OH",
        "OK", "OR", "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VT", "VA", "WA", "WV", "WI", "WY", "AM", "PM", "AD",
        "BC", "CE", "EST", "EDT", "ET", "PST", "PDT", "CST", "CET", "GMT", "UTC", "IQ", "VIP", "CV", "OK", "TV", "PR",
        "HR", "IT", "AI", "ICT", "GDP", "GNP", "GNI", "VAT", "EUR", "USD", "GBP", "UAH", "RUB", "DNA", "RNA", "HIV",
        "AIDS", "COVID", "SARS", "PTSD", "MDG", "SDG", "COP", "NGO", "INGO", "CEO", "CFO", "COO", "CTO", "VP", "MP",
        "MEP", "PHD", "MBA", "LGBT", "LGBTQ", "LGBTQI", "ICBM", "SUV", "USB", "GPS", "PDF", "HTML", "FAQ", "ATM",
        "PIN", "ID", "DIY", "WMD", "SALW", "START", "INF", "NPT", "CTBT", "JCPOA", "NATO-led", "R-", "D-", "Q", "A",
        "II", "III", "IV", "VI", "VII", "XX", "XXI", "QC", "KC", "SC", "IE", "VR", "PC", "UAV", "AWACS", "HIMARS",
        "NASAMS", "MLRS", "TPP", "NAFTA", "USMCA", "PPE", "ICU", "FIR", "SWIFT", "SIDS", "LDC", "LLDC", "NDC", "INDC",
        "ODA", "FDI", "SME", "IDP", "DMZ", "ABM", "EV", "AAPI", "U.S.C.", "C.F.R.", "BA", "BS", "JD",
        "FY", "IVF", "RSV", "HE", "HM", "HRH",
    ]
)
