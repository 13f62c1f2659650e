"""What Prometheus may read: what waits now, told by the web process, and what a scheduler has done since it started.

No clinic, no patient and no number is in any of it.
"""

from datetime import datetime

import structlog
from django.conf import settings
from django.db import Error
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
    generate_latest,
    start_http_server,
)

from backend import clock
from exercises.gateway import Accepted, Answer, Refused
from exercises.reads.reminders import backlog
from exercises.terms import Held, RefusalKind

log = structlog.get_logger(__name__)

# --- the scheduler: what it did, on METRICS_PORT -----------------------------------------------------------
LATENESS_S = (1, 5, 15, 30, 60, 120, 300, 900, 1800, 3600, 7200)
disable_created_metrics()  # when a counter began is when the process did

_planned = Counter("homestretch_settings_planned", "Settings whose slot was due and became a reminder.")
_claimed = Counter("homestretch_reminders_claimed", "Reminders claimed.")
_held = Counter("homestretch_reminders_held", "Reminders that did not go out, by reason.", ["reason"])
_accepted = Counter("homestretch_texts_accepted", "Texts the provider took.")
_refused = Counter(
    "homestretch_texts_refused", "Texts the provider did not take, by kind of refusal.", ["kind"]
)
_unknown = Counter("homestretch_texts_unknown", "Texts handed over whose outcome was not known then.")
_lateness = Histogram(
    "homestretch_reminder_lateness_seconds",
    "From when a reminder was due to when the text that the provider took was handed over.",
    buckets=LATENESS_S,
)
_beat = Gauge("homestretch_heartbeat_timestamp_seconds", "When this scheduler last beat, in Unix time.")
for _reason in Held:
    _held.labels(_reason.value)  # from the start at 0, so that the first one is a rise
for _kind in RefusalKind:
    _refused.labels(_kind.value)


def planned(count: int) -> None:
    _planned.inc(count)


def claimed(count: int) -> None:
    _claimed.inc(count)


def held(reason: Held, count: int = 1) -> None:
    _held.labels(reason.value).inc(count)


def answered(answer: Answer, late_s: float | None = None) -> None:
    """What the provider said to one call; `late_s` is how late a reminder was handed over, None for other texts.

    Only what it took is counted as late or in time: what it refuses for a while comes several times.
    """
    if isinstance(answer, Accepted):
        _accepted.inc()
        if late_s is not None:
            _lateness.observe(max(late_s, 0.0))
    elif isinstance(answer, Refused):
        _refused.labels(answer.kind.value).inc()
    else:
        _unknown.inc()


def beat(now: datetime) -> None:
    _beat.set(now.timestamp())


def serve() -> bool:
    """Opens the counters of this process to this machine, where METRICS_PORT names a port.

    Of several schedulers on one machine only one can have it. The others say so and work on unseen: False.
    """
    if not settings.METRICS_PORT:
        return False
    try:
        start_http_server(settings.METRICS_PORT, addr="127.0.0.1")
    except OSError as error:
        log.error("metrics_not_served", port=settings.METRICS_PORT, why=error.strerror)
        return False
    log.info("metrics_served", port=settings.METRICS_PORT)
    return True


# --- the web: what waits, at GET /metrics ------------------------------------------------------------------
@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """What waits, for who has the token METRICS_TOKEN. Without that setting there is no such page."""
    if not settings.METRICS_TOKEN:
        raise Http404
    told = request.headers.get("Authorization", "")
    if not constant_time_compare(told, f"Bearer {settings.METRICS_TOKEN}"):
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
    try:
        return HttpResponse(generate_latest(_waiting(clock.now())), content_type=CONTENT_TYPE_LATEST)
    except Error:
        return HttpResponse("The database cannot be reached.\n", status=503, content_type="text/plain")


def _waiting(now: datetime) -> CollectorRegistry:
    """What the database says at the moment it is asked, in six queries whatever waits."""
    found, registry = backlog(now=now), CollectorRegistry()
    due = Gauge(
        "homestretch_reminders_due",
        "Reminders due and not yet sent, by what they wait for: to be planned, sent, or sent again.",
        ["waiting"],
        registry=registry,
    )
    due.labels("plan").set(found.unplanned)
    due.labels("send").set(found.unsent)
    due.labels("again").set(found.refused)
    oldest = (now - found.oldest_due_at).total_seconds() if found.oldest_due_at else 0.0
    for name, meaning, value in (
        ("reminders_oldest_due_seconds", "How long the oldest of them has been due; 0 when none is.", oldest),
        (
            "texts_unsettled",
            "Texts of which nobody knows yet whether the provider took them.",
            found.unsettled,
        ),
        ("lanes_stopped", "Senders that the provider refuses.", found.stopped),
        (
            "heartbeat_age_seconds",
            "Since the newest heartbeat of any scheduler; +Inf before the first.",
            (now - found.beat_at).total_seconds() if found.beat_at else float("inf"),
        ),
    ):
        Gauge(f"homestretch_{name}", meaning, registry=registry).set(value)
    return registry
