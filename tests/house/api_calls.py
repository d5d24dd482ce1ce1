"""Calls of the API with bodies made from its own schema, and with another team's ids in each place that takes an id."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from showtime.api.main import api
from tests.house.world import World

SAMPLES = {"uuid": "01a206c9-c02f-7312-8337-a1f8d15fbbcb", "date": "2026-01-08", "date-time": "2026-01-06T18:00:00Z"}


@dataclass(frozen=True)
class Call:
    """One method at one address, with bodies that differ in the id at one place."""

    method: str
    path: str
    place: str
    bodies: list[str]


def calls_with_ids_of(other: World, *, slug: str) -> Iterator[Call]:
    """Every call of the API that has a body, for every place in the body with each id of `other` in turn."""
    document = api.get_openapi_schema(path_prefix="/api/")
    known = document["components"]["schemas"]
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            if "requestBody" in operation:
                schema = operation["requestBody"]["content"]["application/json"]["schema"]
                for place in _places(schema, known):
                    bodies = [json.dumps(_sample(schema, known, place, other.id_of(model))) for model in other.rows]
                    yield Call(method.upper(), path.replace("{team}", slug), place, bodies)


def _places(schema: Any, known: Any, before: str = "") -> list[str]:
    """Where a body has an id, as `items.segment`."""
    schema = _resolved(schema, known)
    if schema.get("format") == "uuid":
        return [before]
    found = _places(schema["items"], known, before) if "items" in schema else []
    for name, each in schema.get("properties", {}).items():
        found += _places(each, known, f"{before}.{name}".strip("."))
    return found


def _sample(schema: Any, known: Any, place: str, key: str, here: str = "") -> Any:
    """A body that the schema allows, with `key` at `place`."""
    schema = _resolved(schema, known)
    if here == place:
        return key
    if "enum" in schema:
        return schema["enum"][0]
    if schema.get("type") == "object":
        inside = {name: f"{here}.{name}".strip(".") for name in schema.get("properties", {})}
        wanted = {name for name, path in inside.items() if place == path or place.startswith(f"{path}.")}
        chosen = [name for name in inside if name in wanted or name in schema.get("required", [])]
        return {name: _sample(schema["properties"][name], known, place, key, inside[name]) for name in chosen}
    if schema.get("type") == "array":
        return [_sample(schema["items"], known, place, key, here)]
    if schema.get("type") == "string":
        return SAMPLES.get(schema.get("format", ""), "something")
    return {"boolean": True, "integer": 1, "number": 1}[schema["type"]]


def _resolved(schema: Any, known: Any) -> Any:
    """The schema that is pointed to, or the first of several that is not null."""
    if "$ref" in schema:
        return _resolved(known[schema["$ref"].rpartition("/")[2]], known)
    for several in ("anyOf", "oneOf", "allOf"):
        if several in schema:
            return _resolved(next(each for each in schema[several] if each.get("type") != "null"), known)
    return schema
