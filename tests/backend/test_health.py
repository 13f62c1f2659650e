"""What whoever watches the processes is told."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.db.utils import InterfaceError
from django.test import Client

from backend import clock, health
from exercises.actions.watch import beat
from exercises.models import Lane
from tests import make


def ready() -> tuple[int, dict[str, str]]:
    answer = Client().get("/health/ready")
    return answer.status_code, answer.json()


def test_alive_needs_no_database() -> None:
    answer = Client().get("/health/live")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_ready_with_a_scheduler_that_beats() -> None:
    beat("scheduler", now=clock.now())
    fine = {"status": "ok", "database": "ok", "migrations": "ok", "scheduler": "ok", "sending": "ok"}
    assert ready() == (200, fine)


@pytest.mark.django_db
def test_not_ready_before_a_scheduler_has_run() -> None:
    status, said = ready()
    assert (status, said["scheduler"]) == (503, "has never run: start manage.py runscheduler")


@pytest.mark.django_db
@pytest.mark.parametrize(("late", "status"), [(-1, 200), (2, 503)], ids=["just in time", "too old"])
def test_a_heartbeat_counts_for_a_minute(late: int, status: int) -> None:
    beat("scheduler", now=clock.now() - health.OLDEST_HEARTBEAT - timedelta(seconds=late))
    assert ready()[0] == status


@pytest.fixture(autouse=True)
def just_started() -> None:
    health._migrated.clear()


@pytest.mark.django_db
def test_that_all_is_migrated_is_found_once_a_process(django_assert_max_num_queries: Any) -> None:
    beat("scheduler", now=clock.now())
    assert ready()[0] == 200
    with django_assert_max_num_queries(2):  # the heartbeat, and the senders that are refused
        assert ready()[0] == 200


@pytest.mark.django_db
def test_not_ready_while_migrations_are_missing() -> None:
    beat("scheduler", now=clock.now())
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'exercises'")
    status, said = ready()
    assert (status, said["migrations"]) == (503, "not all are applied: run manage.py migrate")


@pytest.mark.django_db
@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_not_ready_while_the_database_cannot_be_reached(error: type[Exception]) -> None:
    """The second kind is what a driver says of a connection that was closed under it."""

    def fail(*_: Any) -> None:
        raise error("connection refused: 10.0.0.7")

    with connection.execute_wrapper(fail):
        answer = Client(raise_request_exception=False).get("/health/ready")
    assert answer.status_code == 503
    assert answer.json()["database"] == "cannot be reached"
    assert answer.json()["sending"] == "unknown"
    assert "10.0.0.7" not in answer.content.decode()


REFUSED = "the provider refuses the sender"
SENDING = {
    "no clinic is live": ([(False, "20003")], 200, "ok"),
    "all send": ([(True, None), (True, None)], 200, "ok"),
    "a clinic that is not live": ([(True, None), (False, "20003")], 200, "ok"),
    "one of three": (
        [(True, "20003"), (True, None), (True, None)],
        200,
        f"stopped for 1 of 3 live clinics: {REFUSED} (code 20003)",
    ),
    "two of three": (
        [(True, "21606"), (True, "20003"), (True, None)],
        200,
        f"stopped for 2 of 3 live clinics: {REFUSED} (code 20003, 21606)",
    ),
    "every live clinic": (
        [(True, "20003"), (True, "20003"), (False, None)],
        503,
        f"stopped for 2 of 2 live clinics: {REFUSED} (code 20003)",
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize("which", SENDING)
def test_a_refused_sender_is_told_and_not_ready_is_only_who_can_send_for_nobody(which: str) -> None:
    clinics, status, told = SENDING[which]
    now = clock.now()
    beat("scheduler", now=now)
    for live, code in clinics:
        stopped = {"stopped_at": now, "stopped_code": code, "probe_at": now} if code else {}
        Lane.objects.create(clinic=make.clinic(live=live), free_at=now, ends_at=now, **stopped)
    answered, said = ready()
    assert (answered, said["sending"]) == (status, told)
    assert said["status"] == ("ok" if status == 200 else "not ready")


@pytest.mark.parametrize("path", ["/health/live", "/health/ready"])
@pytest.mark.parametrize(("method", "status"), [("post", 405), ("delete", 405)], ids=["post", "delete"])
def test_health_is_read_only(path: str, method: str, status: int) -> None:
    assert getattr(Client(), method)(path).status_code == status


@pytest.mark.parametrize("path", ["/health/live/", "/health/", "/health"])
def test_health_has_no_other_address(path: str) -> None:
    assert Client().get(path).status_code == 404
