"""What a load balancer and a monitor ask."""

import shutil
from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_safe

from showtime.accounts import workers

LEAST_FREE_BYTES = 200 * 1024 * 1024


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 while the process answers; asks nothing of anybody."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when work can be done, 503 otherwise; says of database, worker and disk whether each is well."""
    checks = {"database": _well(_database), "worker": _well(_worker), "disk": _well(_disk)}
    return JsonResponse(checks, status=200 if all(checks.values()) else 503)


def _well(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except (DatabaseError, OSError):
        return False


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return True


def _worker() -> bool:
    return workers.alive(now=timezone.now())


def _disk() -> bool:
    return shutil.disk_usage(settings.DATA).free > LEAST_FREE_BYTES


urlpatterns = [path("healthz", healthz, name="healthz"), path("readyz", readyz, name="readyz")]
