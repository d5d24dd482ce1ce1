"""The demo's places, ways, two days of events, journeys, roster, notes and wishes. Streets and parties are invented."""

from dataclasses import dataclass

# What is it called, what is it, what is it inside of.
PLACES: tuple[tuple[str, str, str], ...] = (
    ("Venetian Expo", "venue", ""),
    ("Venetian Expo, Hall G", "hall", "Venetian Expo"),
    ("Venetian Expo, Halls A-D", "hall", "Venetian Expo"),
    ("Venetian, level 2", "restaurant", "Venetian Expo"),
    ("Start-up stage, Hall G", "other", "Venetian Expo, Hall G"),
    ("Stand 61847", "stand", "Venetian Expo, Hall G"),
    ("LVCC", "venue", ""),
    ("LVCC, North Hall", "hall", "LVCC"),
    ("LVCC, Central Hall", "hall", "LVCC"),
    ("LVCC, South Hall", "hall", "LVCC"),
    ("Aria", "venue", ""),
    ("Hotel Mariposa", "hotel", ""),
    ("Rooftop of the Hotel Saguaro", "restaurant", ""),
)
STAND = "Stand 61847"

# From, to, how, the minutes that one would expect.
LEGS: tuple[tuple[str, str, str, int], ...] = (
    ("Hotel Mariposa", "Venetian Expo", "taxi", 20),
    ("Hotel Mariposa", "LVCC", "taxi", 15),
    ("Venetian Expo, Hall G", "Venetian Expo, Halls A-D", "walk", 9),
    ("Venetian Expo, Hall G", "Venetian, level 2", "walk", 8),
    ("Venetian Expo, Hall G", "LVCC", "shuttle", 20),
    ("Venetian Expo", "Aria", "taxi", 15),
    ("LVCC, North Hall", "LVCC, Central Hall", "walk", 8),
    ("LVCC, Central Hall", "LVCC, South Hall", "walk", 8),
    ("LVCC", "Aria", "taxi", 20),
    ("Venetian Expo", "Rooftop of the Hotel Saguaro", "taxi", 15),
    ("Aria", "Rooftop of the Hotel Saguaro", "taxi", 12),
    ("Hotel Mariposa", "Rooftop of the Hotel Saguaro", "taxi", 12),
)


@dataclass(frozen=True, slots=True)
class Happening:
    """An event: `day` 0 is today, -1 yesterday, 1 tomorrow; `with_whom` are e-mail addresses of people met."""

    day: int
    start: str
    end: str
    title: str
    kind: str
    place: str
    who: tuple[str, ...]
    note: str = ""
    with_whom: tuple[str, ...] = ()


