"""The sources that the common rules cite: acts by article as seen, books, and the counted collection of visits."""

from typing import Final

from protocol.rules.works import Work

VCLT: Final = Work("Vienna Convention on the Law of Treaties (1969)")
VCLT_7: Final = VCLT.at("Article 7")
VCLT_10: Final = VCLT.at("Article 10")

PERU: Final = Work(
    "Peru, DS 096-2005-RE, Ceremonial del Estado",
    "https://spij.minjus.gob.pe/spij-ext-web/#/detallenorma/H906862",
    "es",
)
PERU_22: Final = PERU.at("Article 22")
PERU_24: Final = PERU.at("Article 24")

COLOMBIA: Final = Work(
    "Colombia, Decreto 770 de 1982, Reglamento de Protocolo", "https://www.suin-juriscol.gov.co", "es"
)
COLOMBIA_11L: Final = COLOMBIA.at("Article 11.L")
COLOMBIA_11M: Final = COLOMBIA.at("Article 11.M")
COLOMBIA_11O: Final = COLOMBIA.at("Article 11.O")

SPAIN: Final = Work(
    "Spain, RD 684/2010, Reglamento de Honores Militares", "https://www.boe.es/buscar/act.php?id=BOE-A-2010-8188", "es"
)
SPAIN_25: Final = SPAIN.at("Article 25")
SPAIN_ANTHEM: Final = Work(
    "Spain, RD 1560/1997, national anthem", "https://www.boe.es/buscar/act.php?id=BOE-A-1997-21605", "es"
)
SPAIN_1560_6: Final = SPAIN_ANTHEM.at("Article 6")

KOREA: Final = Work("Republic of Korea, Military Ceremonies decree", "https://www.law.go.kr/법령/군예식령", "ko")
KOREA_52: Final = KOREA.at("Article 52")
KOREA_57: Final = KOREA.at("Article 57(2)")

GREECE: Final = Work("Greece, PD 84/2009, external service of troops", None, "el")
GREECE_22: Final = GREECE.at("Article 22")

INDONESIA_ANTHEM: Final = Work(
    "Indonesia, PP 44 of 1958",
    "https://id.m.wikisource.org/wiki/Halaman:Brosur_Lagu_Kebangsaan_-_Indonesia_Raya.pdf/103",
    "id",
)
INDONESIA_44: Final = INDONESIA_ANTHEM.at("Article 6(1)")
INDONESIA: Final = Work(
    "Indonesia, PP 39 of 2018", "https://pasal.id/peraturan/pp/pp-no-39-tahun-2018/koreksi/9110722", "id"
)
INDONESIA_56: Final = INDONESIA.at("Article 56(1)")

BRAZIL_25: Final = Work(
    "Brazil, Lei 5.700 of 1971", "https://jurishand.com/lei-5700-de-01-setembro-1971/artigo-25", "pt"
).at("Article 25 §4")
MEXICO_47: Final = Work("Mexico, Ley sobre el Escudo, la Bandera y el Himno (as told; it reverses the order)").at(
    "Article 47"
)

VIETNAM: Final = Work("Vietnam, Decree 18/2022/NĐ-CP on diplomatic rites", None, "vi")
VIETNAM_3: Final = VIETNAM.at("Article 3(7)")
KYRGYZ: Final = Work("Kyrgyz Republic, Law No. 32 of 2012 on the State Protocol")
KYRGYZ_1: Final = KYRGYZ.at("Article 1")
KAZAKHSTAN_32: Final = Work("Kazakhstan, State Protocol (edition not named), on the official reception").at(
    "paragraph 32"
)

SHEVCHENKO: Final = Work("V. Shevchenko, Povsednevnaya zhizn Kremlya pri prezidentakh (2005)", None, "ru").whole
ALTERNAT: Final = Work("The alternat, as dictionaries of diplomacy define it").whole
VISITS: Final = Work("Reported visits of protocol.corpus, counted strictly").whole
CEREMONIES: Final = Work("Welcome ceremonies of 24 hosts compared, as reported and as told by protocol officers").whole
AKORDA_2023: Final = Work(
    "The welcome of the President of Azerbaijan at Akorda on 10 April 2023, as reported",
    "https://barometr.kg/vizit-ilhama-alieva-v-kazahstan-kak-tokaev-vstrechal-vysokogo-gostya",
    "ru",
).whole
