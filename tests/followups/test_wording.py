"""Drafts, to the letter."""

from dataclasses import replace
from datetime import date

import pytest

from showtime.followups.wording import Facts, Promised, letter

FACTS = Facts(
    name="Anna Kim",
    show="CES 2026",
    day=date(2026, 1, 6),
    owner="Camille Roy",
    team="Lumen",
    met_by="Camille Roy",
    on_stand=True,
)
ENGLISH = Promised("Send her the price list for 200 units.", "Camille Roy", date(2026, 1, 9))
FRENCH = Promised("lui envoyer la grille tarifaire pour 200 pièces", "Camille Roy", date(2026, 1, 9))


def test_english_draft_says_the_promise_first() -> None:
    wording = letter(replace(FACTS, promises=[ENGLISH]), language="en")
    assert (wording.subject, wording.mixed) == ("Lumen at CES 2026: following up on our talk", False)
    assert wording.body == (
        "Dear Anna Kim,\n"
        "\n"
        "When we met on our stand at CES 2026 on Tuesday 6 January, I promised to send you the price list for 200 "
        "units, by Friday 9 January.\n"
        "\n"
        "If there is anything to add or to change, please reply to this message.\n"
        "\n"
        "Kind regards,\n"
        "\n"
        "Camille Roy\n"
        "Lumen\n"
    )


def test_french_draft_says_the_promise_first_in_french_typography() -> None:
    wording = letter(replace(FACTS, promises=[FRENCH]), language="fr")
    assert (wording.subject, wording.mixed) == ("Lumen au salon CES 2026\u00a0: suite à notre échange", False)
    assert wording.body == (
        "Bonjour Anna Kim,\n"
        "\n"
        "Lors de notre rencontre sur notre stand au salon CES 2026, le mardi 6 janvier, je vous ai promis de vous "
        "envoyer la grille tarifaire pour 200 pièces, au plus tard le vendredi 9 janvier.\n"
        "\n"
        "S’il y a quoi que ce soit à ajouter ou à modifier, n’hésitez pas à répondre à ce message.\n"
        "\n"
        "Bien cordialement,\n"
        "\n"
        "Camille Roy\n"
        "Lumen\n"
    )


def test_english_draft_without_promise_thanks() -> None:
    assert letter(FACTS, language="en").body == (
        "Dear Anna Kim,\n"
        "\n"
        "Thank you for the time that you gave me on our stand at CES 2026 on Tuesday 6 January.\n"
        "\n"
        "If you would like to go further, please reply to this message: I will be glad to find a time to talk.\n"
        "\n"
        "Kind regards,\n"
        "\n"
        "Camille Roy\n"
        "Lumen\n"
    )


def test_french_draft_without_promise_thanks() -> None:
    assert letter(FACTS, language="fr").body == (
        "Bonjour Anna Kim,\n"
        "\n"
        "Je vous remercie du temps que vous m’avez accordé sur notre stand au salon CES 2026, le mardi 6 janvier.\n"
        "\n"
        "Si vous souhaitez poursuivre cet échange, répondez simplement à ce message\u00a0: "
        "je trouverai volontiers un moment pour en parler.\n"
        "\n"
        "Bien cordialement,\n"
        "\n"
        "Camille Roy\n"
        "Lumen\n"
    )


def _opening(facts: Facts, language: str) -> str:
    return letter(facts, language=language).body.split("\n\n")[1]


def test_colleague_who_met_them_is_named() -> None:
    by_sacha = replace(FACTS, met_by="Sacha Blanc", on_stand=False, place="Caesars Palace")
    promised = replace(by_sacha, promises=[replace(ENGLISH, by="Sacha Blanc")])
    assert [_opening(by_sacha, "en"), _opening(by_sacha, "fr"), _opening(promised, "en")] == [
        "Thank you for the time that you gave my colleague Sacha Blanc at CES 2026 (Caesars Palace) on Tuesday 6 "
        "January.",
        "Je vous remercie du temps que vous avez accordé à Sacha Blanc au salon CES 2026 (Caesars Palace), "
        "le mardi 6 janvier.",
        "When you met my colleague Sacha Blanc at CES 2026 (Caesars Palace) on Tuesday 6 January, Sacha promised to "
        "send you the price list for 200 units, by Friday 9 January.",
    ]


def test_several_promises_by_several_of_us_are_a_list() -> None:
    promises = [FRENCH, Promised("catalogue 2026", "Sacha Blanc")]
    body = letter(replace(FACTS, promises=promises), language="fr").body
    assert body.split("\n\n")[1:3] == [
        "Lors de notre rencontre sur notre stand au salon CES 2026, le mardi 6 janvier, nous vous avons promis "
        "ceci\u00a0:",
        "- vous envoyer la grille tarifaire pour 200 pièces, au plus tard le vendredi 9 janvier\n- catalogue 2026",
    ]


def test_promise_in_the_other_language_is_quoted_and_pointed_out() -> None:
    wording = letter(replace(FACTS, promises=[ENGLISH]), language="fr")
    assert wording.mixed
    assert wording.body.split("\n\n")[1] == (
        "Lors de notre rencontre sur notre stand au salon CES 2026, le mardi 6 janvier, je vous ai promis ceci\u00a0: "
        "send you the price list for 200 units, au plus tard le vendredi 9 janvier."
    )


def test_due_date_is_left_out_where_the_promise_tells_it() -> None:
    promise = Promised("call him on Friday", "Camille Roy", date(2026, 1, 9))
    assert _opening(replace(FACTS, promises=[promise]), "en").endswith("I promised to call you on Friday.")


def test_unknown_name_and_first_of_a_month_and_salon() -> None:
    facts = replace(FACTS, name="", show="Salon du Bourget", day=date(2026, 5, 1))
    assert letter(facts, language="fr").body.split("\n\n")[:2] == [
        "Bonjour,",
        "Je vous remercie du temps que vous m’avez accordé sur notre stand au Salon du Bourget, le vendredi 1er mai.",
    ]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_nothing_but_the_facts_is_in_a_draft(language: str) -> None:
    """Two letters with different facts differ in these alone: no name, place or day comes from anywhere else."""
    other = Facts("Léa", "MWC", date(2026, 3, 2), "Zoé Li", "Nox", "Zoé Li", True)
    renamed = letter(FACTS, language=language).body
    for old, new in (
        ("Anna Kim", "Léa"),
        ("CES 2026", "MWC"),
        ("Camille Roy", "Zoé Li"),
        ("Lumen", "Nox"),
        ("Tuesday 6 January", "Monday 2 March"),
        ("mardi 6 janvier", "lundi 2 mars"),
    ):
        renamed = renamed.replace(old, new)
    assert renamed == letter(other, language=language).body
