"""What a balancer and a monitor are told."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from showtime.accounts import workers


def test_healthz_asks_nobody(client: Client) -> None:
    assert client.get("/healthz").content == b"ok\n"


def test_readyz_says_what_is_missing(db: None, client: Client) -> None:
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (503, {"database": True, "worker": False, "disk": True})


def test_readyz_with_a_living_worker(db: None, client: Client) -> None:
    worker = workers.start(now=timezone.now())
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (200, {"database": True, "worker": True, "disk": True})
    workers.beat(worker=worker, now=timezone.now() - timedelta(minutes=1))
    assert client.get("/readyz").status_code == 503
