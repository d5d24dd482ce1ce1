"""A person at a browser without scripts, over real HTTP: reads pages, fills their forms, sends them."""

import threading
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException
from http.cookiejar import CookieJar
from typing import Any

from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from tests.house.forms import Data, Form, forms_of


@dataclass(frozen=True)
class Answered:
    """What the server said: its status, where it leads, its text."""

    status: int
    location: str
    text: str


class Person:
    """Signed in by a link; `url` may change, as when the server comes up on another port."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.cookies = CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies), _NoRedirects())

    def get(self, path: str) -> Answered:
        """Read a page."""
        return self._send(urllib.request.Request(self.url + path))

    def form(self, path: str, action: str = "") -> Form:
        """The form on the page whose address has `action` in it."""
        page = self.get(path)
        found = [form for form in forms_of(page.text, at=path) if form.method == "post" and action in form.action]
        assert found, f"{path} ({page.status}) has no form {action}"
        return found[0]

    def send(self, form: Form, **given: Any) -> Answered:
        """Send the form as it stands but for what is given."""
        return self._post(form.action, {**_as_it_stands(form), **given})

    def send_in_flight(self, form: Form, **given: Any) -> "InFlight":
        """Send the form and do not wait."""
        data = {**_as_it_stands(form), **given}
        return InFlight(lambda: self._post(form.action, data))

    def call(self, path: str, body: bytes) -> Answered:
        """Call the API with a JSON body."""
        request = urllib.request.Request(self.url + path, data=body, method="POST")
        request.add_header("Content-Type", "application/json")
        request.add_header(
            "X-CSRFToken", next(cookie.value or "" for cookie in self.cookies if cookie.name == "csrftoken")
        )
        return self._send(request)

    def _post(self, path: str, data: Mapping[str, Any]) -> Answered:
        request = urllib.request.Request(self.url + path, data=encode_multipart(BOUNDARY, dict(data)), method="POST")
        request.add_header("Content-Type", MULTIPART_CONTENT)
        return self._send(request)

    def _send(self, request: urllib.request.Request) -> Answered:
        try:
            with self._opener.open(request, timeout=60) as answer:
                return Answered(answer.status, "", answer.read().decode())
        except urllib.error.HTTPError as answer:
            with answer:
                return Answered(answer.code, answer.headers.get("Location", ""), answer.read().decode())


class InFlight:
    """A request under way. `answered` is None when the server went before it had answered."""

    def __init__(self, work: Any) -> None:
        self.answered: Answered | None = None
        self._thread = threading.Thread(target=self._run, args=(work,), daemon=True)
        self._thread.start()

    def end(self) -> Answered | None:
        """Wait for the end of it, whichever it is."""
        self._thread.join(60)
        assert not self._thread.is_alive()
        return self.answered

    def _run(self, work: Any) -> None:
        try:
            self.answered = work()
        except (OSError, HTTPException):
            self.answered = None


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


def _as_it_stands(form: Form) -> Data:
    return {name: asked.values for name, asked in form.fields.items() if asked.values and asked.kind != "submit"}
