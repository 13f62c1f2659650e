"""Is it alive, and is it ready? For whoever watches the processes."""

import threading
from datetime import timedelta

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from backend import clock
from exercises.models import Heartbeat

OLDEST_HEARTBEAT = timedelta(seconds=max(60, 6 * settings.SCHEDULER_TICK_SECONDS))


@never_cache
@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """The web process answers."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """Database, migrations and a scheduler that beats; 503 with the reason otherwise."""
    checks = {"database": "ok", "migrations": "ok", "scheduler": "ok"}
    try:
        if _is_migrated():
            checks["scheduler"] = _scheduler()
        else:
            checks["migrations"] = "not all are applied: run manage.py migrate"
    except Error:
        checks = {"database": "cannot be reached", "migrations": "unknown", "scheduler": "unknown"}
    fine = all(word == "ok" for word in checks.values())
    return JsonResponse({"status": "ok" if fine else "not ready", **checks}, status=200 if fine else 503)


_migrated = threading.Event()


def _is_migrated() -> bool:
    """Whether every migration of this code is applied. Once it is, that is not asked again: it costs much."""
    if not _migrated.is_set():
        executor = MigrationExecutor(connection)
        if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
            _migrated.set()
    return _migrated.is_set()


def _scheduler() -> str:
    beat = Heartbeat.objects.filter(name="scheduler").first()
    if beat is None:
        return "has never run: start manage.py runscheduler"
    age = clock.now() - beat.at
    return "ok" if age <= OLDEST_HEARTBEAT else f"last heard of {int(age.total_seconds())} seconds ago"
