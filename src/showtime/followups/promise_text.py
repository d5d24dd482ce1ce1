"""A promise as it was typed in the crowd, made fit for a letter, and only where that is safe.

"send him the price list" is "send you the price list" in a letter to him; "lui envoyer la grille" is "vous envoyer la
grille". What is not recognised is left as it was typed.
"""

import re
from dataclasses import dataclass


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ENGLISH = _words("""
    add answer arrange ask bring build call check come confirm connect contact deliver discuss email explain find fix
    follow forward get give help introduce invite keep let look mail make meet organise organize phone prepare propose
    provide put reply reserve send share ship sign speak take talk tell try visit write
""")
_FRENCH = _words("""
    adresser aider appeler apporter chercher chiffrer communiquer confirmer contacter convenir demander discuter donner
    envoyer essayer expliquer expédier faire fixer fournir introduire inviter joindre livrer mettre montrer organiser
    parler partager passer planifier prendre préparer présenter programmer proposer rappeler recontacter renvoyer
    revenir revoir répondre rédiger réserver tenir transmettre trouver téléphoner venir vérifier voir écrire établir
""")
# Kept by any mail at all: nothing else has to happen. "send the price list" is not among them, for a mail without the
# price list does not keep it.
_KEPT_BY_WRITING = _words("answer confirm email follow mail reply write confirmer recontacter répondre écrire")
_REACHES_THEM = _words("aider appeler contacter inviter joindre rappeler recontacter revoir")
_HER_IS_A_PERSON = re.compile(
    r"(?:$|the\b|an?\b|our\b|my\b|some\b|more\b|about\b|at\b|back\b|by\b|for\b|in\b|on\b|to\b|with\b|before\b|after\b"
    r"|again\b|tomorrow\b|tonight\b|next\b|\d)",
    re.IGNORECASE,
)
_FRENCH_START = re.compile(
    r"(?:(?P<whom>(?:lui|leur|le|la|les|vous)(?= )|l’)\s*)?(?P<verb>[^\W\d_]+)(?P<rest>.*)", re.IGNORECASE
)
_TIME_IS_TOLD = re.compile(
    r"\d{1,2}[/.]\d{1,2}|\b(?:today|tonight|tomorrow|week|month|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|january|february|march|april|june|july|august|september|october|november|december"
    r"|aujourd|soir|demain|semaine|mois|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PromiseText:
    """A promise in the words of a letter.

    `language` is "en" or "fr" where its first verb tells, and then `words` begins with that verb in the infinitive
    (after "vous" or the like); "" where the promise is left as it was typed.
    """

    words: str
    language: str


def for_letter(text: str) -> PromiseText:
    """The promise as said to the one to whom it was made."""
    plain = " ".join(text.split()).rstrip(" .;,")
    return _english(plain) or _french(plain) or PromiseText(plain, "")


def kept_by_writing(text: str) -> bool:
    """Whether any mail keeps the promise by being sent: to write, answer or confirm. A proposal; a person decides."""
    verb = re.search(r"[^\W\d_]+(?= |$)", _bare(for_letter(text).words))
    return verb is not None and verb.group().lower() in _KEPT_BY_WRITING


def tells_when(text: str) -> bool:
    """Whether the promise itself names a day, so that its due date needs no saying."""
    return _TIME_IS_TOLD.search(text) is not None


def _bare(words: str) -> str:
    return re.sub(r"^(?:vous|l’)\s*", "", words)


def _english(plain: str) -> PromiseText | None:
    text = re.sub(r"^(?:to|I['’]ll|I will|we['’]ll|we will)\s+", "", plain, flags=re.IGNORECASE)
    verb, _, rest = text.partition(" ")
    if verb.lower() not in _ENGLISH:
        return None
    whom, _, what = rest.partition(" ")
    if whom.lower() in {"him", "them"} or (whom.lower() == "her" and _HER_IS_A_PERSON.match(what)):
        rest = f"you {what}".strip()
    return PromiseText(f"{verb.lower()} {rest}".strip(), "en")


def _french(plain: str) -> PromiseText | None:
    found = _FRENCH_START.match(_typeset(plain))
    if found is None or found["verb"].lower() not in _FRENCH:
        return None
    whom, verb, rest = (found["whom"] or "").lower(), found["verb"].lower(), found["rest"]
    if whom in {"lui", "leur"} or (whom and verb in _REACHES_THEM):
        whom = "vous"
    blank = "" if whom in {"", "l’"} else " "
    return PromiseText(f"{whom}{blank}{verb}{rest}", "fr")


def _typeset(text: str) -> str:
    """French typography where it can be told: the curved apostrophe, and no line break before a high sign."""
    curved = re.sub(r"(?<=[^\W\d_])'(?=[^\W\d_])", "’", text)
    return re.sub(r" (?=[;!?])", "\u202f", re.sub(r" (?=[:»])|(?<=«) ", "\u00a0", curved))
