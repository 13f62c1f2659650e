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
from exercises.models import Clinic, Heartbeat, Lane

OLDEST_HEARTBEAT = timedelta(seconds=max(60, 6 * settings.SCHEDULER_TICK_SECONDS))


@never_cache
@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """The web process answers."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """Database, migrations, a scheduler that beats and a provider that takes texts; 503 with the reason otherwise.

    A sender that the provider refuses is told, yet answers 503 only when no live clinic can send: one clinic's
    unpaid bill must not take the web process, and with it the patients' replies, from all the others.
    """
    checks = {"database": "ok", "migrations": "ok", "scheduler": "ok", "sending": "ok"}
    some_can_send = True
    try:
        if _is_migrated():
            checks["scheduler"] = _scheduler()
            checks["sending"], some_can_send = _sending()
        else:
            checks["migrations"] = "not all are applied: run manage.py migrate"
    except Error:
        checks = dict.fromkeys(checks, "unknown") | {"database": "cannot be reached"}
    vital = [word for name, word in checks.items() if name != "sending"]
    fine = some_can_send and all(word == "ok" for word in vital)
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


def _sending() -> tuple[str, bool]:
    """Whether the provider refuses the sender of live clinics, and whether any live clinic can send all the same."""
    stopped = Lane.objects.filter(stopped_at__isnull=False, clinic__live=True)
    codes = list(stopped.values_list("stopped_code", flat=True))
    if not codes:
        return "ok", True
    live = Clinic.objects.filter(live=True).count()
    named = ", ".join(sorted(set(codes)))
    told = f"stopped for {len(codes)} of {live} live clinics: the provider refuses the sender (code {named})"
    return told, len(codes) < live
