"""Nothing is read or changed by the wrong person: every call of the OpenAPI document, by everybody who may not.

A call that has no entry in the table fails. The right person's answer stands in the table too, so that a refusal
of the others cannot come from a call that works for nobody.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from drf_spectacular.generators import SchemaGenerator
from knox.models import AuthToken
from rest_framework.test import APIClient

from backend import clock
from backend.wiring import link_maker
from exercises.actions.alert import raise_alert
from exercises.actions.check_in import CheckInGiven, record_check_in
from exercises.actions.concerns import answer_concern, write_concern
from exercises.actions.links import link_for
from exercises.models import Alert, Reminder, RevisionItem, User
from exercises.rules.sessions import SessionName, local_date
from exercises.terms import AlertKind, CheckInSource, Outcome, Role
from tests import make
from tests.backend.api.calling import assert_problem, signed_in
from tests.backend.pictures.intake.files import jpeg

pytestmark = pytest.mark.django_db
METHODS = ("get", "post", "put", "patch", "delete")
UNKNOWN_PHONE = "+16045550166"
PROBLEMS = {400: "invalid", 401: "not_authenticated", 403: "permission_denied", 404: "not_found"}


def operations() -> list[str]:
    """Every call of the API, as "GET /api/v1/me"."""
    paths = SchemaGenerator().get_schema(request=None, public=True)["paths"]
    return [
        f"{method.upper()} {path}" for path, calls in paths.items() for method in METHODS if method in calls
    ]


class Person(StrEnum):
    NOBODY = "nobody"
    PATIENT = "patient"
    OTHER_PATIENT = "other patient of the clinic"
    STAFF = "staff"
    FOREIGN_STAFF = "staff of another clinic"


class World:
    """A patient with something of everything, another patient of the same clinic, and another clinic."""

    def __init__(self) -> None:
        now = clock.now()
        self.staff = make.staff(last_name="Topsecret", role=Role.ADMINISTRATOR)
        clinic = self.staff.clinic
        self.patient = make.patient(clinic, first_name="Onlymine", practitioner=self.staff)
        self.other_patient = make.patient(clinic)
        self.foreign_staff = make.staff()
        make.patient(self.foreign_staff.clinic)
        self.today = local_date(now, self.patient.timezone)
        self.exercise = make.exercise(clinic, name="House secret")
        self.program = make.program(clinic, exercises=[self.exercise, make.exercise()])
        self.unassigned = make.program(clinic)
        self.assignment = make.assignment(
            self.patient, self.program, starts_on=self.today - timedelta(days=1), by=self.staff.user, now=now
        )
        self.item = RevisionItem.objects.filter(phase__revision__assignment=self.assignment).earliest("order")
        setting = make.reminder_setting(self.patient, now=now)
        self.picture = make.photograph(self.exercise, alt="On the secret stairs")
        self.reminder = Reminder.objects.create(
            clinic=clinic,
            patient=self.patient,
            setting=setting,
            day=local_date(now, clinic.timezone),
            at=time(9, 0),
            due_at=now,
            try_at=now,
        )
        given = CheckInGiven(uuid4(), SessionName(self.today), Outcome.DONE, pain=9, note="My secret note")
        self.check_in, _ = record_check_in(self.patient, given, source=CheckInSource.APP, now=now)
        raise_alert(AlertKind.SAFETY, clinic=clinic, patient=self.patient, detail="Hidden.", key="k", now=now)
        self.alert = Alert.objects.get(key="k")
        self.entry, _ = write_concern(self.patient, "My secret worry", client_id=uuid4(), now=now)
        self.concern = answer_concern(
            self.entry.concern, "A secret answer", by=self.staff.user, now=now
        ).concern
        self.people: Mapping[Person, User | None] = {
            Person.NOBODY: None,
            Person.PATIENT: self.patient.user,
            Person.OTHER_PATIENT: self.other_patient.user,
            Person.STAFF: self.staff.user,
            Person.FOREIGN_STAFF: self.foreign_staff.user,
        }
        self.link, _ = link_for(self.patient, by=None, links=link_maker(), now=now)
        make.token(self.staff.user)
        make.token(self.patient.user)  # type: ignore[arg-type]

    def url(self, path: str) -> str:
        names = ("patient", "assignment", "exercise", "picture", "program", "alert", "concern")
        ids = {f"{name}_id": getattr(self, name).pk for name in names}
        return path.format(**ids, name="reminder", language="en")

    def secrets(self) -> list[str]:
        """What nobody but the patient and the clinic's staff may read."""
        rows: tuple[Any, ...] = (self.patient, self.staff, self.exercise, self.program, self.assignment)
        rows = (*rows, self.picture, self.item, self.alert, self.reminder, self.link, self.concern)
        words = ("Onlymine", "House secret", "My secret note", "Hidden.", self.patient.phone)
        words = (*words, "My secret worry", "A secret answer", "On the secret stairs")
        return [*(str(row.pk) for row in rows), str(self.check_in.client_id), *words]


