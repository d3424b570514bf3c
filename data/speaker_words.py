"""Closed lists of English words that tell who speaks: offices, people, bodies, documents, and what is no name.

Data only: words in lower case. How they are used stands in `data.naming`, `data.cast` and `data.coreference`.
"""

from __future__ import annotations

#: Words of offices and forms of address that stand before a name.
TITLES = frozenset(
    "acting activist adm admiral adviser advisor ambassador analyst archbishop assistant attorney author "
    "ayatollah billionaire bishop boss brigadier candidate capt captain cardinal ceo chair chairman "
    "chairperson chairwoman chancellor chargé chief cmdr co-chair co-founder coach col colonel commander "
    "commissioner comptroller congressman congresswoman correspondent councillor counsellor counselor dame "
    "defence defense democrat deputy detective director dr economist editor emperor energy envoy ex expert "
    "father field finance first foreign former founder gen general gov governor head health high historian "
    "honorary imam inspector interim interior journalist judge justice king lady lawyer leader lieutenant "
    "lord lt maj major marshal mayor minister minister-designate miss mogul mp mr mrs ms national negotiator "
    "nominee officer official permanent pm pollster pope premier president press prime prince princess prof "
    "professor professor-emeritus queen rabbi rear rep reporter representative republican rev reverend sec "
    "second secretary security sen senator senior sergeant sgt sheikh sir speaker special spokesman "
    "spokesperson spokeswoman state strategist sultan then trade treasury tycoon under undersecretary vice".split()
)
#: Nouns that name a person by office, work or relation; the titles among them.
HUMAN = (
    frozenset(
        "actor actress aide ally artist banker biologist blogger boy brother chairlady chef citizen "
    "columnist consultant "
        "counterpart creator critic daughter dean demonstrator diplomat dissident doctor driver employee engineer "
        "entrepreneur executive exile farmer fellow fighter filmmaker friend girl guard hacker host "
    "husband influencer "
        "insider investor lawmaker lecturer man manager mediator member migrant monarch mother "
    "native neighbor neighbour "
        "novelist nurse observer operative opponent owner partner pensioner person photographer "
    "physicist pilot player "
        "poet politician predecessor priest principal prisoner prosecutor protester rector refugee "
    "researcher resident "
        "rival scholar scientist singer sister soldier son source specialist spook spy star student "
    "successor survivor "
        "teacher trader veteran victim volunteer warlord widow wife witness woman worker writer".split()
    )
    | TITLES
)
#: Plural nouns whose people stay unnamed.
ANONYMOUS = frozenset(
    "aides diplomats few insiders locals many neighbors neighbours observers officers officials operatives "
    "others passers-by people persons posts reports residents rumors rumours some sources spies spooks those "
    "users witnesses".split()
)
#: Plural nouns that open sentences like names do.
COMMON_PLURALS = frozenset(
    "africans allies analysts authorities christians conservatives critics democrats europeans experts "
    "families investors jews liberals markets militants muslims opponents others parents people police "
    "protesters rebels reports republicans researchers scholars scientists separatists soldiers supporters "
    "traders troops voters".split()
)
#: Head nouns of bodies of a state.
GOVERNMENT = frozenset(
    "administration army authorities border bundestag cabinet command committee congress consulate council "
    "country court delegation department directorate duma embassy force forces government guard intelligence "
    "kremlin legislature military ministry mission nation navy office parliament pentagon police presidency "
    "prosecutor's prosecutors prosecutors' rada regime republic senate service side staff state treasury".split()
)
#: Head nouns of other bodies, of media and of documents.
ORGANISATION = frozenset(
    "account agencies agency airline airlines airways alliance article association bank bloc blog board book "
    "broadcaster campaign center centre channel charity charter church club coalition college commission "
    "companies company complaint corp corporation daily document editorial federation firm foundation fund "
    "group guardian herald holdings hospital house inc indictment industries industry institute international "
    "journal lawsuit league letter llc ltd magazine mail media mirror monitor movement nations network news "
    "newspaper ngo observatory organisation organisations organization organizations outlet paper partners "
    "party platform plc poll post press program programme project radio regulator report reuters school site "
    "society solutions statement street study sun survey systems technologies telegraph television think-tank "
    "thinktank times tribune tv tweet union university watchdog website world".split()
)
#: Small words inside family names.
PARTICLES = frozenset(
    "abu al ben bin da de del della den der di dos du e el ibn la le st. ten ter ul van von y".split()
)
#: Words that are capitalised without naming a person.
NOT_NAMES = frozenset(
    "a affairs african african-american again also an and april arab as asia asian at august but by catholic "
    "christian december earlier east eastern europe european even exiled february for former friday from her "
    "his however in internet its january jewish july june later march meanwhile monday muslim north northern "
    "november october of on or our relations rights saturday september south southern still sunday that the "
    "their these this those thursday to tuesday wednesday west western with yet".split()
)
#: Head nouns of documents that speak for whoever issued them.
DOCUMENTS = frozenset("article document editorial letter message poll post report statement study survey tweet".split())
#: Titles of those who serve a state, whose country the text may tell where the title does not.
SERVANTS = frozenset(
    "administration agents ambassador army authorities chancellor colonel commander conscript court diplomat "
    "envoy general government governor intelligence judge lawmaker lawmakers mayor military minister "
    "ministers ministry mp mps negotiator officer official officials parliament police premier president "
    "prisoner prosecutor prosecutors secretary senator soldier soldiers spokesman spokesperson spokeswoman "
    "troops veteran".split()
)
#: Fields of office: no bodies of their own.
PORTFOLIOS = frozenset(
    "affairs agriculture air army culture defence defense development digital economy education energy "
    "environment europe european external finance force foreign health home industry information "
    "infrastructure intelligence interior internal justice labor labour navy police science security trade "
    "transport treasury".split()
)
#: Words of bodies that belong to no country.
INTERNATIONAL = frozenset(
    "africa asia eu europe european facebook global google iaea imf international interpol meta microsoft "
    "nato osce twitter u.n un unesco unhcr unicef united wfp who world".split()
)
#: Head nouns of descriptions, and the words of a title that answer them.
ANSWERS = {
    "ruler": "king president emir sultan",
    "strongman": "president leader dictator",
    "businessman": "businessman tycoon founder ceo owner chairman",
    "activist": "activist campaigner founder",
    "journalist": "journalist reporter correspondent editor host",
    "expert": "expert analyst fellow professor researcher",
    "analyst": "analyst economist strategist expert",
    "economist": "economist analyst",
    "veteran": "former veteran",
    "policymaker": "minister secretary commissioner governor",
    "pm": "prime",
    "premier": "prime premier",
    "leader": "president prime leader chancellor king chairman premier chief secretary-general governor mayor",
    "adviser": "adviser advisor",
    "advisor": "adviser advisor",
    "diplomat": "ambassador envoy foreign diplomat representative minister secretary",
    "monarch": "king queen",
    "official": "official spokesman spokeswoman spokesperson secretary director deputy",
    "politician": "mp senator lawmaker leader politician",
    "lawmaker": "senator mp rep congressman lawmaker deputy",
    "spokesman": "spokesman spokesperson",
    "spokeswoman": "spokeswoman spokesperson",
    "spokesperson": "spokesman spokeswoman spokesperson",
    "governor": "gov governor",
    "senator": "sen senator",
    "general": "gen general",
    "commander": "commander general gen colonel chief",
    "billionaire": "billionaire tycoon",
    "professor": "prof professor",
    "secretary": "secretary minister",
    "minister": "minister secretary",
    "chief": "chief head director president commissioner general secretary-general director-general boss",
    "head": "head chief director general secretary-general director-general",
    "boss": "boss chief head director",
    "envoy": "envoy ambassador representative",
    "academic": "professor prof lecturer",
    "candidate": "candidate nominee",
    "nominee": "nominee candidate",
    "congressman": "rep congressman",
    "congresswoman": "rep congresswoman",
}
