"""The sources that the common rules cite: acts by article as seen, books, and the counted collection of visits."""

from typing import Final

from protocol.values import Source, Text


def _source(title: str, locator: str | None = None, url: str | None = None, language: str | None = None) -> Source:
    return Source(Text.of(title), url, language, locator)


VCLT_7: Final = _source("Vienna Convention on the Law of Treaties (1969)", "Article 7")
VCLT_10: Final = _source("Vienna Convention on the Law of Treaties (1969)", "Article 10")

PERU_22: Final = _source(
    "Peru, DS 096-2005-RE, Ceremonial del Estado",
    "Article 22",
    "https://spij.minjus.gob.pe/spij-ext-web/#/detallenorma/H906862",
    "es",
)
PERU_24: Final = _source(
    "Peru, DS 096-2005-RE, Ceremonial del Estado",
    "Article 24",
    "https://spij.minjus.gob.pe/spij-ext-web/#/detallenorma/H906862",
    "es",
)
COLOMBIA_11L: Final = _source(
    "Colombia, Decreto 770 de 1982, Reglamento de Protocolo",
    "Article 11.L",
    "https://www.suin-juriscol.gov.co",
    "es",
)
COLOMBIA_11M: Final = _source(
    "Colombia, Decreto 770 de 1982, Reglamento de Protocolo",
    "Article 11.M",
    "https://www.suin-juriscol.gov.co",
    "es",
)
COLOMBIA_11O: Final = _source(
    "Colombia, Decreto 770 de 1982, Reglamento de Protocolo",
    "Article 11.O",
    "https://www.suin-juriscol.gov.co",
    "es",
)
SPAIN_25: Final = _source(
    "Spain, RD 684/2010, Reglamento de Honores Militares",
    "Article 25",
    "https://www.boe.es/buscar/act.php?id=BOE-A-2010-8188",
    "es",
)
SPAIN_1560_6: Final = _source(
    "Spain, RD 1560/1997, national anthem",
    "Article 6",
    "https://www.boe.es/buscar/act.php?id=BOE-A-1997-21605",
    "es",
)
KOREA_52: Final = _source(
    "Republic of Korea, Military Ceremonies decree",
    "Article 52",
    "https://www.law.go.kr/법령/군예식령",
    "ko",
)
KOREA_57: Final = _source(
    "Republic of Korea, Military Ceremonies decree",
    "Article 57(2)",
    "https://www.law.go.kr/법령/군예식령",
    "ko",
)
GREECE_22: Final = _source("Greece, PD 84/2009, external service of troops", "Article 22", None, "el")
INDONESIA_44: Final = _source(
    "Indonesia, PP 44 of 1958",
    "Article 6(1)",
    "https://id.m.wikisource.org/wiki/Halaman:Brosur_Lagu_Kebangsaan_-_Indonesia_Raya.pdf/103",
    "id",
)
INDONESIA_56: Final = _source(
    "Indonesia, PP 39 of 2018",
    "Article 56(1)",
    "https://pasal.id/peraturan/pp/pp-no-39-tahun-2018/koreksi/9110722",
    "id",
)
BRAZIL_25: Final = _source(
    "Brazil, Lei 5.700 of 1971",
    "Article 25 §4",
    "https://jurishand.com/lei-5700-de-01-setembro-1971/artigo-25",
    "pt",
)
MEXICO_47: Final = _source(
    "Mexico, Ley sobre el Escudo, la Bandera y el Himno (as told; it reverses the order)", "Article 47"
)
VIETNAM_3: Final = _source("Vietnam, Decree 18/2022/NĐ-CP on diplomatic rites", "Article 3(7)", None, "vi")
KYRGYZ_1: Final = _source("Kyrgyz Republic, Law No. 32 of 2012 on the State Protocol", "Article 1")
KAZAKHSTAN_32: Final = _source(
    "Kazakhstan, State Protocol (edition not named), on the official reception", "paragraph 32"
)
SHEVCHENKO: Final = _source("V. Shevchenko, Povsednevnaya zhizn Kremlya pri prezidentakh (2005)", None, None, "ru")
ALTERNAT: Final = _source("The alternat, as dictionaries of diplomacy define it")
VISITS: Final = _source("Reported visits of protocol.corpus, counted strictly")
CEREMONIES: Final = _source("Welcome ceremonies of 24 hosts compared, as reported and as told by protocol officers")
AKORDA_2023: Final = _source(
    "The welcome of the President of Azerbaijan at Akorda on 10 April 2023, as reported",
    None,
    "https://barometr.kg/vizit-ilhama-alieva-v-kazahstan-kak-tokaev-vstrechal-vysokogo-gostya",
    "ru",
)
