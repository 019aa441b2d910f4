"""The official visit of Ilham Aliyev to Astana on 10 April 2023: built, checked, broken on purpose, printed.

The same record as `astana_2023.yaml` beside it, entry for entry, made with the Python API alone.
Run it: python examples/astana_2023.py
"""

from datetime import date

from attrs import evolve

from protocol import COMMON, TEXTBOOK, Entry, Event, Placing, Rulebook, Side, Stream, TalksFormat, VisitKind, check
from protocol.events import (
    AnthemPlayed,
    DelegationsPresented,
    DocumentSigned,
    GuardReported,
    GuardReviewed,
    GuestArrived,
    GuestGreeted,
    LeadersGreeted,
    PlaceInaugurated,
    PressStatementMade,
    RecordOpened,
    TalksClosed,
    TalksOpened,
    VisitAgreed,
    WelcomeCeremonyClosed,
    WelcomeCeremonyOpened,
)
from protocol.render import render
from protocol.reports import Brief, record_page
from protocol.values import (
    Country,
    Dates,
    Document,
    DocumentKind,
    Moment,
    Party,
    Person,
    Rank,
    Sides,
    Signatory,
    Source,
    Text,
    Venue,
    VenueKind,
    present,
)

Steps = tuple[Entry[Event], ...]

KAZAKHSTAN, AZERBAIJAN = Country("KZ"), Country("AZ")
THE_DAY = date(2023, 4, 10)

TOKAYEV = Person(
    {
        "en": "Kassym-Jomart Tokayev",
        "ru": "Касым-Жомарт Токаев",
        "kk": "Қасым-Жомарт Тоқаев",
        "az": "Kasım-Jomart Tokayev",
    },
    {
        "en": "President of the Republic of Kazakhstan",
        "ru": "Президент Республики Казахстан",
        "kk": "Қазақстан Республикасының Президенті",
        "az": "Qazaxıstan Respublikasının Prezidenti",
    },
    Rank.HEAD_OF_STATE,
)
ALIYEV = Person(
    {"en": "Ilham Aliyev", "ru": "Ильхам Алиев", "kk": "Ильхам Әлиев", "az": "İlham Əliyev"},
    {
        "en": "President of the Republic of Azerbaijan",
        "ru": "Президент Азербайджанской Республики",
        "kk": "Әзербайжан Республикасының Президенті",
        "az": "Azərbaycan Respublikasının Prezidenti",
    },
    Rank.HEAD_OF_STATE,
)
SMAILOV = Person("Alikhan Smailov", "Prime Minister of the Republic of Kazakhstan", Rank.HEAD_OF_GOVERNMENT, KAZAKHSTAN)
# As leaders of their parties they need no country of their own; where they act, they do it for their states.
HOST, GUEST = evolve(TOKAYEV, country=KAZAKHSTAN), evolve(ALIYEV, country=AZERBAIJAN)

ASTANA = {"en": "Astana", "ru": "Астана", "kk": "Астана", "az": "Astana"}
AIRPORT = Venue("Astana Nursultan Nazarbayev International Airport", VenueKind.AIRPORT, ASTANA)
AKORDA = Venue(
    {"en": "Akorda", "ru": "Акорда", "kk": "Ақорда", "az": '"Akorda" Prezident Sarayı'},
    VenueKind.RESIDENCE,
    ASTANA,
    indoors=True,
)

SOURCES = (
    Source(
        {"ru": "barometr.kg, 11.04.2023 (по сообщению пресс-службы Президента Республики Казахстан)"},
        "https://barometr.kg/vizit-ilhama-alieva-v-kazahstan-kak-tokaev-vstrechal-vysokogo-gostya",
        "ru",
        id="barometr",
    ),
    Source(
        {"en": "today.az, 13 April 2023"},
        "http://www.today.az/news/politics/233790.html",
        "en",
        id="today-az",
    ),
    Source(
        {"ru": "time.kz, 10.04.2023"},
        "https://time.kz/fresh/aktualno/2023/04/10/sovershenno-kulturnyj-podhod",
        "ru",
        id="time-kz",
    ),
    Source(
        {"en": "newscentralasia.net, 11 April 2023"},
        "https://www.newscentralasia.net/2023/04/11/azerbaijan-and-kazakhstan-results-of-the-summit-talks-"
        "countries-to-set-the-supreme-interstate-council/",
        "en",
        id="newscentralasia",
    ),
    Source(
        {"en": "The Astana Times, 11 April 2023"},
        "https://astanatimes.com/2023/04/kazakhstan-azerbaijan-reiterate-commitment-to-strengthen-ties/",
        "en",
        id="astanatimes",
    ),
    Source(
        {"en": "anews.com.tr, 10 April 2023"},
        "https://www.anews.com.tr/asia/2023/04/10/"
        "kazakh-azerbaijani-presidents-discuss-bilateral-relations-international-issues",
        "en",
        id="anews",
    ),
    Source(
        {"en": "The Diplomatic Insight, 12 April 2023"},
        "https://thediplomaticinsight.com/kazakhstan-and-azerbaijan-strengthen-strategic-partnership/",
        "en",
        id="diplomatic-insight",
    ),
)