Body = Callable[[World], Any]


@dataclass(frozen=True)
class Call:
    """What each person is answered. `body` is one that works for the right person."""

    answers: Mapping[Person, int]
    body: Body | None = None
    query: Callable[[World], dict[str, str]] = field(default=lambda world: {})
    format: str = "json"


def staff_call(right: int, foreign: int, **more: Any) -> Call:
    answers = {Person.NOBODY: 401, Person.PATIENT: 403, Person.OTHER_PATIENT: 403}
    return Call({**answers, Person.STAFF: right, Person.FOREIGN_STAFF: foreign}, **more)


def patients_call(right: int, other: int, **more: Any) -> Call:
    answers = {Person.NOBODY: 401, Person.STAFF: 403, Person.FOREIGN_STAFF: 403}
    return Call({**answers, Person.PATIENT: right, Person.OTHER_PATIENT: other}, **more)


def open_call(status: int, body: Body) -> Call:
    """One that needs no token: here with what opens nothing."""
    return Call(dict.fromkeys(Person, status), body)


def new_patient(world: World) -> dict[str, Any]:
    names = {"first_name": "A", "last_name": "B", "phone": UNKNOWN_PHONE}
    return {**names, "practitioner": str(world.staff.pk)}


def new_exercise(world: World) -> dict[str, Any]:
    return {
        "name": "New",
        "kind": "stretch",
        "position": "supine",
        "sides": "bilateral",
        "default_dose": {"reps": 5},
        "steps": ["Go."],
        "progression": str(world.exercise.pk),
    }


def new_program(world: World) -> dict[str, Any]:
    items = [{"exercise": str(world.exercise.pk)}]
    return {"name": "New", "phases": [{"name": "One", "last_day": 7, "items": items}]}


def check_in(world: World) -> dict[str, Any]:
    items = [{"item": str(world.item.pk), "outcome": "done"}]
    return {"id": str(uuid4()), "session": f"{world.today}", "outcome": "done", "items": items}


def seen(world: World) -> dict[str, Any]:
    return {"seen": str(world.entry.client_id)}


def photograph() -> dict[str, Any]:
    return {"file": SimpleUploadedFile("stairs.jpg", jpeg()), "alt": "On the stairs"}


def own_text(world: World) -> dict[str, Any]:
    return {"body": "{clinic}: time to move{which}. STOP ends texts."}


