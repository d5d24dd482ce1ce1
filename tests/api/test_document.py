"""The OpenAPI document is a reviewed snapshot, served by the API itself."""

import json
from pathlib import Path

from django.test import Client

from showtime.api.document import document

REVIEWED = Path(__file__).parents[2] / "docs" / "openapi.json"


def test_document_is_as_reviewed() -> None:
    assert document() == REVIEWED.read_text(encoding="utf-8"), (
        "The API has changed. If that is meant: python -m showtime.api > docs/openapi.json, and review the difference."
    )


def test_document_is_served(client: Client, db: None) -> None:
    assert client.get("/api/openapi.json").json()["paths"].keys() == json.loads(document())["paths"].keys()


def test_document_names_every_field_with_a_type() -> None:
    for name, schema in json.loads(document())["components"]["schemas"].items():
        assert schema.get("description"), name
