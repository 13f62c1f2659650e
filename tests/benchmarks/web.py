"""The calls of the phone and of the clinic, through the web application in this process."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import BytesIO
from itertools import count
from time import perf_counter
from typing import Any
from uuid import uuid4

import psycopg
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test.utils import CaptureQueriesContext, override_settings

from backend import clock
from exercises.models import Clinic, Patient
from exercises.reads.caseload import caseload as caseload_of
from exercises.rules.dose import Dose
from exercises.rules.sessions import local_date
from tests import make
from tests.benchmarks.bare import Same
from tests.benchmarks.crowd import NOW, crowd, finished, reported
from tests.benchmarks.harness import Bench

CALLS = 300
EXERCISES = 8
PICTURES = 4
CASELOAD_PATIENTS, CASELOAD_DAYS = 200, 90
TODAY = "/api/v1/me/today"
CHECK_INS = "/api/v1/me/check-ins"


class Web:
    """Django as a web server calls it, without the server."""

    def __init__(self, token: str) -> None:
        self._token = token
        self._application = get_wsgi_application()

    def call(self, path: str, body: Any = None, **headers: str) -> tuple[int, dict[str, str], bytes]:
        sent = b"" if body is None else json.dumps(body).encode()
        environ = {
            "REQUEST_METHOD": "GET" if body is None else "POST",
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "SCRIPT_NAME": "",
            "PATH_INFO": path,
            "QUERY_STRING": "",
            "CONTENT_TYPE": "application/json",
            "CONTENT_LENGTH": str(len(sent)),
            "HTTP_AUTHORIZATION": f"Token {self._token}",
            "wsgi.input": BytesIO(sent),
            "wsgi.url_scheme": "http",
            **headers,
        }
        told: dict[str, Any] = {}

        def start(status: str, its_headers: list[tuple[str, str]], _: Any = None) -> None:
            told["status"], told["headers"] = int(status.split()[0]), dict(its_headers)

        answer = self._application(environ, start)
        content = b"".join(answer)
        answer.close()
        return told["status"], told["headers"], content

    def queries(self, path: str, body: Any = None, **headers: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            self.call(path, body, **headers)
        return len(captured)


def today(bench: Bench) -> None:
    with _web(bench, "today") as web:
        status, headers, content = web.call(TODAY)
        assert status == 200 and len(json.loads(content)["exercises"]) == EXERCISES
        known = {"HTTP_IF_NONE_MATCH": headers["ETag"]}
        assert web.call(TODAY, **known)[0] == 304
        Same.content = content
        signing_in = web.queries("/bare/same")
        beside = f"(signing in: {signing_in} beside)"
        bench.add(f"today: queries {beside}", web.queries(TODAY) - signing_in, "queries", at_most=4)
        bench.add(
            f"today, unchanged: queries {beside}",
            web.queries(TODAY, **known) - signing_in,
            "queries",
            at_most=1,
        )
        calls = bench.size(CALLS, least=20)

        def bare() -> float:
            return _rate(calls, lambda: web.call("/bare/same"))

        bench.compare(
            f"today, {EXERCISES} exercises",
            "calls/s",
            lambda: _rate(calls, lambda: web.call(TODAY)),
            bare,
            at_least=0.4,
        )
        bench.compare(
            "today, unchanged (304)",
            "calls/s",
            lambda: _rate(calls, lambda: web.call(TODAY, **known)),
            bare,
            at_least=0.8,
        )


def check_in(bench: Bench) -> None:
    with _web(bench, "check_in") as web:
        day = local_date(clock.now(), "America/Vancouver")
        pains = count()

        def body() -> dict[str, Any]:
            return {
                "id": str(uuid4()),
                "session": f"{day}/1",
                "outcome": "done",
                "pain": next(pains) % 4,
                "difficulty": "ok",
            }

        signing_in = web.queries("/bare/same")
        assert (answered := web.call(CHECK_INS, body()))[0] == 201, answered
        assert (answered := web.call("/bare/insert", body()))[0] == 201, answered
        bench.add(
            f"a check-in: queries (signing in: {signing_in} beside)",
            web.queries(CHECK_INS, body()) - signing_in,
            "queries",
            at_most=12,
        )
        calls = bench.size(CALLS, least=20)

        def fresh(path: str) -> float:
            bench.databases.fresh("check_in")
            web.call(path, body())
            return _rate(calls, lambda: web.call(path, body()))

        bench.compare(
            "a check-in", "calls/s", lambda: fresh(CHECK_INS), lambda: fresh("/bare/insert"), at_least=0.3
        )


def caseload(bench: Bench) -> None:
    patients, days = bench.size(CASELOAD_PATIENTS), CASELOAD_DAYS

    def fill() -> None:
        template = crowd(patients, clinics=1, days=days)
        finished(template, days=days)
        reported(template, days=days)
        Patient.objects.filter(pk=template.patient.pk).update(archived_at=NOW)

    bench.databases.made("caseload", fill)
    clinic = Clinic.objects.get().pk
    with CaptureQueriesContext(connection) as captured:
        assert len(caseload_of(clinic, now=NOW)) == patients
    bench.add(f"caseload, {patients} patients: queries", len(captured), "queries", at_most=6)
    with psycopg.connect(bench.databases.url("caseload"), autocommit=True) as bare:
        statements = [query["sql"].replace("%", "%%") for query in captured]
        bench.compare(
            f"caseload, {patients} patients of {days} days",
            "ms",
            lambda: _milliseconds(lambda: caseload_of(clinic, now=NOW)),
            lambda: _milliseconds(lambda: [bare.execute(one, ()).fetchall() for one in statements]),
            at_most=3,
        )


@contextmanager
def _web(bench: Bench, name: str) -> Iterator[Web]:
    """The application for a patient with eight exercises, in a database of the measurement."""
    tokens: list[str] = []
    bench.databases.made(name, lambda: tokens.append(_patient_with_pictures()))
    with override_settings(ROOT_URLCONF="tests.benchmarks.bare"):
        yield Web(tokens[0])


def _patient_with_pictures() -> str:
    """The patient's token."""
    now = clock.now()
    patient = make.patient()
    exercises = [make.exercise() for _ in range(EXERCISES)]
    program = make.program(phases=[(1, 28, [Dose(sets=2, reps=10)] * EXERCISES)], exercises=exercises)
    make.assignment(
        patient, program, starts_on=local_date(now, patient.timezone) - timedelta(days=3), now=now
    )
    make.reminder_setting(patient, now=now)
    for exercise in exercises:
        for order in range(1, PICTURES + 1):
            make.picture(exercise, order=order, alt="Bridge, picture 1 of 4: lift hips. Lying on the back.")
    assert patient.user is not None
    return make.token(patient.user)


def _rate(calls: int, call: Callable[[], object]) -> float:
    started = perf_counter()
    for _ in range(calls):
        call()
    return calls / (perf_counter() - started)


def _milliseconds(work: Callable[[], object], times: int = 5) -> float:
    work()
    return 1000 / _rate(times, work)