V1 = "/api/v1"
TABLE: Mapping[str, Call] = {
    f"POST {V1}/auth/staff": open_call(
        401, lambda world: {"email": world.staff.user.email, "password": "guessed"}
    ),
    f"POST {V1}/auth/code": open_call(202, lambda world: {"phone": UNKNOWN_PHONE}),
    f"POST {V1}/auth/token": open_call(400, lambda world: {"phone": world.patient.phone, "code": "123456"}),
    f"DELETE {V1}/auth/token": Call({**dict.fromkeys(Person, 204), Person.NOBODY: 401}),
    f"GET {V1}/me": patients_call(200, 200),
    f"PATCH {V1}/me": patients_call(200, 200, body=lambda world: {"timezone": "Europe/London"}),
    f"GET {V1}/me/today": patients_call(200, 200),
    f"GET {V1}/me/assignments": patients_call(200, 200),
    f"GET {V1}/me/progress": patients_call(200, 200),
    f"POST {V1}/me/check-ins": patients_call(201, 400, body=check_in),
    f"GET {V1}/me/reminder": patients_call(200, 200),
    f"PUT {V1}/me/reminder": patients_call(
        200, 200, body=lambda world: {"times": ["10:00"], "weekdays": [1], "channel": "sms"}
    ),
    f"GET {V1}/me/concerns": patients_call(200, 200),
    f"POST {V1}/me/concerns": patients_call(
        201, 201, body=lambda world: {"id": str(uuid4()), "body": "May I swim?"}
    ),
    f"POST {V1}/me/concerns/read": patients_call(200, 400, body=seen),
    f"POST {V1}/me/flare": patients_call(201, 409),
    f"GET {V1}/patients": staff_call(200, 200),
    f"POST {V1}/patients": staff_call(201, 400, body=new_patient),
    f"GET {V1}/patients/{{patient_id}}": staff_call(200, 404),
    f"PATCH {V1}/patients/{{patient_id}}": staff_call(200, 404, body=lambda world: {"archived": True}),
    f"GET {V1}/patients/{{patient_id}}/record": staff_call(200, 404),
    f"GET {V1}/patients/{{patient_id}}/links": staff_call(200, 404),
    f"POST {V1}/patients/{{patient_id}}/links": staff_call(201, 404),
    f"DELETE {V1}/patients/{{patient_id}}/links": staff_call(204, 404),
    f"GET {V1}/patients/{{patient_id}}/consents": staff_call(200, 404),
    f"POST {V1}/patients/{{patient_id}}/number/confirm": staff_call(200, 404),
    f"GET {V1}/patients/{{patient_id}}/assignments": staff_call(200, 404),
    f"POST {V1}/patients/{{patient_id}}/assignments": staff_call(
        201, 404, body=lambda world: {"program": str(world.unassigned.pk)}
    ),
    f"POST {V1}/patients/{{patient_id}}/flare": staff_call(201, 404),
    f"DELETE {V1}/patients/{{patient_id}}/flare": staff_call(204, 404),
    f"GET {V1}/assignments/{{assignment_id}}": staff_call(200, 404),
    f"PATCH {V1}/assignments/{{assignment_id}}": staff_call(
        200, 404, body=lambda world: {"revision": 1, "doses": {str(world.item.pk): {"sets": 1}}}
    ),
    f"GET {V1}/assignments/{{assignment_id}}/handout.pdf": Call(
        {
            Person.NOBODY: 401,
            Person.PATIENT: 200,
            Person.OTHER_PATIENT: 404,
            Person.STAFF: 200,
            Person.FOREIGN_STAFF: 404,
        }
    ),
    f"GET {V1}/exercises": staff_call(200, 200),
    f"POST {V1}/exercises": staff_call(201, 400, body=new_exercise),
    f"GET {V1}/exercises/{{exercise_id}}": staff_call(200, 404),
    f"POST {V1}/exercises/{{exercise_id}}/pictures": staff_call(
        201, 404, body=lambda world: photograph(), format="multipart"
    ),
    f"PATCH {V1}/exercises/{{exercise_id}}/pictures/{{picture_id}}": staff_call(
        200, 404, body=lambda world: {"alt": "At the door", "order": 1}
    ),
    f"DELETE {V1}/exercises/{{exercise_id}}/pictures/{{picture_id}}": staff_call(204, 404),
    f"GET {V1}/programs": staff_call(200, 200),
    f"POST {V1}/programs": staff_call(201, 400, body=new_program),
    f"GET {V1}/programs/{{program_id}}": staff_call(200, 404),
    f"GET {V1}/caseload": staff_call(200, 200),
    f"GET {V1}/clinic/texts": staff_call(200, 200),
    f"POST {V1}/clinic/texts/preview": staff_call(
        200, 200, body=lambda world: own_text(world) | {"name": "reminder", "language": "en"}
    ),
    # The staff of the other clinic are no administrators.
    f"PUT {V1}/clinic/texts/{{name}}/{{language}}": staff_call(200, 403, body=own_text),
    f"DELETE {V1}/clinic/texts/{{name}}/{{language}}": staff_call(204, 403),
    f"GET {V1}/clinic/costs": staff_call(200, 200),
    f"GET {V1}/reminders": staff_call(200, 200),
    f"GET {V1}/alerts": staff_call(200, 200, query=lambda world: {"patient": str(world.patient.pk)}),
    f"GET {V1}/concerns": staff_call(200, 200),
    f"GET {V1}/concerns/{{concern_id}}": staff_call(200, 404),
    f"POST {V1}/concerns/{{concern_id}}/answers": staff_call(
        201, 404, body=lambda world: {"body": "Yes.", **seen(world)}
    ),
    f"POST {V1}/concerns/{{concern_id}}/close": staff_call(
        200, 404, body=lambda world: {"reason": "Phoned."}
    ),
    f"POST {V1}/concerns/{{concern_id}}/read": staff_call(200, 404, body=seen),
    f"POST {V1}/alerts/{{alert_id}}/take-on": staff_call(200, 404),
    f"POST {V1}/alerts/{{alert_id}}/close": staff_call(200, 404, body=lambda world: {"reason": "Called."}),
}


