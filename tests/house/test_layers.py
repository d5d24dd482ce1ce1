"""What the linters cannot see: references between rooms, rows without a team, words and clocks in the wrong place."""

import ast
import configparser
import re
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path

from django.apps import apps
from django.db import models

from showtime.accounts.models import TeamRow

ROOT = Path(__file__).parent.parent.parent
SOURCE = ROOT / "src" / "showtime"
TEMPLATES = sorted(SOURCE.glob("**/templates/**/*.html"))

# Models whose rows belong to no team, and why.
TEAMLESS = {
    "User": "belongs to several teams, through Member",
    "Team": "is the team",
    "SignInLink": "belongs to a user",
    "Worker": "a process of the server",
}
# Real time is asked for here, and why; everything else asks lib.clock.
REAL_TIME = {
    "cli/serve.py": "sets the show's clock by the real one; waits for processes",
    "cli/worker.py": "its sign of life is read by the machine",
    "cli/team.py": "expiry of sign-in links",
    "cli/backup.py": "when the archive was made",
    "lib/clock.py": "is the clock",
    "web/enter.py": "expiry of links and invitations",
    "web/team.py": "expiry of invitations; the audit of the team's door",
    "web/health.py": "whether a worker lives now",
}
PRINTS = {"cli": "a command prints", "api/__main__.py": "prints the document", "web/look/__main__.py": "a build step"}
CLOCKS = {
    *("datetime.now", "datetime.utcnow", "datetime.today", "date.today", "timezone.now", "timezone.localdate"),
    *("timezone.localtime", "time.time", "dt.datetime.now", "datetime.datetime.now", "datetime.date.today"),
}


def test_references_between_rows_point_down_the_table_of_rooms() -> None:
    """Foreign keys named by a string escape import-linter."""
    ranks = _ranks()
    up = [
        f"{model.__name__}.{one.name}"
        for model in _models()
        for one in [*model._meta.local_fields, *model._meta.local_many_to_many]
        if isinstance(target := one.related_model, type)
        and target._meta.app_config is not None
        and (room := _room(target)) in ranks
        and room != _room(model)
        and ranks[room] <= ranks[_room(model)]
    ]
    assert up == []


def test_every_row_belongs_to_a_team_unless_known_not_to() -> None:
    teamless = {model.__name__ for model in _models() if not issubclass(model, TeamRow)}
    automatic = {model.__name__ for model in _models() if model._meta.auto_created}
    assert teamless - automatic == set(TEAMLESS)


def test_templates_have_nothing_inline() -> None:
    """The content security policy would refuse it, in silence, at run time."""
    inline = re.compile(
        r"""<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*["']|javascript:|<script(?![^>]*(\ssrc=|type="application/json"))""",
        re.I,
    )
    assert _matches(inline) == []


def test_templates_speak_through_gettext() -> None:
    found = []
    for file in TEMPLATES:
        if "gallery" not in str(file.relative_to(SOURCE)):
            found += [f"{file.relative_to(SOURCE)}: {words}" for words in _bare_words(file.read_text())]
    assert found == []


def test_only_commands_print() -> None:
    assert _calls({"print"}, PRINTS) == []


def test_the_show_asks_the_shows_clock() -> None:
    assert _calls(CLOCKS, REAL_TIME) == []


def test_lists_of_exceptions_hold_nothing_that_is_gone() -> None:
    gone = [name for name in [*REAL_TIME, *PRINTS] if not (SOURCE / name).exists()]
    unused = [name for name in REAL_TIME if _calls(CLOCKS, REAL_TIME.keys() - {name}) == []]
    assert (gone, unused) == ([], [])


def _models() -> list[type[models.Model]]:
    configs = [config for config in apps.get_app_configs() if config.name.startswith("showtime.")]
    return [model for config in configs for model in config.get_models(include_auto_created=True)]


def _room(model: type[models.Model]) -> str:
    return model.__module__.split(".")[1]


def _ranks() -> dict[str, int]:
    """How far down the table of rooms each stands."""
    table = configparser.ConfigParser()
    table.read(ROOT / ".importlinter")
    layers = table["importlinter:contract:rooms"]["layers"].strip().splitlines()
    return {room.strip(): rank for rank, line in enumerate(layers) for room in line.split("|")}


def _matches(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{file.relative_to(SOURCE)}:{number}: {match.group().strip()}"
        for file in TEMPLATES
        for number, line in enumerate(file.read_text().splitlines(), 1)
        for match in pattern.finditer(line)
    ]


READ_ALOUD = re.compile(r"""\s(?:title|alt|placeholder|aria-label|aria-description)="([^"]*)\"""")
# Names, abbreviations and units that are the same in all languages.
SAME = re.compile(r"\b(Showtime|CSV|TSV|JSON|vCard|MECARD|HubSpot|Salesforce|QR|SMTP|STARTTLS|TLS|URL|min)\b")
# A text given to a tag as it stands; `_("...")` is how it would be translated.
GIVEN = re.compile(r"""{%[^%]*?[\w]=(?P<quote>["'])(?P<text>[A-Z][^"']*\s[^"']*)(?P=quote)""")


def _bare_words(template: str) -> Iterator[str]:
    """Words that a reader would see and that no translation can reach."""
    yield from (match["text"] for match in GIVEN.finditer(template))
    for pattern in (
        r"{%\s*comment\b.*?{%\s*endcomment\s*%}",
        r"{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}",
        r"{%\s*block \w+_(?:attributes|class)\s*%}.*?{%\s*endblock",
        r"{#.*?#}",
        r"<!--.*?-->",
        r"<(script|svg)\b.*?</\1>",
        r"{%.*?%}",
        r"{{.*?}}",
        r"<!doctype[^>]*>",
        r"&\w+;",
    ):
        template = re.sub(pattern, " ", template, flags=re.S | re.I)
    spoken = [*READ_ALOUD.findall(template), *re.sub(r"<[^>]*>", "\n", template).splitlines()]
    for text in spoken:
        if re.search(r"[^\W\d_]{2,}", SAME.sub("", text)):
            yield text.strip()


def _calls(names: set[str], excepted: Collection[str]) -> list[str]:
    return [
        f"{path}:{line}: {name}"
        for path, line, name in _all_calls()
        if name in names and not any(path == each or path.startswith(f"{each}/") for each in excepted)
    ]


@cache
def _all_calls() -> list[tuple[str, int, str]]:
    """Every call of a printer or a clock in the source: the file, the line, the function."""
    return [
        (str(file.relative_to(SOURCE)), node.lineno, name)
        for file in sorted(SOURCE.glob("**/*.py"))
        if "migrations" not in file.parts
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Call) and (name := ast.unparse(node.func)) in {"print", *CLOCKS}
    ]
