"""Every address that the project answers at, with what to put into its parameters."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from tests.house.world import World, kinds

# What a parameter names where `<thing_id>` is not the id of a Thing, with the words before it where these tell.
PARAMETERS: dict[str, str] = {
    "directory/import/import_id": "DirectoryImport",
    "programme/import/import_id": "CalendarImport",
}
# Addresses that belong to no team, and why.
TEAMLESS: dict[str, str] = {
    "": "sends on to the user's own team",
    "account/": "one's own account: sign-in, name, passkeys",
    "api/docs": "describes the API, shows no row",
    "api/openapi.json": "describes the API, shows no row",
    "api/": "ninja's root: no page",
    "enter/": "a one-time link: whoever has the secret is the user",
    "join/": "an invitation: whoever has the secret may join",
    "feeds/": "a calendar for programs that cannot sign in: whoever has the secret address may read it",
    "healthz": "whether the process lives",
    "readyz": "whether database, worker and disk do",
    "gallery/": "components with made-up words, for developers",
}
PARAMETER = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>|\(\?P<(?P<regex>\w+)>")


@dataclass(frozen=True)
class Address:
    """A route of the resolver, as `t/<slug:team>/contacts/<uuid:contact_id>/`, and its name."""

    route: str
    name: str

    @property
    def known_teamless(self) -> bool:
        """Whether it belongs to no team, and this is known."""
        return any(
            self.route == known or (known != "api/" and known.endswith("/") and self.route.startswith(known))
            for known in TEAMLESS
        )

    @property
    def of_team(self) -> bool:
        return re.match(r"(t|api)/<(\w+:)?team>/", self.route) is not None

    @property
    def parameters(self) -> list[str]:
        return [match["name"] or match["regex"] for match in PARAMETER.finditer(self.route)]

    def filled(self, *, slug: str, world: World) -> str:
        """The path at the team `slug`, with the ids of `world`'s rows."""

        def value(match: re.Match[str]) -> str:
            return slug if match["name"] == "team" else world.id_of(self.model(match))

        return "/" + PARAMETER.sub(value, self.route)

    def model(self, parameter: re.Match[str]) -> str:
        """The model whose row this parameter of the route names."""
        place = PARAMETER.sub("", self.route[: parameter.start()]).replace("//", "/") + parameter["name"]
        special = [model for words, model in PARAMETERS.items() if place.endswith(words)]
        named = parameter["name"].removesuffix("_id").title().replace("_", "")
        known = special or [model.__name__ for model in kinds() if model.__name__ == named]
        assert known, f"say in addresses.py what <{parameter['name']}> of {self.route} names"
        return known[0]


def addresses() -> list[Address]:
    """All of them, in the resolver's order."""
    return list(_walk(get_resolver(), ""))


def team_addresses() -> list[Address]:
    """Those of a team."""
    return [address for address in addresses() if address.of_team]


def _walk(resolver: Any, prefix: str) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern, route)
        elif isinstance(pattern, URLPattern):
            yield Address(route, pattern.name or "")
