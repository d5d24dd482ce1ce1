"""Words that people of a show say, in French and in English, for a database that reads like a real one."""

# ruff: noqa: E501 - tables of text

GIVEN = (
    *("Anaïs", "Benoît", "Chloé", "Damien", "Élodie", "François", "Gaëlle", "Hugo", "Inès", "Jérôme", "Léa", "Maël"),
    *(
        "Alice",
        "Brian",
        "Caroline",
        "David",
        "Emily",
        "Frank",
        "Grace",
        "Henry",
        "Ji-woo",
        "Min-jun",
        "Olivia",
        "Peter",
    ),
    *("Quinn", "Rosa", "Seo-yeon", "Takumi", "Ursula", "Víctor", "Wei", "Xavier", "Yuki", "Zoë", "Aurélie", "Søren"),
)
FAMILY = (
    *(
        "Lefèvre",
        "Müller",
        "Garnier",
        "Chevalier",
        "Fontaine",
        "Rousseau",
        "Marchand",
        "Bouvier",
        "Pelletier",
        "Guérin",
    ),
    *("Carter", "Nguyen", "Kim", "Park", "Nakamura", "Okafor", "Rossi", "Silva", "Andersson", "Novák", "Whitfield"),
    *("O'Brien", "Delacroix", "Hoffmann", "Ibáñez", "Dubois", "Lindqvist", "Moreau", "Sato", "Tanaka", "Vasseur"),
    *("Abernathy", "Beaumont", "Castellano", "Dvořák", "Ekström", "Faure", "Grant", "Hale", "Jarvis", "Kowalski"),
)
FIRMS = (
    *("Alpine", "Nordlicht", "Maison Aubert", "Blue Harbor", "Seoul Sense", "Atelier du Lac", "Kestrel", "Lumière"),
    *("Redwood", "Hanbit", "Orbis", "Pacific", "Quartz", "Rivière", "Solstice", "Terra Nova", "Umbra", "Vertigo"),
    *("Westbrook", "Yamato", "Zenith", "Grand Large", "Copper Creek", "Belle Étoile", "Farsight", "Hémisphère"),
)
TRADES = (
    *(
        "Outdoor",
        "Retail Group",
        "Robotics",
        "Optique",
        "Watches",
        "Mobility",
        "Santé",
        "Capital",
        "Media",
        "Logistics",
    ),
    *("Énergie", "Sports", "Home", "Semiconductors", "Textiles", "Audio", "Cycles", "Labs", "Conseil", "Distribution"),
)
TITLES = {
    "fr": (
        "Responsable des achats",
        "Directrice innovation",
        "Journaliste",
        "Chef de produit",
        "Fondateur",
        "Ingénieure",
    ),
    "en": ("Head of Purchasing", "VP Innovation", "Reporter", "Product Manager", "Founder", "Field Engineer"),
}
SEGMENTS = ("Luxury brand", "Outdoor retailer", "Industrial partner", "Press", "Investor", "Public body")
NOTES = {
    "fr": (
        "A essayé le prototype deux fois, veut savoir si la batterie tient une nuit à -10 °C. Décide avec son associé.",
        "Cherche un partenaire pour ses quarante magasins en montagne ; le prix public lui paraît juste.",
        "Prépare un dossier sur les objets portés et voudrait un appareil de prêt avant la fin du mois.",
        "Leur propre capteur coûte trois fois plus. Demande la fiche technique et une date pour un essai en usine.",
        "Rencontrée dans la file du café ; connaît très bien le réseau des stations et propose de nous présenter.",
    ),
    "en": (
        "Tried the prototype twice, asks whether the battery lasts a night at 14 °F. Decides with her partner.",
        "Looks for a partner for forty shops in the mountains; finds the retail price about right.",
        "Writes a feature on wearables and would like a review unit before the end of the month.",
        "Their own sensor costs three times as much. Wants the data sheet and a date for a trial in the factory.",
        "Met in the queue for coffee; knows everybody at the resorts and offers to introduce us.",
    ),
}
PROMISES = {
    "fr": (
        "envoyer la fiche technique",
        "proposer une date pour l'essai",
        "prêter un appareil",
        "envoyer les prix par cent",
    ),
    "en": ("send the data sheet", "suggest a date for the trial", "lend a unit", "send prices per hundred"),
}
SUBJECTS = {
    "fr": ("Rendez-vous demain ?", "Suite à notre échange", "Demande de visuels", "Votre stand"),
    "en": ("A meeting tomorrow?", "Following up on our talk", "Pictures for our article", "Your stand"),
}
MAILS = {
    "fr": (
        "Bonjour,\n\nmerci pour l'accueil sur votre stand. Seriez-vous disponible demain vers quinze heures pour en parler "
        "avec notre directeur des achats ? Nous sommes au Venetian toute la journée.\n\nBien à vous"
    ),
    "en": (
        "Hello,\n\nthank you for the welcome at your stand. Would you have half an hour tomorrow around three to go over it "
        "with our head of purchasing? We are at the Venetian all day.\n\nBest regards"
    ),
}
LETTERS = {
    "fr": (
        "Bonjour {name},\n\nc'était un plaisir de vous rencontrer hier. Comme promis, je reviens vers vous pour {promise}. "
        "Dites-moi ce qui vous conviendrait le mieux.\n\nBien à vous\nCamille"
    ),
    "en": (
        "Hello {name},\n\nit was a pleasure to meet you yesterday. As promised I am writing to {promise}. Tell me what would "
        "suit you best.\n\nBest regards\nCamille"
    ),
}
EVENTS = (
    *("Petit déjeuner de la région", "Coffee with our mentor", "Pitch at Eureka Park", "Point avec l'équipe du stand"),
    *("Demo for a retailer", "Interview", "Déjeuner avec un investisseur", "Evening of the French Tech"),
)
JOURNAL = (
    *("Leave even earlier tomorrow: forty minutes in the jam.", "Penser à recharger les deux tablettes ce soir."),
    *("Korea is there in force, and everything has a sensor in it.", "Le prix en gros titre attire plus que la démo."),
    *("Bring water for the stand.", "Deux stands plus loin : même idée, sans l'autonomie."),
)
HALLS = ("Hall A", "Hall B", "Hall C", "Hall D", "Hall G", "North Hall", "Central Hall", "South Hall", "West Hall")
CATEGORIES = (
    *("Accessories", "Agriculture", "Artificial intelligence", "Audio", "Beauty", "Construction", "Digital health"),
    *(
        "Drones",
        "Education",
        "Energy",
        "Fashion",
        "Fitness",
        "Food",
        "Gaming",
        "Home",
        "Internet of things",
        "Lighting",
    ),
    *("Mobility", "Quantum", "Robotics", "Sensors", "Smart cities", "Sport", "Sustainability", "Travel", "Video"),
)
COUNTRIES = ("US", "FR", "KR", "JP", "CN", "DE", "CH", "IT", "GB", "CA", "TW", "NL", "IL", "SE", "ES", "BE")
