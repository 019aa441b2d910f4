"""The names of states where CLDR has another one than papers do, or none: by language, then by English name.

Short names of CLDR that no paper of the language uses, and the full names that were seen in papers.
"""

from collections.abc import Mapping
from typing import Final

CORRECTED: Final[Mapping[str, Mapping[str, str]]] = {
    "ru": {
        "Turks & Caicos Islands": "Теркс и Кайкос",
        "Kyrgyzstan": "Кыргызстан",
        "South Korea": "Республика Корея",
        "United States": "Соединенные Штаты Америки",
        "Republic of Azerbaijan": "Азербайджанская Республика",
        "People's Republic of China": "Китайская Народная Республика",
        "United Kingdom of Great Britain and Northern Ireland": "Соединенное Королевство Великобритании и Северной Ирландии",
        "Italian Republic": "Итальянская Республика",
        "Hashemite Kingdom of Jordan": "Иорданское Хашимитское Королевство",
        "Kyrgyz Republic": "Кыргызская Республика",
        "Republic of Korea": "Республика Корея",
        "Republic of Kazakhstan": "Республика Казахстан",
        "Kingdom of Morocco": "Королевство Марокко",
        "Russian Federation": "Российская Федерация",
        "Republic of Türkiye": "Турецкая Республика",
        "United States of America": "Соединенные Штаты Америки",
        "Republic of Uzbekistan": "Республика Узбекистан",
    },
    "kk": {
        "Azerbaijan": "Әзербайжан",
        "South Korea": "Корея Республикасы",
        "Republic of Azerbaijan": "Әзербайжан Республикасы",
        "People's Republic of China": "Қытай Халық Республикасы",
        "United Kingdom of Great Britain and Northern Ireland": "Ұлыбритания және Солтүстік Ирландия Құрама Корольдігі",
        "Italian Republic": "Италия Республикасы",
        "Hashemite Kingdom of Jordan": "Иордания Хашимит Корольдігі",
        "Kyrgyz Republic": "Қырғыз Республикасы",
        "Republic of Korea": "Корея Республикасы",
        "Republic of Kazakhstan": "Қазақстан Республикасы",
        "Kingdom of Morocco": "Марокко Корольдігі",
        "Russian Federation": "Ресей Федерациясы",
        "Republic of Türkiye": "Түркия Республикасы",
        "United States of America": "Америка Құрама Штаттары",
        "Republic of Uzbekistan": "Өзбекстан Республикасы",
    },
    "az": {
        "South Korea": "Koreya Respublikası",
        "United Kingdom": "Böyük Britaniya",
        "Republic of Azerbaijan": "Azərbaycan Respublikası",
        "People's Republic of China": "Çin Xalq Respublikası",
        "United Kingdom of Great Britain and Northern Ireland": "Böyük Britaniya və Şimali İrlandiya Birləşmiş Krallığı",
        "Italian Republic": "İtaliya Respublikası",
        "Hashemite Kingdom of Jordan": "İordaniya Haşimi Krallığı",
        "Kyrgyz Republic": "Qırğız Respublikası",
        "Republic of Korea": "Koreya Respublikası",
        "Republic of Kazakhstan": "Qazaxıstan Respublikası",
        "Kingdom of Morocco": "Mərakeş Krallığı",
        "Russian Federation": "Rusiya Federasiyası",
        "Republic of Türkiye": "Türkiyə Respublikası",
        "United States of America": "Amerika Birləşmiş Ştatları",
        "Republic of Uzbekistan": "Özbəkistan Respublikası",
    },
}
