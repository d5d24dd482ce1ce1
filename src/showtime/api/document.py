"""The API's OpenAPI document, as reviewed in docs/openapi.json."""

import json

from showtime.api.main import api


def document() -> str:
    """The document as JSON text, the same for the same API."""
    return json.dumps(api.get_openapi_schema(path_prefix="/api/"), indent=2, sort_keys=True, ensure_ascii=False) + "\n"