def visit() -> Stream:
    """The record of the visit, as seven reports tell it; none of them gives a time of day."""
    return Stream.of(
        RecordOpened("astana-2023-04-aliyev", time_zone="Asia/Almaty", sources=SOURCES),
        agreed(),
        *arrival(),
        *welcome(),
        *talks(),
        *results(),
        street(),
    )


def told(
    step: Event | Entry[Event], *sources: str, remarks: tuple[str, ...] = (), day: date | None = None
) -> Entry[Event]:
    """An entry with the sources that report it; the stream gives it its position."""
    entry, at = step if isinstance(step, Entry) else Entry(0, step), None if day is None else Moment(day)
    return evolve(entry, at=at, sources=sources, remarks=tuple(Text.of({"en": remark}) for remark in remarks))


def listed(event: Event, *sources: str) -> Entry[Event]:
    """An entry whose place in the order no source states."""
    return evolve(told(event, *sources), placing=Placing.LISTED)


def agreed() -> VisitAgreed:
    """Who came to whom, when, and on a visit of which kind."""
    parties = (
        Party(Side.HOST, KAZAKHSTAN, ASTANA, (TOKAYEV,)),
        Party(Side.GUEST, AZERBAIJAN, principals=(ALIYEV,)),
    )
    return VisitAgreed(VisitKind.OFFICIAL, parties, Dates(THE_DAY))


def arrival() -> Steps:
    """What happened at the airport."""
    return (
        told(
            Entry(0, GuestArrived(), place=AIRPORT, present=present(attending=(GUEST,))),
            "today-az",
            remarks=("A guard of honour stood at the airport.",),
        ),
        told(
            Entry(0, GuestGreeted(), place=AIRPORT, present=present(acting=(SMAILOV,))),
            "today-az",
            remarks=("Other officials greeted the guest as well.",),
        ),
    )


def welcome() -> Steps:
    """The welcome ceremony. One report names the two anthems in this order, and none states it."""
    return (
        told(
            Entry(0, WelcomeCeremonyOpened(), place=AKORDA),
            *("barometr", "today-az", "time-kz"),
            remarks=("The ceremony was held in the large hall of Akorda. It came before the talks.",),
            day=THE_DAY,
        ),
        told(LeadersGreeted(), "today-az"),
        told(
            DelegationsPresented(Sides.BOTH),
            *("barometr", "today-az"),
            remarks=("The presidents presented the members of the official delegations to each other.",),
        ),
        told(
            GuardReported(Sides.BOTH),
            *("barometr", "today-az"),
            remarks=(
                (
                    "The commander of the guard of honour reported to both heads of state by barometr.kg, "
                    "to the president of Azerbaijan by today.az."
                ),
            ),
        ),
        listed(AnthemPlayed(Side.GUEST, AZERBAIJAN), "barometr", "today-az"),
        listed(AnthemPlayed(Side.HOST, KAZAKHSTAN), "barometr", "today-az"),
        told(GuardReviewed(Sides.BOTH), "today-az"),
        told(WelcomeCeremonyClosed()),
    )


def talks() -> Steps:
    """The two rounds of talks, with what is known of what was said."""
    return (
        told(
            Entry(0, TalksOpened(format=TalksFormat.RESTRICTED), present=present(attending=(HOST, GUEST))),
            "barometr",
            "today-az",
            day=THE_DAY,
        ),
        told(TalksClosed(TalksFormat.RESTRICTED)),
        told(
            Entry(0, TalksOpened(format=TalksFormat.EXPANDED), present=present(attending=(HOST, GUEST))),
            "barometr",
            remarks=(
                (
                    "The official delegations took part. The presidents spoke of strategic partnership and alliance, "
                    "and of political, trade and economic, transport and transit, cultural and humanitarian "
                    "cooperation (barometr.kg)."
                ),
                "A Supreme Interstate Council is to be created and trade to be doubled (time.kz).",
                (
                    "Trade grew by 40 percent in 2022, to a record 461.9 million US dollars: exports of Kazakhstan "
                    "375.3 million, imports 86.6 million; Azerbaijan has invested 69.7 million (The Astana Times)."
                ),
                "Trade grew by 40 percent, to about 500 million US dollars, and could reach 1 billion (anews.com.tr).",
                "Days of culture were agreed, those of Kazakhstan within the year (The Diplomatic Insight).",
                (
                    "As a gift of the Kazakh people, the Kurmangazy Centre for Children's Creativity is being built in "
                    "Fuzuli; it was spoken of, not handed over (anews.com.tr)."
                ),
            ),
            day=THE_DAY,
        ),
        told(TalksClosed(TalksFormat.EXPANDED)),
    )


