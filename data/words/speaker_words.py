"""Closed lists of English words that tell who speaks: offices, people, bodies, documents, and what is no name.

Data only: words in lower case. How they are used stands in `naming`, `titles` and `data.resolution`.
"""

from __future__ import annotations

#: Offices somebody is chosen for before holding them: "president-elect", "Speaker-to-be Vera Marn".
_TO_COME = frozenset(
    f"{office}-{how}"
    for office in "president speaker mayor governor premier chancellor minister senator congressman congresswoman "
    "chairman leader secretary ambassador".split()
    for how in ("elect", "designate", "to-be")
)
#: Words of offices and forms of address that stand before a name.
TITLES = _TO_COME | frozenset(
    "acting activist adm administrator admiral adviser advisor agent ambassador analyst archbishop archdeacon "
    "assistant attorney author ayatollah baroness billionaire bishop boss brig brigadier candidate capt captain "
    "cardinal ceo chair chairman chairperson chairwoman chancellor chargé chief cmdr co-chair co-founder "
    "coach col colonel comdr commander commissioner commodore comptroller comrade congressman congresswoman "
    "consul corporal correspondent councillor counsel counsellor counselor czar dame defence defense democrat deputy "
    "detective director doctors dr drs economist editor emerita emeritus emperor energy envoy ex expert father field "
    "finance first foreign former founder gen general gov governor govs head health high historian honorary imam "
    "inspector interim interior journalist judge justice king lady lawyer leader legislator lieut lieutenant lord lt "
    "maj major marshal mayor mep messrs minister minister-designate miss mogul mp mps mr mrs ms national negotiator "
    "nominee officer official ombudsman ombudswoman permanent pm pollster pope prefect premier pres president "
    "press prime prince princess prof professor professor-emeritus queen rabbi rear rep reporter representative "
    "reps republican rev reverend sec second secretary security sen senator senior sens sergeant sgt sheikh "
    "sir speaker special spokesman spokesperson spokeswoman state strategist sultan then trade treasury "
    "tycoon under undersecretary vice whip".split()
)
#: Nouns that name a person by office, work or relation; the titles among them.
HUMAN = (
    frozenset(
        "academic actor actress aide ally anchor anthropologist archaeologist artist athlete attache auditor "
        "aunt ballerina banker barrister bassist biographer biologist blogger boxer boy boyfriend "
        "broadcaster-turned brother businessman businesswoman businesswomen bystander cameraman campaigner "
        "captive caretaker carpenter cartoonist cashier cellist chairlady chaplain chef chemist choreographer "
        "citizen classmate clergyman cleric clerk climatologist clinician co-author co-chairman co-leader "
        "co-owner colleague columnist comedian commentator composer conscript consultant contender contractor "
        "convict coroner correspondent councillor councilman councilwoman counterpart cousin creator critic "
        "curator cyclist dancer daughter dean defector delegate demographer demonstrator dentist deportee "
        "designer detainee developer diplomat dissident doctor donor driver drummer ecologist electrician "
        "employee engineer entertainer entrepreneur environmentalist envoy-designate epidemiologist essayist "
        "evacuee ex- ex-minister ex-president ex-soldier ex-wife executive exile explorer extremist farmer "
        "father-in-law fellow fiancee fiancé fighter figure filmmaker financier firefighter fisherman "
        "fisherwoman footballer forecaster friend frontman gardener geographer geologist geopolitician girl "
        "girlfriend glaciologist goalkeeper granddaughter grandfather grandmaster grandmother grandson guard "
        "guardsman guerrilla gunner gymnast hacker heir historian hopeful host hostage humanitarian hunter "
        "husband hydrologist illustrator immunologist infantryman influencer inmate insider inspector "
        "instructor insurgent interlocutor intern interpreter investigator investor islander jihadist jurist "
        "juror kinswoman landlord landowner lawmaker lawmaker-elect leader-in-exile lecturer legislator "
        "librarian linguist lobbyist magistrate magnate man manager mastermind mathematician mechanic "
        "mediator medic member mercenary meteorologist microbiologist midwife migrant militant miner "
        "missionary moderator monarch mother mufti musician native navigator neighbor neighbour nephew "
        "neurosurgeon newsreader niece novelist nun nurse nutritionist observer oceanographer oligarch "
        "ombudsman ombudswoman oncologist onlooker operative opponent organiser organizer orphan "
        "orthodox-priest owner paediatrician painter paramedic paratrooper parent parliamentarian partner "
        "passenger pastor pathologist patriarch peacekeeper pediatrician pensioner person pharmacist "
        "philanthropist philologist philosopher photographer photojournalist physician physicist pianist "
        "pilot player plumber podcaster poet policeman policewoman politician politologist powerbroker "
        "preacher predecessor prefect premier-designate presenter priest principal prisoner producer "
        "proofreader propagandist prosecutor protester provost psychiatrist psychologist publicist publisher "
        "pundit radiologist ranger rapper rapporteur rebel recruit rector refugee refusenik rescuer "
        "researcher reservist resident retiree returnee rival runner-up sailor satirist scholar schoolteacher "
        "scientist screenwriter sculptor seafarer seaman separatist serviceman servicewoman shareholder "
        "shepherd sheriff shipowner shopkeeper singer sister skipper smuggler sniper sociologist soldier "
        "solicitor son source specialist speechwriter spook spouse spy staffer star statesman statistician "
        "stepdaughter stepmother stepson stockbroker storekeeper student successor supporter surgeon survivor "
        "survivor-turned suspect swimmer tailor teacher teammate technician teenager theorist therapist "
        "tiktoker toddler tourist trader tradesman trainer translator treasurer trucker trustee tutor "
        "tycoon-turned uncle veteran veterinarian vicar victim villager violinist virologist vlogger "
        "volunteer waiter waitress warlord welder whaler whistleblower widow wife witness woman woodcutter "
        "worker wrestler writer youth youtuber zoologist "
        "proponent backer respondent detractor skeptic sceptic challenger defender assailant attendee "
        "participant panelist panellist "
        "attacker caregiver carer claimant collaborator complainant conservationist creditor customer "
        "defendant dealer informant informer insurer invader leaker marcher mourner narrator announcer "
        "newcomer occupier plaintiff petitioner policymaker practitioner promoter questioner reader "
        "reviewer roommate settler shopper signatory spectator sponsor stakeholder subscriber "
        "superintendent surrogate sympathizer sympathiser tenant user viewer visitor voter filer grower "
        "pollster contributor autocrat despot dictator tyrant warmonger".split()
    )
    | TITLES
)
#: Plural nouns whose people stay unnamed.
ANONYMOUS = frozenset(
    "aides diplomats few insiders locals many neighbors neighbours observers officers officials operatives others "
    "passers-by people persons posts reports residents rumors rumours some sources spies spooks those users "
    "witnesses".split()
)
#: Plural nouns that open sentences like names do.
COMMON_PLURALS = frozenset(
    "activists africans allies americans analysts authorities businesses christians commentators companies "
    "conservatives countries critics delegates democrats doctors economists environmentalists europeans experts "
    "families farmers governments investors jews lawmakers lawyers leaders liberals markets men militants "
    "ministers muslims nations observers opponents organisations organizations others parents people police "
    "politicians polls prosecutors protesters rebels reports republicans researchers residents russians scholars "
    "scientists separatists soldiers sources states students supporters taxpayers traders troops ukrainians "
    "veterans voters women workers".split()
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
    "academy account act ad advert agencies agency airline airlines airways alert alliance article "
    "association authority bank bill bloc blog board book brief briefing broadcaster brokerage campaign "
    "caucus center centre channel charity charter chronicle church club coalition college commission "
    "communique communiqué companies company complaint consultancy convention corp corporation courier "
    "coverage crowd daily data dispatch document editorial examiner federation firm foundation fund "
    "gazette globe group guardian headline herald holdings hospital house inc indictment industries "
    "industry initiative inquirer institute insurer international journal law lawsuit league lender "
    "letter llc lobby ltd magazine mail manufacturer markets media mirror monitor "
    "movement movie nations "
    "network news newsletter newspaper ngo non-profit nonprofit observatory observer operator "
    "organisation organisations organization organizations outlet pac panel paper partners partnership "
    "party platform plc podcast poll post press profile program programme project publication radio "
    "regulator report research retailer reuters rules school sentinel series site society solutions "
    "start-up startup statement street study sun survey syndicate systems tabloid technologies telegraph "
    "television think-tank thinktank times transcript tribune tv tweet union university video voice "
    "watchdog website weekly world".split()
)
#: Small words inside family names.
PARTICLES = frozenset(
    "abu al ben bin da de del della den der di dos du e el ibn la le st. ten ter ul van von y".split()
)
#: Words that are capitalised without naming a person.
NOT_NAMES = frozenset(
    "a affairs african african-american again all also an analysis and any april arab as asia asian at august "
    "both breaking but by catholic christian december dozens earlier east eastern europe european even every "
    "exclusive exiled february few five for former four friday from her his however hundreds in internet its "
    "january jewish july june later many march meanwhile monday more most muslim no none north northern november "
    "october of on opinion or our relations rights saturday september several six some south southern still "
    "sunday that the their these this those thousands three thursday to tuesday two update video watch wednesday "
    "west western with yet".split()
)
#: Head nouns of documents that speak for whoever issued them.
DOCUMENTS = frozenset("article document editorial letter message poll post report statement study survey tweet".split())
#: Titles of those who serve a state, whose country the text may tell where the title does not.
SERVANTS = frozenset(
    "administration agents ambassador army authorities chancellor colonel commander conscript court "
    "diplomat envoy general government governor intelligence judge lawmaker lawmakers mayor military "
    "minister ministers ministry mp mps negotiator officer official officials parliament police premier "
    "president prisoner prosecutor prosecutors secretary senator soldier soldiers spokesman spokesperson "
    "spokeswoman troops veteran".split()
)
#: Unnamed people who belong to the place a text tells of.
LOCALS = frozenset(
    "civilian conscript doctor driver employee evacuee farmer father firefighter local medic miner mother neighbor "
    "neighbour nurse paramedic parent passenger pensioner protester relative rescuer resident serviceman shopkeeper "
    "survivor teacher villager volunteer voter widow witness".split()
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
    "africa african allied arab asia asian baltic eu europe european facebook global google iaea imf "
    "international interpol meta microsoft nato nations osce twitter u.n un unesco unhcr unicef west western "
    "wfp who world".split()
)
#: Heads of descriptions that name an office: they mean only somebody who is said to hold it.
OFFICES = frozenset(
    "ambassador candidate ceo chairman chairwoman chancellor chief coach colonel commander commissioner "
    "congressman congresswoman director emperor envoy general governor head judge king lawmaker mayor "
    "minister mp nominee pope premier president prime prince princess principal prosecutor queen "
    "secretary senator sheriff speaker spokesman spokesperson spokeswoman".split()
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
    "mp": "mp lawmaker member",
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
    "head": "head chief director general secretary-general director-general chairman chairwoman",
    "state": "president king queen emir sultan monarch emperor",
    "government": "prime premier chancellor",
    "boss": "boss chief head director",
    "envoy": "envoy ambassador representative",
    "academic": "professor prof lecturer",
    "candidate": "candidate nominee",
    "nominee": "nominee candidate",
    "congressman": "rep congressman",
    "congresswoman": "rep congresswoman",
}
