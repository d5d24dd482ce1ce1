"""Write the joined style sheet to where pages load it from."""

from showtime.web.look import SHEET, join

SHEET.parent.mkdir(parents=True, exist_ok=True)
SHEET.write_text(join(), encoding="utf-8")
