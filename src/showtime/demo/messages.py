"""The demo's inbox: what has come in since last night, in French and English, over four channels."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A message: who wrote, when (`-1 21:40` is yesterday), what; `ours` for one that we wrote."""

    at: str
    subject: str
    body: str
    ours: bool = False


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation; `deadline` as `at`, or "" for none."""

    channel: str
    counterpart: str
    address: str
    kind: str
    language: str
    lines: tuple[Line, ...]
    deadline: str = ""


TALKS: tuple[Talk, ...] = (
    Talk("email", "Hélène Garance", "helene.garance@maisonvaldor.example", "lead", "fr", (
        Line("0 03:12", "Re: Vos échantillons de maille chauffante",
             "Bonjour Camille,\n\nMerci pour votre message, si rapide. L'atelier est prévenu, adressez les trois échantillons à "
             "l'attention de Monsieur Perrin. Pouvez-vous aussi nous dire si la maille se coupe à la forme ?\n\nHélène Garance"),
    )),
    Talk("email", "Sofia Lindqvist", "sofia.lindqvist@aurorawire.example", "press", "en", (
        Line("-1 23:05", "Quote by noon?",
             "Hi Camille,\n\nMy piece on clothes that do something closes Wednesday at noon. One sentence from you on why thread "
             "and not a gadget would make it. Got the press kit, thank you.\n\nSofia"),
    ), deadline="1 12:00"),
    Talk("linkedin", "Darius Cole", "https://www.linkedin.com/in/darius-cole-example", "meeting", "en", (
        Line("0 04:21", "", "Camille, I run sourcing at Alder & Moss, 120 outdoor shops. Could I take 20 minutes at your stand today, around 3 pm?"),
    ), deadline="0 12:00"),
    Talk("whatsapp", "Noémie (Tech Ouest)", "+33 6 99 00 77 12", "friend", "fr", (
        Line("0 00:14", "", "Vous êtes arrivés ? On a laissé une banderole au stand d'à côté, prenez-la pour vos photos 😄"),
    )),
    Talk("whatsapp", "Transport stand", "+1 702 555 0161", "logistics", "en", (
        Line("-1 22:48", "", "Your second crate is at the dock of Hall G. Pick-up window 7:30 to 9:15, bring the badge of the stand."),
    ), deadline="0 09:15"),
    Talk("x", "@loomhour", "@loomhour", "press", "en", (
        Line("0 01:33", "", "Loved your light thread last night! Up for ten minutes on The Loom Hour this week? We record from the Venetian."),
    ), deadline="1 18:00"),
    Talk("email", "Ji-woo Park", "jiwoo.park@hanbit-modules.example", "partner", "en", (
        Line("0 02:40", "Flexible module",
             "Dear Sacha,\n\nMy team in Seoul looked at your photo overnight. If you give us the bending radius we can answer "
             "within the week.\n\nBest regards,\nJi-woo Park"),
    )),
    Talk("linkedin", "Baptiste Carlin", "https://www.linkedin.com/in/baptiste-carlin-example", "meeting", "fr", (
        Line("-1 20:02", "", "Bonjour Camille, je suis à Las Vegas jusqu'à jeudi pour un fonds lyonnais. Un café demain à 9 h 45, avant l'ouverture ?"),
    ), deadline="0 08:00"),
    Talk("email", "CES exhibitor services", "services@exhibitor-desk.example", "logistics", "en", (
        Line("-1 19:30", "Power on your stand",
             "The 2 kW outlet that you ordered is live from 8:00. Please do not chain power strips."),
    )),
    Talk("email", "LeadBoost 3000", "hello@leadboost3000.example", "noise", "en", (
        Line("-1 21:17", "Your CES attendee list is ready (98,000 contacts!!)", "Buy it today and get 40 % off."),
    )),
    Talk("x", "@gadgetlotto", "@gadgetlotto", "noise", "en", (
        Line("0 00:55", "", "Follow and repost to win one of 500 power banks #CES"),
    )),
    Talk("linkedin", "Ingrid Solheim", "https://www.linkedin.com/in/ingrid-solheim-example", "partner", "en", (
        Line("-1 18:44", "", "We coat rescue ropes in Bergen. Your thread inside our sheath could report a fall. Shall we talk after the show?"),
    )),
)  # fmt: skip
