"""Headers, cookies, throttling."""

from django.core.cache import cache
from django.test import Client

from showtime.accounts.models import Member, User

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)


def test_headers_of_a_page(camille_client: Client) -> None:
    headers = camille_client.get("/t/lumen/team/").headers
    assert {name: headers[name] for name in EXPECTED} == EXPECTED


EXPECTED = {
    "Content-Security-Policy": POLICY,
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), microphone=(self), geolocation=()",
    "Content-Language": "en",
}


def test_pages_speak_the_members_language_or_the_browsers(camille: Member, camille_client: Client) -> None:
    camille.user.language = ""
    camille.user.save()
    answer = camille_client.get("/t/lumen/team/", headers={"accept-language": "fr-FR,fr;q=0.9,en;q=0.5"})
    assert answer.headers["Content-Language"] == "fr"
    camille.user.language = "en"
    camille.user.save()
    answer = camille_client.get("/t/lumen/team/", headers={"accept-language": "fr-FR"})
    assert answer.headers["Content-Language"] == "en"


def test_guessing_a_password_is_throttled(db: None) -> None:
    User.objects.create_user("target@x.test", password="correct horse battery", name="Target")
    for number in range(5):
        Client().post("/account/login/", {"login": "Target@x.test", "password": f"guess {number}"})
    # allauth counts in the memory of one process; the count in the database holds for every process.
    cache.clear()
    answer = Client().post("/account/login/", {"login": "target@x.test", "password": "correct horse battery"})
    assert answer.status_code == 429


def test_page_without_csrf_token_is_refused(camille: Member) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(camille.user, backend="django.contrib.auth.backends.ModelBackend")
    assert client.post("/t/lumen/team/", {"name": "Forged"}).status_code == 403