ALL = ("camille", "sacha", "noor")
EVENTS: tuple[Happening, ...] = (
    Happening(-1, "08:30", "12:00", "Build the stand", "other", STAND, ALL, "Crate 1 of 2. Power from 8:00."),
    Happening(-1, "14:00", "15:00", "Exhibitors' briefing", "talk", "Venetian, level 2", ("camille",)),
    Happening(-1, "17:00", "20:00", "Preview evening for press and buyers", "other", "Venetian Expo, Halls A-D", ALL),
    Happening(0, "07:30", "08:45", "Breakfast hosted by the Region", "breakfast", "Venetian, level 2", ("camille", "noor"),
              "Badge and business cards. The agency introduces us to the consul.", ("b.noel@agence-region.example",)),
    Happening(0, "09:00", "09:30", "Mentor: Jeanne Abril", "mentor", "Venetian, level 2", ("camille",),
              "One question only: sell thread, or sell jackets?"),
    Happening(0, "10:15", "10:45", "Interview: The Aurora Wire", "appointment", STAND, ("sacha",), "She wants to touch everything.",
              ("sofia.lindqvist@aurorawire.example",)),
    Happening(0, "11:30", "11:45", "Pitch: start-up stage", "pitch", "Start-up stage, Hall G", ("camille",), "Four minutes, then questions."),
    Happening(0, "12:30", "13:00", "Summit & Pine", "appointment", "LVCC, South Hall", ("camille",), "", ("rachel.stein@summitandpine.example",)),
    Happening(0, "13:15", "13:45", "Maison Oréade", "appointment", "LVCC, Central Hall", ("camille",), "Bring the glove.",
              ("victor.aubin@oreade.example",)),
    Happening(0, "14:00", "14:30", "Hanbit Modules", "appointment", "LVCC, North Hall", ("camille",), "", ("jiwoo.park@hanbit-modules.example",)),
    Happening(0, "14:15", "14:45", "Castellan Robotics", "appointment", "Venetian Expo, Halls A-D", ("camille",), "",
              ("priya.raman@castellan.example",)),
    Happening(0, "15:40", "16:10", "Northfold Outfitters", "appointment", "Aria", ("camille",), "Suite on the 31st floor.",
              ("tom.whitaker@northfold.example",)),
    Happening(0, "16:30", "17:00", "Pitch: investors' afternoon", "pitch", "Aria", ("camille",), "Élodie Trân comes to listen.",
              ("elodie.tran@riveouest.example",)),
    Happening(0, "20:00", "23:00", "Party of the French start-ups", "party", "Rooftop of the Hotel Saguaro", ALL,
              "Meet the Korean delegation. Home before midnight: tomorrow is the most intense day."),
    Happening(1, "08:00", "08:45", "Breakfast: women in hardware", "breakfast", "Venetian, level 2", ("noor",)),
    Happening(1, "11:00", "11:30", "Groupe Halgan", "appointment", STAND, ("sacha",), "", ("paul.kermadec@halgan.example",)),
)  # fmt: skip

# Day, from, to, who holds the stand. Sacha eats from 14:00 to 14:30: the gap is for the visitor to find.
SHIFTS: tuple[tuple[int, str, str, str], ...] = (
    (0, "09:45", "14:00", "sacha"),
    (0, "09:45", "11:15", "camille"),
    (0, "11:15", "18:00", "noor"),
    (0, "14:30", "18:00", "sacha"),
    (1, "08:45", "13:30", "noor"),
    (1, "08:45", "12:00", "camille"),
    (1, "12:00", "18:00", "sacha"),
    (1, "13:30", "18:00", "camille"),
)

# Day, who, from, to, how, departed, arrived: yesterday's jam.
JOURNEYS: tuple[tuple[int, str, str, str, str, str, str], ...] = (
    (-1, "camille", "Hotel Mariposa", "Venetian Expo", "taxi", "07:35", "08:30"),
    (-1, "sacha", "Hotel Mariposa", "Venetian Expo", "taxi", "07:50", "08:41"),
    (-1, "noor", "Hotel Mariposa", "Venetian Expo", "taxi", "12:10", "12:36"),
    (-1, "camille", "Venetian Expo", "Hotel Mariposa", "taxi", "20:20", "20:47"),
)

# Day, time, who, kind, text.
NOTES: tuple[tuple[int, str, str, str, str], ...] = (
    (-1, "08:34", "camille", "to_self", "Leave even earlier tomorrow: 55 minutes for what the map calls 20."),
    (-1, "12:20", "noor", "to_self", "Prendre du gaffer et une multiprise : celle du stand est trop courte."),
    (-1, "16:02", "sacha", "observation", "Korea has a whole aisle in Hall G, nearly every second stand says IoT."),
    (-1, "18:20", "camille", "observation", "Buyers ask about washing before anything else."),
    (-1, "20:12", "camille", "lesson", "Put the washing test on the panel, not in the folder."),
    (-1, "21:05", "camille", "to_self", "Charge the three prototypes before breakfast."),
)

# What, its country, value from 1 to 10, minutes.
WISHES: tuple[tuple[str, str, int, int], ...] = (
    ("Korea's pavilion, Hall G", "KR", 9, 40),
    ("Japan's pavilion, Hall G", "JP", 7, 30),
    ("Taiwan's pavilion, Hall G", "TW", 5, 30),
    ("The Netherlands' pavilion, Hall G", "NL", 6, 20),
)

CHIPS: tuple[str, ...] = (
    "Luxury brands",
    "Outdoor retailers",
    "Industrial partners",
    "Investors",
    "Press",
    "Suppliers",
)
