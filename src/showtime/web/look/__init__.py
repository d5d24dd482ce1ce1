"""The look of Showtime: style sheets in parts, joined into the one file that pages load.

Edit the `*.css` files beside this module, then run `python -m showtime.web.look`. The result is committed, so
neither a page nor an installation needs a build; a test fails when it is stale.
"""

from __future__ import annotations

import re
from pathlib import Path

PARTS = ("tokens", "base", "layout", "components", "day", "clock", "forms", "evening", "print")
LAYERS = "@layer tokens, base, layout, components, print;\n"
FOLDER = Path(__file__).parent
SHEET = FOLDER.parent / "static" / "web" / "showtime.css"


def join() -> str:
    """Return the style sheet made of all parts in order, without comments and idle white space."""
    return LAYERS + "".join(squeeze((FOLDER / f"{part}.css").read_text("utf-8")) + "\n" for part in PARTS)


def squeeze(css: str) -> str:
    """Drop comments, line breaks and the spaces that mean nothing; never touch what stands inside quotes."""
    pieces = re.split(r"""("[^"]*"|'[^']*')""", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL))
    for index in range(0, len(pieces), 2):
        text = re.sub(r"\s+", " ", pieces[index])
        text = re.sub(r"\s*([{};,])\s*", r"\1", text)
        pieces[index] = text.replace(": ", ":").replace(";}", "}")
    return "".join(pieces).strip()
