"""What the headers of exhibitor lists are called in English, French, German, Spanish and Italian."""

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

FIELDS = (
    "name",
    "hall",
    "booth",
    "country",
    "categories",
    "website",
    "description",
    "email",
    "phone",
    "city",
    "linkedin",
    "id",
)
"""The fields an exhibitor has. Every other column of a file is kept under its own header."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Phrases are folded: lower case, no accents. The kinds that are no field are recognised so that they are not taken for
# one: a logo is no website, a fax no phone, a contact person no exhibitor.
_PHRASES = {
    "name": """
        name | company | company name | exhibitor | exhibitor name | exhibiting company | exhibiting as | organisation |
        organization | organisation name | organization name | account | account name | business name | trading name |
        brand | brand name | firm | startup | startup name | start up | display name | vendor | vendor name | supplier |
        manufacturer | participant | sponsor | legal name | corporate name | entreprise | societe | nom | nom de la
        societe | nom societe | nom de l entreprise | nom entreprise | nom exposant | nom de l exposant | exposant |
        raison sociale | denomination | denomination sociale | enseigne | marque | nom commercial | structure |
        organisme | firma | firmenname | firmenbezeichnung | unternehmen | unternehmensname | aussteller |
        ausstellername | name des ausstellers | name des unternehmens | organisationsname | empresa | nombre | nombre de
        la empresa | nombre empresa | nombre comercial | razon social | expositor | nombre expositor | nombre del
        expositor | compania | azienda | nome | nome azienda | nome dell azienda | ragione sociale | espositore | nome
        espositore | societa | ditta | denominazione | title | titel | titre | titolo | titulo | compagnie | compagny |
        companies | exhibitors | exposants | startups | participants | participating companies | liste des exposants |
        partner | partner name | corporate | org | org name | entity | entity name | entite | organizer | organiser |
        organisateur | marques | brands | nom de la startup | nom startup | azienda espositrice | empresa expositora
    """,
    "hall": """
        hall | halls | hall name | hall number | hall no | venue | pavilion | exhibition hall | building | halle |
        hallen | hallennummer | hallen nr | messehalle | pavillon | batiment | nom du hall | numero de hall | pabellon |
        padiglione | pad | pab | area | zone | zona | floor | level | etage | niveau | ebene | planta | piano | salle |
        sala | section | space | espace | village
    """,
    "booth": """
        booth | booths | booth number | booth no | booth numbers | booth s | booth id | booth location | stand | stands
        | stand number | stand no | stand nr | stand s | stand name | stand location | table | table number | stall |
        stall no | stall number | standnummer | stand nummer | standnr | messestand | standplatz | numero de stand | no
        de stand | no stand | numero stand | stand numero | num stand | n stand | emplacement | numero d emplacement |
        estand | numero de estand | caseta | posteggio | numero posteggio | numero dello stand | box | hall stand | hall
        booth | halle stand | hall and stand | hall and booth | hall stand number | pavilion stand | pabellon stand |
        padiglione stand | padiglione posteggio | location | position | place | kiosk | pod
    """,
    "country": """
        country | countries | country name | country region | country code | country of origin | nation | nationality |
        land | lander | herkunftsland | pays | code pays | pays d origine | nationalite | pais | pais de origen | nacion
        | paese | nazione | provenienza | country iso | iso country | headquarters country | hq country | country
        territory
    """,
    "categories": """
        category | categories | category name | product category | product categories | exhibitor category | sector |
        sectors | business sector | industry | industries | segment | segments | market | markets | market segment | tag
        | tags | topic | topics | theme | themes | product group | product groups | exhibitor type | company type | type
        | speciality | specialty | field of activity | activity | activities | activity sector | technology |
        technologies | focus | vertical | verticals | categorie | categorie produit | secteur | secteurs | secteur d
        activite | secteurs d activite | activite | activites | domaine | domaines | domaine d activite | rubrique |
        rubriques | thematique | thematiques | filiere | famille de produits | univers | nomenclature | kategorie |
        kategorien | branche | branchen | produktgruppe | produktgruppen | warengruppe | warengruppen | themen | thema |
        schwerpunkt | segmente | produktkategorie | bereich | categoria | categorias | rubro | actividad | sectores |
        area de actividad | settore | settori | categoria merceologica | settore merceologico | merceologia | attivita |
        classification | interests | solutions | keyword | keywords | mots cles | stichworte | schlagworte | palabras
        clave | parole chiave | expertise | innovations | main activity | specialties | specialites
    """,
    "website": """
        website | web site | web | site | url | www | homepage | home page | internet | web page | webpage | web address
        | website url | site url | company website | company url | domain | link | site web | site internet | adresse
        web | site internet url | lien | webseite | internetseite | internetadresse | webadresse | netzadresse | sitio
        web | pagina web | direccion web | sito | sito web | sito internet | sito aziendale | indirizzo web | external
        link | external url
    """,
    "description": """
        description | descriptions | about | about us | profile | company profile | presentation | summary | bio | short
        description | long description | company description | overview | pitch | abstract | text | blurb | tagline |
        details | descriptif | resume | texte | presentation de l entreprise | description courte | a propos |
        beschreibung | firmenprofil | firmenbeschreibung | kurzbeschreibung | profil | unternehmensprofil | vorstellung
        | descripcion | perfil | presentacion | resumen | descrizione | profilo | profilo aziendale | presentazione |
        chi siamo | info
    """,
    "email": """
        email | e mail | mail | email address | e mail address | contact email | company email | mail address | courriel
        | adresse mail | adresse email | adresse e mail | adresse electronique | mel | mailadresse | e mail adresse |
        emailadresse | correo | correo electronico | direccion de correo | posta elettronica | indirizzo email |
        indirizzo e mail
    """,
    "phone": """
        phone | phone number | phone no | telephone | telephone number | tel | tel number | tel no | contact phone |
        company phone | contact number | mobile | mobile number | cell | numero de telephone | no de telephone |
        portable | telefon | telefonnummer | rufnummer | handy | mobil | telefono | numero de telefono | movil | numero
        di telefono | cellulare | recapito telefonico
    """,
    "city": """
        city | town | city name | city town | location city | ville | commune | localite | stadt | ort | wohnort | sitz
        | firmensitz | ciudad | localidad | poblacion | citta | localita | comune | headquarters | hq | siege | sede
    """,
    "linkedin": "linkedin | linkedin url | linkedin page | linkedin profile | company linkedin | social linkedin",
    "id": """
        id | uid | uuid | guid | exhibitor id | company id | external id | source id | record id | object id | objectid
        | slug | reference | ref | identifier | identifiant | kennung | aussteller id | codice | codigo | account id |
        exhibitor key | participant id | exhid
    """,
    "logo": """
        logo | logo url | logourl | image | image url | picture | photo | thumbnail | icon | banner | avatar | bild |
        immagine | imagen | cover | media | logo link | profile picture | favicon | video
    """,
    "fax": "fax | telefax | fax number | telecopie | numero de fax",
    "street": """
        street | address | address 1 | address 2 | address line 1 | adresse | adresse postale | rue | strasse |
        anschrift | direccion | calle | indirizzo | via | postal address | full address | street address | house number
    """,
    "zip": """
        zip | zip code | postcode | postal code | post code | plz | postleitzahl | code postal | cp | codigo postal |
        cap | zipcode | po box
    """,
    "state": """
        state | province | region | county | bundesland | kanton | departement | provincia | regione | estado |
        comunidad autonoma
    """,
    "person": """
        contact | contact name | contact person | first name | last name | surname | given name | prenom | nom de
        famille | nom du contact | ansprechpartner | vorname | nachname | persona de contacto | apellido | apellidos |
        referente | cognome | responsable | responsable commercial | ceo | founder | founders | job title | function |
        fonction | representative | sales rep | salutation
    """,
    "social": """
        facebook | twitter | instagram | youtube | tiktok | x | xing | github | social | social media | socials |
        crunchbase | vimeo | weibo | wechat | pinterest | telegram | whatsapp | medium
    """,
    "product": """
        product | product name | products | produit | produits | produkte | produkt | producto | productos | prodotto |
        prodotti | item
    """,
    "event": """
        event | event name | show | show name | fair | fair name | exhibition | salon | messe | feria | fiera | edition
        | year | annee | jahr
    """,
    "date": """
        date | created | created at | updated | updated at | last updated | timestamp | datum | fecha | data | founded |
        founding year | scraped at | anno
    """,
    "measure": """
        size | company size | employees | number of employees | headcount | revenue | turnover | area sqm | sqm | m2 |
        surface | count | score | rank | funding | lat | latitude | lng | lon | longitude | status | language | langue |
        sprache | currency | vat | vat number | price | rating | nombre de empleados | nombre d employes | effectif |
        mitarbeiter | mitarbeiterzahl
    """,
    "source": """
        source | source url | profile url | detail url | page url | exhibitor url | detail page | permalink | self | api
        url | map | floorplan
    """,
    "row": """
        index | row | row number | line | no | nr | num | numero | n | unnamed 0 | position no | lfd nr | order | sort |
        lfd no
    """,
}
_BY_PHRASE: dict[str, str] = {}
for _kind, _joined in _PHRASES.items():
    for _phrase in _joined.split("|"):
        _BY_PHRASE.setdefault(" ".join(_phrase.split()), _kind)

# Words that say whose or which, not what: "Company website" is a website and "Exhibitor country" a country.
_FILLERS = _words(
    """
    01 1 a an aussteller azienda business clean companies company contact corporate d das de del della dello der des
    deutsch di die du empresa en eng english entreprise es espositore exhibitor exhibitors exposant exposants
    expositor firm firma first fr francais french full general german it item l la label le les list main n name no
    nom nombre nome normalized nr num number numero nummer of official organisation organization original our
    primary profile public raw s societe text the value your
    """
)
# A header that is also a common word for something else counts less than one that is not.
_VAGUE = _words(
    """
    account activity area batiment bereich box brand brands building corporate data details domain ebene entite
    entity espace etage expertise floor focus headquarters hq info innovations interests internet land level link
    location manufacturer map market marque marques media medium niveau org organisateur organiser organizer pad
    participant participants partner piano place planta position profile ref reference sala salle section sede siege
    site slug solutions space sponsor structure supplier table text titel title titolo titre titulo type vendor
    venue village zona zone
    """
)
_CAMEL = re.compile(r"(?<=[a-zà-ÿ0-9])(?=[A-ZÀ-Þ])|(?<=[A-ZÀ-Þ])(?=[A-ZÀ-Þ][a-zà-ÿ])")
# What interfaces wrap their objects in says nothing: "attributes.name", "node.stand", "_source.country".
_WRAPPERS = re.compile(
    r"^(?:(?:node|attributes?|fields?|properties|data|item|record|_source|document)\.)+", re.IGNORECASE
)
_MOST_WORDS = 12
_NUMBER_SIGN = re.compile(r"№|n°|nº|#|\bno\.|\bnr\.", re.IGNORECASE)


def fold_header(header: str) -> str:
    """A header as lower-case words without accents: "LogoURL" becomes "logo url" and "Stand n°" "stand no"."""
    text = _NUMBER_SIGN.sub(" no ", header)
    text = _CAMEL.sub(" ", text)
    text = unicodedata.normalize("NFKD", text.casefold().replace("ß", "ss"))
    text = "".join(c if c.isalnum() else " " for c in text if not unicodedata.combining(c))
    return " ".join(text.replace("e mail", "email").replace("linked in", "linkedin").split())


@lru_cache(maxsize=4096)
def header_scores(header: str) -> dict[str, float]:
    """How well a header's words name each kind of column, 0 to 1. Kinds beyond FIELDS are there to be avoided."""
    return _certain_scores(header) or _by_likeness(fold_header(header))


