"""Every call of the API with made-up input, right and wrong: never a 5xx, always an answer as documented.

Each example meets the same rows and leaves them as they were. FUZZ_TIMES=20 tries twenty times as many.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from enum import StrEnum
from typing import Any
from uuid import uuid4

import hypothesis
import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, Phase
from hypothesis import strategies as st
from schemathesis import APIOperation, Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from backend import clock, wiring
from backend.api.identity import sign_in
from exercises.actions.alert import raise_alert
from exercises.actions.check_in import CheckInGiven, record_check_in
from exercises.actions.concerns import write_concern
from exercises.actions.patients import archive_patient
from exercises.actions.sign_in import CodeLimits, ask_for_code
from exercises.models import Alert, RevisionItem
from exercises.rules.sessions import SessionName, local_date
from exercises.terms import AlertKind, CheckInSource, Outcome
from tests import make
from tests.fakes import RecordingGateway

pytestmark = pytest.mark.django_db
TIMES = int(os.environ.get("FUZZ_TIMES", "1"))
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
CODE, PASSWORD = "042815", "correct horse battery"


HOSTILE = {
    str: ("a\x00b", "\u202e", "\U0001f600" * 900, "9" * 5000, "\u0663", "9999-12-31", "0001-01-01"),
    int: (-1, 2**31, 2**63, 10**400, 1e308),
    float: (-1e-9, 1e-300, 1e308, 2**64),
}
"""What breaks databases, dates and renderers, by the type whose place it takes."""


class Person(StrEnum):
    STAFF = "staff"
    PATIENT = "patient"
    NOBODY = "nobody"


CALLS_OF = {Person.STAFF: "practitioner", Person.PATIENT: "patient", Person.NOBODY: "signing in"}
"""The calls that each person is let into, by their tag; on these most examples are spent."""


_schema = schemathesis.openapi.from_dict(SchemaGenerator().get_schema(request=None, public=True))
OPERATIONS: Mapping[str, APIOperation] = {
    operation.label: operation for operation in (found.ok() for found in _schema.get_all_operations())
}


class World:
    """A clinic, a number of two patients, something of everything, and a sign-in for each person."""

    def __init__(self) -> None:
        now = clock.now()
        self.staff = make.staff(password=PASSWORD)
        clinic = self.staff.clinic
        self.patient = make.patient(clinic, practitioner=self.staff)
        make.patient(clinic, phone=self.patient.phone)
        self.archived = archive_patient(make.patient(clinic), by=self.staff.user, now=now)
        self.today = local_date(now, self.patient.timezone)
        self.program = make.program(clinic, exercises=[make.exercise(clinic), make.exercise()])
        self.unassigned = make.program()
        self.assignment = make.assignment(
            self.patient, self.program, starts_on=self.today - timedelta(days=3), by=self.staff.user, now=now
        )
        self.items = list(RevisionItem.objects.filter(phase__revision__assignment=self.assignment))
        make.reminder_setting(self.patient, now=now)
        self.check_in = CheckInGiven(uuid4(), SessionName(self.today, 1), Outcome.PART, pain=9)
        record_check_in(self.patient, self.check_in, source=CheckInSource.APP, now=now)
        raise_alert(AlertKind.MESSAGE, clinic=clinic, patient=self.patient, detail="?", key="k", now=now)
        self.entry, _ = write_concern(self.patient, "May I swim?", client_id=uuid4(), now=now)
        ask_for_code(self.patient.phone, code=CODE, address="", limits=CodeLimits(5, 5), now=now)
        self.tokens: dict[Person, str] = {
            Person.STAFF: sign_in(self.staff.user)["token"],
            Person.PATIENT: sign_in(self.patient.user)["token"],
        }

    def known(self) -> dict[str, list[Any]]:
        """Values that mean something here, by the name of the field that takes them."""
        item, yesterday = str(self.items[0].pk), self.today - timedelta(days=1)
        days = [f"{self.today}", f"{self.today + timedelta(days=5)}"]
        alerts = [str(alert.pk) for alert in Alert.objects.all()]
        return {
            "patient_id": [str(self.patient.pk), str(self.patient.pk), str(self.archived.pk)],
            "assignment_id": [str(self.assignment.pk)],
            "program_id": [str(self.program.pk)],
            "exercise_id": [str(self.items[0].exercise_id)],
            "alert_id": alerts,
            "concern_id": [str(self.entry.concern_id)],
            "seen": [str(self.entry.client_id)],
            "patient": [str(self.patient.pk)],
            "practitioner": [str(self.staff.pk)],
            "program": [self.unassigned.slug, str(self.program.pk)],
            "exercise": [str(self.items[1].exercise_id), make.exercise().slug],
            "item": [item],
            "remove": [[item]],
            "doses": [{item: {"reps": 5}}],
            "revision": [1, 2],
            "id": [str(self.check_in.client_id), str(uuid4())],
            "session": [f"{self.today}/1", f"{self.today}", f"{yesterday}/1", f"{yesterday}/9"],
            "at": [clock.now().isoformat()],
            "starts_on": days,
            "until": days,
            "paused_until": days,
            "times": [["09:00"], ["08:30", "18:00"]],
            "timezone": ["Europe/London", "Pacific/Kiritimati"],
            "phone": [self.patient.phone, self.archived.phone, "604 555 0123"],
            "code": [CODE, "000000"],
            "email": [self.staff.user.email],
            "password": [PASSWORD],
            "page": [1, 2],
        }


@pytest.fixture(autouse=True)
def in_one_transaction(settings: Any) -> Iterator[None]:
    """The calls run within the test's transaction, so they must not end its connection. Passwords cost little."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("label", sorted(OPERATIONS))
