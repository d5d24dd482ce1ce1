"""The mail proposed for a follow-up: facts in, subject and text out, in French or English.

Only facts are used: who met whom, where and when, and what was promised, which is the first thing said. The notes of an
encounter are ours and never enter the text (a page shows them beside it). French says "vous" and keeps its typography.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from showtime.followups.promise_text import PromiseText, for_letter, tells_when

NO_BREAK = "\u00a0"
_DAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
}
_MONTHS = {
    "en": ("January", "February", "March", "April", "May", "June",
           "July", "August", "September", "October", "November", "December"),
    "fr": ("janvier", "février", "mars", "avril", "mai", "juin",
           "juillet", "août", "septembre", "octobre", "novembre", "décembre"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Promised:
    """One promise as typed, who of us made it, and by when it is due."""

    text: str
    by: str
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What a letter may say. Names are full names; `name` (theirs) may be "", and `place` too: where we met, unless it
    was `on_stand`. `owner` signs; `met_by` is who of us met them on `day`."""

    name: str
    show: str
    day: date
    owner: str
    team: str
    met_by: str
    on_stand: bool = False
    place: str = ""
    promises: Sequence[Promised] = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """Subject and text. `mixed` says that a promise stands there in the other language, for a person to mend."""

    subject: str
    body: str
    mixed: bool = False


def letter(facts: Facts, *, language: str) -> Wording:
    """The letter in `language`, "fr" or else English."""
    texts = [for_letter(promise.text) for promise in facts.promises]
    french = language == "fr"
    other = "en" if french else "fr"
    paragraphs = _french(facts, texts) if french else _english(facts, texts)
    return Wording(
        subject=_subject(facts, french),
        body="\n\n".join(paragraphs) + "\n",
        mixed=any(text.language == other for text in texts),
    )


def _subject(facts: Facts, french: bool) -> str:
    if french:
        return f"{facts.team} {_at_show(facts.show)}{NO_BREAK}: suite à notre échange"
    return f"{facts.team} at {facts.show}: following up on our talk"


def _english(facts: Facts, texts: list[PromiseText]) -> list[str]:
    mine = facts.met_by == facts.owner
    where = f"on our stand at {facts.show}" if facts.on_stand else f"at {facts.show}" + _aside(facts.place)
    when = f"on {_day(facts.day, 'en')}"
    if texts:
        met = "When we met" if mine else f"When you met my colleague {facts.met_by}"
        who = _promiser(facts, i="I", we="we", other=lambda name: name.split()[0])
        opening = f"{met} {where} {when}, {who} promised " + _what(facts, texts, "en", to="to ", this="you this:")
        closing = "If there is anything to add or to change, please reply to this message."
    else:
        whom = "me" if mine else f"my colleague {facts.met_by}"
        opening = f"Thank you for the time that you gave {whom} {where} {when}."
        closing = (
            "If you would like to go further, please reply to this message: I will be glad to find a time to talk."
        )
    greeting = f"Dear {facts.name}," if facts.name else "Hello,"
    return [greeting, opening, closing, "Kind regards,", _signature(facts)]


def _french(facts: Facts, texts: list[PromiseText]) -> list[str]:
    mine = facts.met_by == facts.owner
    show = _at_show(facts.show)
    where = f"sur notre stand {show}" if facts.on_stand else show + _aside(facts.place)
    when = f"le {_day(facts.day, 'fr')}"
    if texts:
        met = "Lors de notre rencontre" if mine else f"Lors de votre rencontre avec {facts.met_by}"
        who = _promiser(facts, i="je vous ai", we="nous vous avons", other=lambda name: f"{name.split()[0]} vous a")
        what = _what(facts, texts, "fr", to="de ", this=f"ceci{NO_BREAK}:")
        opening = f"{met} {where}, {when}, {who} promis {what}"
        closing = "S’il y a quoi que ce soit à ajouter ou à modifier, n’hésitez pas à répondre à ce message."
    else:
        whom = "que vous m’avez accordé" if mine else f"que vous avez accordé à {facts.met_by}"
        opening = f"Je vous remercie du temps {whom} {where}, {when}."
        closing = (
            f"Si vous souhaitez poursuivre cet échange, répondez simplement à ce message{NO_BREAK}: "
            "je trouverai volontiers un moment pour en parler."
        )
    greeting = f"Bonjour {facts.name}," if facts.name else "Bonjour,"
    return [greeting, opening, closing, "Bien cordialement,", _signature(facts)]


def _promiser(facts: Facts, *, i: str, we: str, other: Callable[[str], str]) -> str:
    """Who promised, as seen by the one who signs: I, the colleague whom they met, or we."""
    names = {promise.by for promise in facts.promises}
    if names == {facts.owner}:
        return i
    return other(facts.met_by) if names == {facts.met_by} else we


def _what(facts: Facts, texts: list[PromiseText], language: str, *, to: str, this: str) -> str:
    """What was promised: one sentence where the promise begins with a verb of this language, else after a colon."""
    said = [text.words + _by(promise, language) for promise, text in zip(facts.promises, texts, strict=True)]
    if len(said) > 1:
        return f"{this}\n\n" + "\n".join(f"- {each}" for each in said)
    if texts[0].language != language:
        return f"{this} {said[0]}."
    if language == "fr" and said[0][0] in "aeiouyéèêâhœ":
        return f"d’{said[0]}."
    return f"{to}{said[0]}."


def _by(promise: Promised, language: str) -> str:
    if promise.due_on is None or tells_when(promise.text):
        return ""
    link = ", au plus tard le " if language == "fr" else ", by "
    return link + _day(promise.due_on, language)


def _day(day: date, language: str) -> str:
    number = "1er" if language == "fr" and day.day == 1 else str(day.day)
    return f"{_DAYS[language][day.weekday()]} {number} {_MONTHS[language][day.month - 1]}"


def _at_show(show: str) -> str:
    return f"au {show}" if show.lower().startswith("salon ") else f"au salon {show}"


def _aside(place: str) -> str:
    return f" ({place})" if place else ""


def _signature(facts: Facts) -> str:
    return "\n".join(line for line in (facts.owner, facts.team) if line)
