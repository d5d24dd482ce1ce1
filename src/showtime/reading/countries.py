"""Country names as people write them, in five languages and many habits, to ISO 3166 codes."""

import gettext
import re
import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

import pycountry

_LANGUAGES = ("fr", "de", "es", "it", "pt", "nl", "pl", "tr")

# Names that ISO does not list, folded.
_ALIASES = """
    AE: uae | u a e | emirates | united arab emirates uae | emirats arabes unis | eau | vae | dubai | abu dhabi
        | emirati arabi uniti | emiratos arabes unidos | vereinigte arabische emirate | emirats
    AT: osterreich
    BA: bosnia | bosnia herzegovina | bosnie | bosnien
    BE: belgie | belgique
    BN: brunei
    BO: bolivia
    BR: brasil
    BS: bahamas | the bahamas
    BY: belarus | bielorussie | weissrussland
    CD: dr congo | drc | rdc | democratic republic of congo | democratic republic of the congo | congo drc |
        congo kinshasa | congo democratic republic of the
    CG: congo brazzaville | republic of congo | republic of the congo | congo
    CH: schweiz | suisse | svizzera | suiza | switzerland | confederation suisse
    CI: ivory coast | cote d ivoire | cote divoire | elfenbeinkuste
    CN: china | pr china | p r china | prc | p r c | mainland china | china mainland | chine | cina | people s
        republic of china | volksrepublik china | vr china | china pr | china p r | china prc
    CV: cape verde | cap vert
    CW: curacao
    CY: cyprus
    CZ: czech republic | czech rep | republique tcheque | tchequie | tschechische republik | tschechien |
        repubblica ceca | republica checa | ceska | cesko
    DE: deutschland | germany | brd | federal republic of germany | bundesrepublik deutschland
    DK: danmark
    DZ: algerie
    EE: estland
    EG: egypte
    ES: espana | spanien | espagne | spagna
    FI: suomi
    FR: france metropolitaine
    GB: uk | great britain | britain | england | scotland | wales | northern ireland | gb uk | angleterre |
        ecosse | pays de galles | grande bretagne | grossbritannien | inghilterra | escocia | gran bretagna |
        gran bretana | reino unido | royaume uni | uk great britain | u k | irlande du nord | nordirland
    GM: gambia | the gambia
    GR: ellada | hellas
    HK: hong kong | hong kong sar | hong kong china | hong kong sar china | hongkong | hong kong s a r | hong
        kong prc | china hong kong
    HR: hrvatska
    HU: magyarorszag
    IE: eire | republic of ireland
    IL: israel
    IN: bharat
    IR: iran | islamic republic of iran | iran islamic republic of
    IT: italia | italie | italien
    JP: nippon
    KP: north korea | coree du nord | nordkorea | dprk
    KR: south korea | korea | korea south | korea republic of | republic of korea | korea rep | rep of korea |
        coree du sud | sudkorea | corea del sur | corea del sud | coree | corea | s korea | r o korea
    LA: laos
    LB: liban
    LT: litauen
    LU: luxembourg | luxemburg | lussemburgo | luxemburgo
    LV: lettland
    MA: maroc
    MC: principality of monaco | principaute de monaco
    MD: moldova | moldawien | moldavie
    MK: macedonia | north macedonia | fyrom | macedonia fyrom | republic of macedonia | macedonia former yug rep
        | macedoine | macedoine du nord | mazedonien | nordmazedonien
    MM: burma | birmanie | myanmar burma
    MO: macau | macao | macau sar | macao sar | china macau
    NL: holland | hollande | the netherlands | netherlands the | pays bas | niederlande | paesi bassi | paises
        bajos | nederland
    NO: norge
    PH: philippines | the philippines
    PL: polska
    PS: palestine | palestinian territories | state of palestine | palestinian territory
    RE: reunion | la reunion
    RO: romania | roumanie
    RS: srbija
    RU: russia | russie | russland | rusia | russian federation
    SA: ksa | kingdom of saudi arabia | arabie saoudite | saudi arabien | saudi
    SE: sverige
    SI: slovenija
    SK: slovak republic | slovaquie | slowakische republik | slovensko
    SY: syria
    SZ: swaziland
    TL: east timor
    TN: tunisie
    TR: turkey | turkiye | turkei | turquie | turchia | turquia | republic of turkiye
    TW: taiwan | taiwan china | taiwan roc | taiwan r o c | chinese taipei | taiwan province of china | taiwan
        republic of china | r o c taiwan
    TZ: tanzania
    UA: ukraina | ukraine
    US: usa | u s a | u s | us | america | united states | the united states | etats unis | usa america | etats
        unis d amerique | stati uniti | stati uniti d america | estados unidos | eeuu | ee uu | vereinigte
        staaten | vereinigte staaten von amerika | united states of america | amerika
    VA: vatican
    VE: venezuela
    VN: vietnam | viet nam
    XK: kosovo | kosova
"""
_OWN_NAMES = {
    "CZ": "Czechia",
    "GB": "United Kingdom",
    "HK": "Hong Kong",
    "KR": "South Korea",
    "KP": "North Korea",
    "MO": "Macao",
    "NL": "Netherlands",
    "RU": "Russia",
    "TR": "Türkiye",
    "US": "United States",
    "VA": "Vatican City",
    "XK": "Kosovo",
    "CD": "DR Congo",
    "CG": "Congo",
    "FK": "Falkland Islands",
    "FM": "Micronesia",
    "LA": "Laos",
    "PS": "Palestine",
    "SY": "Syria",
    "BN": "Brunei",
    "VG": "British Virgin Islands",
    "VI": "US Virgin Islands",
}
_NO_WORD = re.compile(r"[^a-z0-9]+")
_PARENTHESES = re.compile(r"\s*[\[(].*?[\])]\s*")
_FLAG_START, _FLAG_END = 0x1F1E6, 0x1F1FF