@pytest.mark.parametrize("person", list(Person), ids=lambda person: person.value)
def test_no_input_breaks_a_call(label: str, person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    operation, world = OPERATIONS[label], World()
    app = signed_in(world.tokens.get(person))
    monkeypatch.setattr(wiring, "gateway", lambda: RecordingGateway(clock.now))
    examples = 30 if CALLS_OF[person] in operation.tags else 3

    @hypothesis.settings(
        max_examples=examples * TIMES,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
    )
    @hypothesis.given(case=cases(operation, world.known()))
    def check(case: Case) -> None:
        cache.clear()
        with undone():
            response = case.call(app=app)
            case.validate_response(response, checks=CHECKS)

    check()


def signed_in(token: str | None) -> Callable[..., Any]:
    """The application as the holder of the token meets it, whatever headers are made up beside it."""
    application = get_wsgi_application()
    ours = {} if token is None else {"HTTP_AUTHORIZATION": f"Token {token}"}
    return lambda environ, start_response: application({**environ, **ours}, start_response)


@st.composite
def cases(draw: st.DrawFn, operation: APIOperation, known: Mapping[str, list[Any]]) -> Case:
    """A call by the schema or against it, some of its values known or hostile ones."""
    case: Case = draw(st.one_of([operation.as_strategy(mode) for mode in GenerationMode]))
    case.path_parameters = _replaced(draw, case.path_parameters, known)
    case.query = _replaced(draw, case.query, known)
    case.body = _replaced(draw, case.body, known, hostile=True)
    return case


def _replaced(draw: st.DrawFn, value: Any, known: Mapping[str, list[Any]], *, hostile: bool = False) -> Any:
    """The value with two thirds of what has a known name known, and some of the rest hostile."""
    if isinstance(value, list):
        return [_replaced(draw, one, known, hostile=hostile) for one in value]
    if isinstance(value, dict):
        return {
            name: draw(st.sampled_from(known[name]))
            if name in known and draw(st.integers(0, 2))
            else _replaced(draw, inner, known, hostile=hostile)
            for name, inner in value.items()
        }
    if hostile and type(value) in HOSTILE and not draw(st.integers(0, 5)):
        return draw(st.sampled_from(HOSTILE[type(value)]))
    return value


@contextmanager
def undone() -> Iterator[None]:
    """What is written within does not stay."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
