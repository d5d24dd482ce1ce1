"""Signs of life of the background workers."""

import socket
from datetime import datetime, timedelta

from showtime.accounts.models import Worker

ALIVE = timedelta(seconds=45)


def start(*, now: datetime) -> Worker:
    """Announce a worker; rows of workers long gone are cleared away."""
    Worker.objects.filter(beat_at__lt=now - timedelta(days=1)).delete()
    return Worker.objects.create(host=socket.gethostname(), started_at=now, beat_at=now)


def beat(*, worker: Worker, now: datetime) -> None:
    """Say that the worker lives."""
    Worker.objects.filter(pk=worker.pk).update(beat_at=now)


def stop(*, worker: Worker) -> None:
    """Say that the worker ended in good order."""
    Worker.objects.filter(pk=worker.pk).delete()


def alive(*, now: datetime) -> bool:
    """Whether any worker has been heard of lately."""
    return Worker.objects.filter(beat_at__gte=now - ALIVE).exists()