@lru_cache(maxsize=4096)
def is_known_header(header: str) -> bool:
    """Whether these words name a kind of column for certain."""
    return len(header) <= 60 and max(_certain_scores(header).values(), default=0.0) >= 0.7


def _certain_scores(header: str) -> dict[str, float]:
    folded = fold_header(_WRAPPERS.sub("", header) or header)
    if not folded:
        return {}
    exact = _exact(folded)
    if exact:
        return {exact: 0.72 if folded in _VAGUE else 1.0}
    return _by_words(folded.split()[:_MOST_WORDS], _innermost(header))


def _innermost(header: str) -> str:
    """The inner part of "stands.hall.name" that says what it is: "hall"."""
    parts = [folded for folded in map(fold_header, re.split(r"[./>]", header)) if folded]
    while len(parts) > 1 and parts[-1] in _FILLERS:
        parts.pop()
    return parts[-1] if parts else ""


def _exact(folded: str) -> str:
    """The kind whose phrase this is, "" where it is nobody's."""
    kind = _BY_PHRASE.get(folded) or ""
    if not kind and " " in folded:
        kind = _BY_PHRASE.get(folded.replace(" ", ""), "")
    return kind


def _by_words(words: list[str], last: str) -> dict[str, float]:
    """Every phrase inside the header, weighed by how much of the header's own words its kind covers."""
    own = [word for word in words if word not in _FILLERS]
    covered: dict[str, set[int]] = {}
    vague: dict[str, bool] = {}
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            phrase = " ".join(words[start:end])
            kind = _BY_PHRASE.get(phrase)
            if kind is None or (end - start == 1 and phrase in _FILLERS and own):
                continue
            covered.setdefault(kind, set()).update(range(start, end))
            vague[kind] = vague.get(kind, True) and phrase in _VAGUE
    scores = {}
    for kind, places in covered.items():
        count = sum(words[i] not in _FILLERS for i in places) if own else len(places)
        share = count / (len(own) or len(words))
        scores[kind] = min(0.95, 0.4 + 0.6 * share) - (0.15 if vague[kind] else 0.0)
    if set(scores) <= {"website", "id"} and not {"name", "nom", "nombre", "nome"}.isdisjoint(words):
        scores["name"] = 0.6  # "Site name"
    if len(scores) > 1:
        inner = _exact(last)
        scores = {kind: score if kind == inner else score - 0.1 for kind, score in scores.items()}
    return scores


def _by_likeness(folded: str) -> dict[str, float]:
    """Misspelt headers and compounds: "Compagny", "Ausstellernamen", "Standnummern"."""
    scores: dict[str, float] = {}
    if not 4 <= len(folded) <= 40:
        return scores
    squeezed = folded.replace(" ", "")
    for phrase, kind in _BY_PHRASE.items():
        if len(phrase) < 4 or abs(len(phrase) - len(folded)) > 12:
            continue
        if len(phrase) >= 5 and (squeezed.startswith(phrase) or squeezed.endswith(phrase)):
            score = 0.55 + 0.3 * len(phrase) / len(squeezed)
        elif len(phrase) >= 5 and abs(len(phrase) - len(folded)) <= 3:
            ratio = SequenceMatcher(None, phrase, folded).ratio()
            score = ratio * 0.85 if ratio >= 0.84 else 0.0
        else:
            continue
        if score > scores.get(kind, 0.0):
            scores[kind] = score
    return scores
