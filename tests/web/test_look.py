"""The style sheet is the joined parts and stays small; icons exist; avatars have letters."""

import gzip
import re
from pathlib import Path

import pytest
from django.test import Client

from showtime.web import look
from showtime.web.templatetags.look import icon, initials

WEB = Path(look.__file__).parent.parent
ICON = re.compile(r"""{% icon "([\w-]+)"|icon_name="([\w-]+)\"""")


def test_sheet_is_joined_from_its_parts() -> None:
    assert look.SHEET.read_text("utf-8") == look.join(), "run: python -m showtime.web.look"


def test_every_part_is_joined() -> None:
    assert {path.stem for path in look.FOLDER.glob("*.css")} == set(look.PARTS)


def test_sheet_is_small() -> None:
    assert len(gzip.compress(look.SHEET.read_bytes())) < 12_000


def test_joining_keeps_what_stands_in_quotes() -> None:
    assert look.squeeze('a::before { content: "→ ; " ; }\n/* gone: {} */') == 'a::before{content:"→ ; "}'


def test_icons_of_templates_are_in_the_sprite() -> None:
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', (WEB / "static/web/icons.svg").read_text("utf-8")))
    texts = [path.read_text("utf-8") for path in (WEB / "templates").rglob("*.html")]
    used = {one or other for text in texts for one, other in ICON.findall(text)}
    assert used - drawn == set()


def test_icon_alone_is_read_aloud() -> None:
    assert icon("edit", "Edit <it>") == (
        '<svg class="icon" role="img" aria-label="Edit &lt;it&gt;"><use href="/static/web/icons.svg#edit"/></svg>'
    )


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Camille Roy", "CR"),
        ("Jean-Pierre de la Tour", "JT"),
        ("Élodie", "É"),
        ("  ", "?"),
        ("", "?"),
        ("(Bob) Ray", "R"),
        ("李 明", "李明"),
    ],
)
def test_initials_of_names(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_gallery_is_served_in_debug_only(client: Client, settings: object) -> None:
    settings.DEBUG = False  # type: ignore[attr-defined]
    assert client.get("/gallery/").status_code == 404
    settings.DEBUG = True  # type: ignore[attr-defined]
    assert client.get("/gallery/").status_code == 200