@dataclass(frozen=True, slots=True)
class Country:
    """ISO 3166-1 alpha-2 code and short English name. `certain` is false where a misspelling or a list was resolved."""

    code: str
    name: str
    certain: bool = True


@lru_cache(maxsize=8192)
def read_country(text: str) -> Country | None:
    """The country that `text` names, in English, French, German, Spanish or Italian or as a code; None when it is none.

    "Korea, Republic of", "Hong Kong SAR", "Deutschland", "DEU", "Paris, France" and a flag emoji are all understood.
    Kosovo is XK, which ISO leaves to users.
    """
    flag = _flag(text)
    bare = "".join(c for c in text if not _FLAG_START <= ord(c) <= _FLAG_END).strip()
    if flag and not bare:
        return _country(flag)
    code = _whole(bare) or flag
    if code:
        return _country(code)
    code = _part(bare)
    if code:
        return _country(code)
    several = [found for found in map(_whole, re.split(r"[,;/|\n]| - | – | & | and | et | und ", bare)) if found]
    if several:
        return _country(several[0], certain=len(set(several)) == 1)
    return _misspelt(bare)


def is_country(text: str) -> bool:
    """Whether the whole text names a country. Two or three letters prove nothing, but for the usual ones."""
    return (3 < len(text) <= 60 or text in {"USA", "UAE", "UK"}) and bool(_whole(text))


def country_name(code: str) -> str:
    """Short English name of an alpha-2 code; the code itself when it is unknown."""
    if code in _OWN_NAMES:
        return _OWN_NAMES[code]
    entry = pycountry.countries.get(alpha_2=code)
    return str(getattr(entry, "common_name", entry.name)).split(",")[0] if entry else code


def _country(code: str, *, certain: bool = True) -> Country:
    return Country(code, country_name(code), certain)


@lru_cache(maxsize=16384)
def fold_name(text: str) -> str:
    """A name as lower-case words without accents and punctuation, to compare by."""
    if text.isascii():
        return _NO_WORD.sub(" ", text.lower()).strip()
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("ı", "i"))
    return " ".join("".join(c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c)).split())


@lru_cache(maxsize=1)
def _index() -> dict[str, str]:
    """Folded names of every country in all the languages, to codes; English goes before the others."""
    index: dict[str, str] = {}
    for code, names in re.findall(r"([A-Z]{2}): ([^:]+?)(?=\n    [A-Z]{2}:|\s*$)", _ALIASES):
        index.update((" ".join(name.split()), code) for name in names.split("|"))
    for country in pycountry.countries:
        for attribute in ("name", "common_name", "official_name", "alpha_3"):
            name = getattr(country, attribute, "")
            if name:
                index.setdefault(fold_name(name), country.alpha_2)
        index.setdefault(fold_name(country_name(country.alpha_2)), country.alpha_2)
    for language in _LANGUAGES:
        catalogue = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=[language], fallback=True)
        for country in pycountry.countries:
            for attribute in ("name", "common_name", "official_name"):
                name = getattr(country, attribute, "")
                if name:
                    index.setdefault(fold_name(catalogue.gettext(name)), country.alpha_2)
    return index


def _whole(text: str) -> str:
    """The code of a text that is one country's name or code and nothing else."""
    folded = fold_name(text)
    if not folded:
        return ""
    code = _index().get(folded) or _index().get(folded.removeprefix("the ")) or ""
    if not code and len(folded) == 2 and folded.isascii():
        code = folded.upper() if pycountry.countries.get(alpha_2=folded.upper()) else ""
    return code


def _part(text: str) -> str:
    """The code of a name with something around it: "Moldova, Republik of", "Iran (Islamic Rep.)", "FR - France"."""
    inner = [_whole(part) for part in re.findall(r"[\[(](.*?)[\])]", text)]
    if inner and inner[0] in {"HK", "MO", "TW"}:  # "China (Taiwan)"
        return inner[0]
    for code in (_whole(_PARENTHESES.sub(" ", text)) if inner else "", *inner):
        if code:
            return code
    before, comma, after = text.rpartition(",")
    return (_whole(after) or _whole(before)) if comma else ""


def _misspelt(text: str) -> Country | None:
    folded = fold_name(text)
    if len(folded) < 5 or len(folded) > 40:
        return None
    near = get_close_matches(folded, [name for name in _index() if len(name) > 4], n=2, cutoff=0.86)
    codes = {_index()[name] for name in near}
    return _country(codes.pop(), certain=False) if len(codes) == 1 else None


def _flag(text: str) -> str:
    letters = [chr(ord(c) - _FLAG_START + ord("A")) for c in text if _FLAG_START <= ord(c) <= _FLAG_END]
    code = "".join(letters[:2])
    return code if len(code) == 2 and pycountry.countries.get(alpha_2=code) else ""
