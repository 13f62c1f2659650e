"""What Prometheus reads: what waits, from the web process, and what a scheduler did, from the scheduler."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import requests
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from prometheus_client import REGISTRY
from prometheus_client.parser import text_string_to_metric_families

from backend import clock, metrics
from exercises.actions.watch import beat
from exercises.gateway import Accepted, Answer, Refused, Unknown
from exercises.models import Lane
from exercises.terms import Held, RefusalKind
from tests import make
from tests.backend.test_settings import PRODUCTION, start

ROOT = Path(__file__).resolve().parents[2]
TOKEN = "a-token-of-some-length"


def scrape(token: str | None = TOKEN) -> Any:
    return Client().get("/metrics", headers={"Authorization": f"Bearer {token}"} if token else {})


Samples = dict[tuple[str, tuple[tuple[str, str], ...]], float]


def samples(text: str) -> Samples:
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


# --- the web: what waits -----------------------------------------------------------------------------------
@pytest.fixture
def with_token(settings: Any) -> None:
    settings.METRICS_TOKEN = TOKEN


@pytest.mark.django_db
@pytest.mark.parametrize("debug", [True, False])
def test_without_the_setting_there_is_no_such_page(settings: Any, debug: bool) -> None:
    settings.DEBUG = debug
    assert [scrape(token).status_code for token in (None, "", TOKEN)] == [404, 404, 404]


@pytest.mark.parametrize(
    "given", [None, "", "Bearer", TOKEN, f"Token {TOKEN}", f"Bearer {TOKEN}x", "Bearer é"]
)
def test_only_the_token_opens_it(with_token: None, given: str | None) -> None:
    """No database is asked: this test has none."""
    answer = Client().get("/metrics", headers={} if given is None else {"Authorization": given})
    assert (answer.status_code, answer.content, answer["WWW-Authenticate"]) == (401, b"", "Bearer")


@pytest.mark.django_db
def test_what_waits_is_told_in_six_queries(with_token: None) -> None:
    now, clinic = clock.now(), make.clinic()
    make.reminder_setting(make.patient(clinic), now=now - timedelta(days=2))
    Lane.objects.create(clinic=clinic, free_at=now, ends_at=now, stopped_at=now, probe_at=now)
    beat("scheduler", now=now - timedelta(seconds=30))
    with CaptureQueriesContext(connection) as queries:
        answer = scrape()
    assert (answer.status_code, len(queries)) == (200, 6)
    assert answer["Content-Type"].startswith("text/plain")
    assert "no-store" in answer["Cache-Control"]
    found = samples(answer.content.decode())
    assert {sample: value for sample, value in found.items() if not sample[0].endswith("_seconds")} == {
        ("homestretch_reminders_due", (("waiting", "plan"),)): 1,
        ("homestretch_reminders_due", (("waiting", "send"),)): 0,
        ("homestretch_reminders_due", (("waiting", "again"),)): 0,
        ("homestretch_texts_unsettled", ()): 0,
        ("homestretch_lanes_stopped", ()): 1,
    }
    assert 86_400 <= found["homestretch_reminders_oldest_due_seconds", ()] <= 3 * 86_400
    assert 30 <= found["homestretch_heartbeat_age_seconds", ()] < 60


@pytest.mark.django_db
def test_where_nothing_ever_ran_the_heartbeat_is_infinitely_old(with_token: None) -> None:
    found = samples(scrape().content.decode())
    assert found["homestretch_heartbeat_age_seconds", ()] == float("inf")
    assert found["homestretch_reminders_oldest_due_seconds", ()] == 0


@pytest.mark.django_db
def test_without_its_database_it_answers_503(with_token: None) -> None:
    def fail(*_: Any) -> None:
        raise OperationalError("connection refused: 10.0.0.7")

    with connection.execute_wrapper(fail):
        answer = scrape()
    assert answer.status_code == 503
    assert "10.0.0.7" not in answer.content.decode()


def test_it_is_read_only(with_token: None) -> None:
    assert Client().post("/metrics").status_code == 405


# --- the scheduler: what it did ----------------------------------------------------------------------------
def counted() -> Samples:
    """What the counters of this process say now, without the buckets."""
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in REGISTRY.collect()
        for sample in family.samples
        if sample.name.startswith("homestretch_") and not sample.name.endswith("_bucket")
    }


LATE = "homestretch_reminder_lateness_seconds"
ANSWERS: dict[str, tuple[Answer, float | None, dict[str, float]]] = {
    "a reminder it took": (
        Accepted("SM1"),
        2.5,
        {"homestretch_texts_accepted_total": 1, f"{LATE}_count": 1, f"{LATE}_sum": 2.5},
    ),
    "before its time, by a clock set back": (
        Accepted("SM1"),
        -3600.0,
        {"homestretch_texts_accepted_total": 1, f"{LATE}_count": 1},
    ),
    "a text that has no hour": (Accepted("SM1"), None, {"homestretch_texts_accepted_total": 1}),
    "a reminder it refused": (
        Refused("21610", RefusalKind.OPTED_OUT),
        2.5,
        {"homestretch_texts_refused_total kind=opted_out": 1},
    ),
    "nobody knows": (Unknown("ReadTimeout"), 2.5, {"homestretch_texts_unknown_total": 1}),
}


def rises(before: Samples) -> dict[str, float]:
    """What rose since, as "name label=value"."""
    return {
        " ".join([name, *(f"{label}={word}" for label, word in labels)]): value - before[name, labels]
        for (name, labels), value in counted().items()
        if value != before[name, labels]
    }


@pytest.mark.parametrize("which", ANSWERS)
def test_an_answer_counts_where_it_belongs(which: str) -> None:
    answer, late_s, expected = ANSWERS[which]
    before = counted()
    metrics.answered(answer, late_s)
    assert rises(before) == expected


def test_work_is_counted_by_how_much_it_was() -> None:
    before = counted()
    metrics.planned(500)
    metrics.claimed(16)
    metrics.claimed(0)
    metrics.held(Held.TOO_LATE)
    metrics.held(Held.TOO_LATE, 4)
    assert rises(before) == {
        "homestretch_settings_planned_total": 500,
        "homestretch_reminders_claimed_total": 16,
        "homestretch_reminders_held_total reason=too_late": 5,
    }


def test_every_reason_and_kind_is_there_before_it_happens() -> None:
    """Otherwise the first of each would be no rise, and go unnoticed."""
    there = {labels for name, labels in counted() if name.endswith(("held_total", "refused_total"))}
    assert there == {(("reason", reason.value),) for reason in Held} | {
        (("kind", kind.value),) for kind in RefusalKind
    }


def test_a_heartbeat_is_an_instant() -> None:
    metrics.beat(make.NOW)
    assert counted()["homestretch_heartbeat_timestamp_seconds", ()] == make.NOW.timestamp()


SCHEDULER = """
import sys, django
django.setup()
from backend import metrics
print(metrics.serve(), flush=True)
metrics.planned(3)
sys.stdin.read()
"""


@pytest.fixture
def port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        return int(taken.getsockname()[1])


def scheduler(port: int, environment: dict[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", SCHEDULER],
        cwd=ROOT,
        env=environment | {"METRICS_PORT": str(port), "DJANGO_SETTINGS_MODULE": "backend.settings"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[dict[str, str]]:
    yield {**PRODUCTION, "DATABASE_URL": f"sqlite:///{tmp_path / 'none.sqlite3'}"}


@pytest.mark.process
def test_a_scheduler_tells_its_counters_and_a_second_one_says_that_the_port_is_taken(
    port: int, environment: dict[str, str]
) -> None:
    with scheduler(port, environment) as first:
        assert first.stdout
        assert first.stdout.readline() == "True\n"
        with scheduler(port, environment) as second:
            said, logged = second.communicate(timeout=30)
        assert (second.returncode, said) == (0, "False\n")
        assert '"event": "metrics_not_served"' in logged
        assert f'"port": {port}' in logged
        assert "in use" in logged
        told = samples(requests.get(f"http://127.0.0.1:{port}/metrics", timeout=10).text)
        assert told["homestretch_settings_planned_total", ()] == 3
        assert not any(name.endswith("_created") for name, _ in told)
        first.communicate(timeout=30)
        assert first.returncode == 0


def test_without_a_port_nothing_is_opened(settings: Any) -> None:
    settings.METRICS_PORT = 0
    assert metrics.serve() is False


# --- the settings ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("METRICS_PORT", "70000"),
        ("METRICS_PORT", "on"),
        ("METRICS_TOKEN", "short"),
        ("METRICS_TOKEN", "with a space in it"),
    ],
)
def test_a_malformed_setting_stops_the_start_and_is_named(name: str, value: str) -> None:
    done = start(**{name: value})
    last = done.stderr.splitlines()[-1]
    assert done.returncode != 0
    assert f"{name} must be " in last
    assert name != "METRICS_TOKEN" or value not in last