def results() -> Steps:
    """What was signed and said. No report tells of a signing ceremony, so the documents stand by themselves."""
    council = Document(
        {"en": "Protocol on the establishment of the Supreme Interstate Council of Kazakhstan and Azerbaijan"},
        DocumentKind.PROTOCOL,
    )
    statement = Document(
        {"en": "Joint Statement", "ru": "Совместное заявление", "kk": "Бірлескен мәлімдеме", "az": "Birgə Bəyanat"},
        DocumentKind.JOINT_STATEMENT,
    )
    both = (Signatory(HOST, Side.HOST), Signatory(GUEST, Side.GUEST))
    return (
        told(
            DocumentSigned(council, both),
            *("barometr", "newscentralasia", "astanatimes"),
            remarks=(
                (
                    "The Supreme Interstate Council is Высший межгосударственный совет in Russian, "
                    "Жоғары мемлекетаралық кеңес in Kazakh, "
                    "Ali Dövlətlərarası Şura in Azerbaijani; "
                    "The Astana Times says that its establishment was agreed."
                ),
            ),
        ),
        told(DocumentSigned(statement, both), "barometr", "newscentralasia", "astanatimes"),
        told(
            PressStatementMade(Sides.BOTH),
            "newscentralasia",
            remarks=("The source calls it a joint press conference after the talks, of statements to the press.",),
        ),
    )


def street() -> Entry[Event]:
    """The street that was opened."""
    name = {
        "en": "Heydar Aliyev Street",
        "ru": "улица имени Гейдара Алиева",
        "kk": "Гейдар Әлиев атындағы көше",
        "az": "Heydər Əliyev küçəsi",
    }
    return told(
        Entry(0, PlaceInaugurated(name=name), place=Venue(kind=VenueKind.STREET, city=ASTANA)),
        *("anews", "diplomatic-insight"),
        remarks=(
            (
                "Both presidents opened the street, in the year of the 100th anniversary of Heydar Aliyev's birth "
                "(The Diplomatic Insight)."
            ),
            "The opening was announced for later the same day (anews.com.tr).",
        ),
        day=THE_DAY,
    )


def with_the_hosts_anthem_first(record: Stream) -> Stream:
    """The record as if the host's anthem had been played first, and a source had said so."""
    first, second = (index for index, entry in enumerate(record) if isinstance(entry.event, AnthemPlayed))
    entries = [evolve(entry, placing=Placing.STATED) for entry in record]
    entries[first], entries[second] = entries[second], entries[first]
    return Stream.of(*entries)


def with_the_arrival_after_the_talks(record: Stream) -> Stream:
    """The record as if the guest had arrived when the first talks had begun."""
    arrived = [entry for entry in record if isinstance(entry.event, GuestArrived)]
    others = [entry for entry in record if not isinstance(entry.event, GuestArrived)]
    start = next(index for index, entry in enumerate(others) if isinstance(entry.event, TalksOpened))
    return Stream.of(*others[: start + 1], *arrived, *others[start + 1 :])


def show(title: str, record: Stream, rulebook: Rulebook) -> None:
    """Print what a record departs from, and why."""
    assessment = check(record, rulebook)
    print(f"{title}, by {rulebook.name}: {len(assessment.findings)} found")
    for finding in assessment.findings:
        print(f"  {finding}")
        print(f"    {finding.rule.sentence}")
    for thing in assessment.not_reported:
        print(f"  not reported: {thing}")


def main() -> None:
    """Check the visit, break it twice and check that, and print the record."""
    record = visit()
    for rulebook in (COMMON, TEXTBOOK):
        show("The visit as it was", record, rulebook)
        show("The host's anthem first", with_the_hosts_anthem_first(record), rulebook)
        show("The arrival after the talks", with_the_arrival_after_the_talks(record), rulebook)
        print()
    print(render(record_page(Brief(record))), end="")


if __name__ == "__main__":
    main()