def test_the_table_names_every_call_of_the_api_and_no_other() -> None:
    assert sorted(TABLE) == sorted(operations())


@pytest.mark.parametrize("person", list(Person), ids=lambda person: person.value)
@pytest.mark.parametrize("operation", operations())
def test_nothing_is_read_or_changed_by_the_wrong_person(operation: str, person: Person) -> None:
    assert operation in TABLE, "Say in TABLE who may make this call."
    call, world = TABLE[operation], World()
    user = world.people[person]
    client = signed_in(user) if user else APIClient()
    method, path = operation.split()
    before = everything()
    tokens = tokens_of_others(world, user)
    answer = send(client, method, world, path, call)
    assert answer.status_code == call.answers[person], answer.content
    if person not in right_people(call):
        shown = answer.content.decode()
        assert [secret for secret in world.secrets() if secret in shown] == []
        assert tokens_of_others(world, user) == tokens
        assert_nothing_of_others_changed(
            before, everything(), world, person, refused=answer.status_code >= 400
        )
    if answer.status_code in (401, 403, 404) and path != f"{V1}/auth/staff":
        assert_problem(answer, answer.status_code, PROBLEMS[answer.status_code])


def send(client: APIClient, method: str, world: World, path: str, call: Call) -> Any:
    url = world.url(path)
    if method == "GET":
        return client.get(url, call.query(world))
    return getattr(client, method.lower())(url, call.body(world) if call.body else None, format=call.format)


def right_people(call: Call) -> set[Person]:
    """Whose own call it is. A call open to everybody shows and changes nobody's rows, so it is no one's."""
    if len({call.answers[person] for person in Person if person != Person.NOBODY}) == 1:
        return set()
    return {person for person in (Person.PATIENT, Person.STAFF) if call.answers[person] < 400}


Rows = dict[str, dict[Any, dict[str, Any]]]


def everything() -> Rows:
    """Every row of every table of ours."""
    return {
        model.__name__: {row[model._meta.pk.attname]: row for row in model._default_manager.values()}
        for model in apps.get_app_config("exercises").get_models()
    }


def tokens_of_others(world: World, user: User | None) -> list[Any]:
    """The sign-ins of everybody else; one's own is prolonged by using it."""
    return list(AuthToken.objects.exclude(user=user).order_by("digest").values())


def assert_nothing_of_others_changed(
    before: Rows, after: Rows, world: World, person: Person, *, refused: bool
) -> None:
    """A refused call changed nothing but a count of tries; any other at most the rows of who made it."""
    counted = {"SignInCode"}
    for table in before.keys() - counted:
        if refused:
            assert after[table] == before[table], table
            continue
        for key, row in before[table].items():
            if key != world.other_patient.pk or person != Person.OTHER_PATIENT:
                assert after[table].get(key) == row, table
        for key in after[table].keys() - before[table].keys():
            assert _is_of(after[table][key], world, person), table


def _is_of(row: Mapping[str, Any], world: World, person: Person) -> bool:
    """Whether a new row is of who made the call."""
    caller: UUID | None = world.other_patient.pk if person == Person.OTHER_PATIENT else None
    return (
        row.get("patient_id") == caller if caller else row.get("clinic_id") == world.foreign_staff.clinic_id
    )
