"""Whom the demo's team met at the preview evening: twenty-five invented people, in French and in English."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """A person as captured: by whom, at what time of yesterday evening, with what was said and promised.

    `promise_in` counts days from yesterday: 0 that night, 1 today. `sorted_as` is what the debrief said of them last
    night, or "" for a card that still waits; `sent` means that their mail left, `answered` that they replied to it.
    """

    name: str
    company: str
    title: str
    email: str
    language: str
    by: str
    at: str
    interest: str
    segment: str
    note: str
    phone: str = ""
    promise: str = ""
    promise_in: int = 1
    sorted_as: str = ""
    sent: bool = False
    answered: bool = False
    as_vcard: bool = False


PEOPLE: tuple[Person, ...] = (
    Person(
        "Hélène Garance", "Maison Valdor", "Directrice de l'innovation", "helene.garance@maisonvaldor.example", "fr", "camille", "17:12",
        "hot", "Luxury brands", "Cherche une doublure qui chauffe pour la ligne voyage. Décide avec l'atelier, budget 2026 ouvert.",
        phone="+33 1 99 00 18 42", promise="envoyer trois échantillons de maille chauffante à l'atelier de Lyon", promise_in=1,
        sorted_as="keep", sent=True, answered=True,
    ),
    Person(
        "Tom Whitaker", "Northfold Outfitters", "Head of Product", "tom.whitaker@northfold.example", "en", "camille", "17:25",
        "hot", "Outdoor retailers", "Wants a jacket for search and rescue: beacon woven into the hood. Pilot with 200 pieces.",
        phone="+1 303 555 0142", promise="send the price list for 200 pieces and the washing test report", promise_in=1,
        sorted_as="keep", sent=True,
    ),
    Person(
        "Ji-woo Park", "Hanbit Modules", "Director, Wearables", "jiwoo.park@hanbit-modules.example", "en", "sacha", "17:31",
        "hot", "Industrial partners", "Makes the smallest radio module we have seen. Would co-design a flexible version.",
        phone="+82 2 555 0143", promise="send our pin-out and the bending radius of the thread", promise_in=1, as_vcard=True,
    ),
    Person(
        "Marc Le Goff", "Voiles d'Arvor", "Gérant", "marc.legoff@voilesdarvor.example", "fr", "sacha", "17:38",
        "warm", "Outdoor retailers", "Voilerie familiale ; veut des capteurs de tension dans la toile. À revoir au salon nautique.",
        promise="lui présenter le laboratoire de Lorient", promise_in=7, sorted_as="keep", sent=True,
    ),
    Person(
        "Priya Raman", "Castellan Robotics", "VP Partnerships", "priya.raman@castellan.example", "en", "noor", "17:44",
        "hot", "Industrial partners", "Textile skin for robot arms, needs pressure maps at 50 Hz. Meeting today 14:15 in Halls A-D.",
        phone="+1 415 555 0177", promise="bring the pressure-map demo to the meeting", promise_in=1, sorted_as="keep",
    ),
    Person(
        "Sofia Lindqvist", "The Aurora Wire", "Technology reporter", "sofia.lindqvist@aurorawire.example", "en", "camille", "17:52",
        "warm", "Press", "Writes about clothes that do something. Deadline Wednesday noon, wants a founder's quote.",
        promise="send the press kit with two pictures", promise_in=0, sorted_as="keep", sent=True,
    ),
    Person(
        "Antoine Mercier", "Radio Grand Large", "Journaliste", "antoine.mercier@radiograndlarge.example", "fr", "noor", "18:03",
        "warm", "Press", "Chronique matinale, peut nous prendre en direct jeudi 7 h heure de Paris.",
        phone="+33 6 99 00 20 26", promise="confirmer le direct de jeudi", promise_in=1,
    ),
    Person(
        "Dana Okafor", "Ridgeline Supply Co.", "Buyer, outerwear", "dana.okafor@ridgeline.example", "en", "sacha", "18:07",
        "warm", "Outdoor retailers", "40 shops in the Rockies. Interested once it survives 50 washes.",
        promise="send the washing test report", promise_in=1, sorted_as="keep", sent=True,
    ),
    Person(
        "Lucie Fontanel", "Atelier Fontanel", "Fondatrice", "lucie@atelierfontanel.example", "fr", "noor", "18:11",
        "hot", "Luxury brands", "Maroquinière, doublures de sacs qui s'éclairent à l'ouverture. Série de 500 pour la rentrée.",
        promise="envoyer un devis pour 500 doublures", promise_in=1,
    ),
    Person(
        "Kenji Moriyama", "Tsubame Textile", "Chief Engineer", "moriyama@tsubame-textile.example", "en", "camille", "18:16",
        "warm", "Industrial partners", "Looms for metal thread; could weave our thread at 1.6 m width.",
        phone="+81 3 5550 0126", as_vcard=True, sorted_as="keep", sent=True,
    ),
    Person(
        "Béatrice Noël", "Région, agence économique", "Chargée de mission", "b.noel@agence-region.example", "fr", "camille", "18:20",
        "personal", "", "Connaît tout le monde. Parle de surf et de sa fille qui entre en école d'ingénieurs.", sorted_as="personal",
    ),
    Person(
        "Owen Castillo", "", "", "owen.castillo@mail.example", "en", "sacha", "18:24",
        "cold", "", "Student, wants an internship in 2027.", sorted_as="drop",
    ),
    Person(
        "Wei Chen", "Shenlan Connectors", "Sales Manager", "wei.chen@shenlan.example", "en", "noor", "18:29",
        "cold", "Suppliers", "Sells snap connectors. Catalogue taken.", phone="+86 755 5550 0188", sorted_as="drop", as_vcard=True,
    ),
    Person(
        "Clara Dufresne", "Hexa Protection", "Responsable EPI", "clara.dufresne@hexaprotection.example", "fr", "sacha", "18:33",
        "hot", "Industrial partners", "Vestes pour électriciens : détecter l'approche d'une ligne sous tension. Essai avec 12 monteurs.",
        phone="+33 4 99 00 31 07", promise="proposer un protocole d'essai avec douze monteurs", promise_in=1,
    ),
    Person(
        "Miguel Arroyo", "Sendero Gear", "Co-founder", "miguel@senderogear.example", "en", "camille", "18:41",
        "warm", "Outdoor retailers", "Trail running vests from Mexico City. Likes the light thread, price is the question.",
        promise="send prices from 1,000 metres of thread", promise_in=1,
    ),
    Person(
        "Élodie Trân", "Fonds Rive Ouest", "Directrice d'investissement", "elodie.tran@riveouest.example", "fr", "camille", "18:47",
        "hot", "Investors", "Ticket 500 k€ à 1 M€, textile technique dans la thèse. Passe au pitch de 16 h 30.",
        promise="envoyer le dossier et les comptes 2025", promise_in=1,
    ),
    Person(
        "Grace Holloway", "Beacon Hill Ventures", "Principal", "grace@beaconhill.example", "en", "noor", "18:52",
        "warm", "Investors", "Sees many wearables; asked about patents before anything else.",
        promise="send the list of our patents", promise_in=2,
    ),
    Person(
        "Hassan Benali", "Cité des Matières", "Commissaire d'exposition", "h.benali@citedesmatieres.example", "fr", "sacha", "18:58",
        "personal", "", "Exposition sur la lumière en 2027. Ami d'enfance du cousin de Sacha !", sorted_as="personal",
    ),
    Person(
        "Rachel Stein", "Summit & Pine", "Category Manager", "rachel.stein@summitandpine.example", "en", "sacha", "19:04",
        "warm", "Outdoor retailers", "Meeting today 12:30, LVCC South Hall. Brings her designer.",
        promise="bring the two sizes of the hood", promise_in=1, sorted_as="keep",
    ),
    Person(
        "Giulia Ferrante", "Ferrante Filati", "Export Manager", "giulia@ferrantefilati.example", "en", "noor", "19:09",
        "warm", "Suppliers", "Merino yarn that takes our core. Samples in February.", phone="+39 055 555 0190", as_vcard=True,
    ),
    Person(
        "Paul Kermadec", "Groupe Halgan", "Directeur industriel", "paul.kermadec@halgan.example", "fr", "camille", "19:15",
        "warm", "Industrial partners", "Bâches de camion qui savent qu'on les coupe. 30 000 camions. Prudent, veut des références.",
        promise="envoyer deux références industrielles", promise_in=2,
    ),
    Person(
        "Amara Diallo", "Studio Kora", "Costume designer", "amara@studiokora.example", "en", "noor", "19:22",
        "cold", "", "Stage costumes that glow on cue. Beautiful, small volumes.",
    ),
    Person(
        "Victor Aubin", "Maison Oréade", "Acheteur accessoires", "victor.aubin@oreade.example", "fr", "sacha", "19:28",
        "warm", "Luxury brands", "Gants chauffants sans fil visible. Rendez-vous aujourd'hui 13 h 15, LVCC Central Hall.",
        promise="apporter le prototype de gant", promise_in=1, sorted_as="keep",
    ),
    Person(
        "Nadia Petrov", "", "", "", "en", "noor", "19:34",
        "warm", "Press", "Podcast on materials, gave no card: look her up under The Loom Hour.", phone="+1 702 555 0119",
    ),
    Person(
        "Yann Quéméner", "Phare Numérique", "Président", "yann@pharenumerique.example", "fr", "camille", "19:41",
        "cold", "", "Voisin de stand, propose de partager l'écran géant et le café.",
    ),
)  # fmt: skip
