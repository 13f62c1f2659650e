from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from threading import Event
from time import sleep
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth import hashers
from django.test import Client
from knox.models import AuthToken
from rest_framework.test import APIClient

from backend import clock, wiring
from exercises.actions.patients import archive_patient
from exercises.gateway import Outgoing, Refused
from exercises.models import Message, Patient, SignInCode, Staff, User
from exercises.terms import RefusalKind
from tests import make
from tests.backend.api.calling import assert_problem, signed_in
from tests.fakes import RecordingGateway

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough password"


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> Iterator[RecordingGateway]:
    recording = RecordingGateway(clock.now)
    monkeypatch.setattr(wiring, "gateway", lambda: recording)
    yield recording


def code_in(provider: RecordingGateway) -> str:
    return provider.calls[-1].body.split()[0]


def ask(phone: str, **address: str) -> Any:
    return APIClient().post("/api/v1/auth/code", {"phone": phone}, **address)


def redeem(phone: str, code: str, **more: str) -> Any:
    return APIClient().post("/api/v1/auth/token", {"phone": phone, "code": code, **more})


def sign_staff_in(email: str, password: str) -> Any:
    return APIClient().post("/api/v1/auth/staff", {"email": email, "password": password})


def test_staff_sign_in_with_email_and_password_whatever_the_case_of_the_email() -> None:
    staff = make.staff(email="ann@demo.example", password=PASSWORD)
    answer = sign_staff_in("Ann@Demo.example", PASSWORD)
    assert answer.status_code == 200
    assert set(answer.json()) == {"token", "expiry"}
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {answer.json()['token']}")
    assert client.get("/api/v1/patients").status_code == 200
    assert AuthToken.objects.get().user == staff.user


def test_a_staff_token_lives_hours_and_a_patients_days(settings: Any, provider: RecordingGateway) -> None:
    settings.STAFF_TOKEN_HOURS, settings.PATIENT_TOKEN_DAYS = 3, 7
    make.staff(email="ann@demo.example", password=PASSWORD)
    patient = make.patient()
    ask(patient.phone)
    for answer, life in (
        (sign_staff_in("ann@demo.example", PASSWORD), timedelta(hours=3)),
        (redeem(patient.phone, code_in(provider)), timedelta(days=7)),
    ):
        expiry = datetime.fromisoformat(answer.json()["expiry"])
        assert abs(expiry - clock.now() - life) < timedelta(minutes=1)


def _left(staff: Staff) -> None:
    Staff.objects.filter(pk=staff.pk).update(active=False)


def _inactive(staff: Staff) -> None:
    User.objects.filter(pk=staff.user_id).update(is_active=False)


def _operator_only(staff: Staff) -> None:
    staff.delete()


@pytest.mark.parametrize(
    ("email", "password", "change"),
    [
        pytest.param("ann@demo.example", "another password", None, id="wrong password"),
        pytest.param("nobody@demo.example", PASSWORD, None, id="unknown e-mail"),
        pytest.param("ann@demo.example", PASSWORD, _left, id="has left"),
        pytest.param("ann@demo.example", PASSWORD, _inactive, id="deactivated"),
        pytest.param("ann@demo.example", PASSWORD, _operator_only, id="no member of staff"),
    ],
)
def test_a_wrong_sign_in_never_says_what_was_wrong(
    email: str, password: str, change: Callable[[Staff], None] | None
) -> None:
    staff = make.staff(email="ann@demo.example", password=PASSWORD)
    if change:
        change(staff)
    body = assert_problem(sign_staff_in(email, password), 401, "wrong_sign_in")
    assert body["detail"] == "The e-mail address or the password is wrong."
    assert not AuthToken.objects.exists()


def test_an_unknown_email_costs_as_much_hashing_as_a_known_one(monkeypatch: pytest.MonkeyPatch) -> None:
    make.staff(email="ann@demo.example", password=PASSWORD)
    hasher = type(hashers.get_hasher())
    encodings: list[str] = []
    real = hasher.encode

    def counted(self: Any, password: str, *given: Any, **named: Any) -> str:
        encodings.append(password)
        return str(real(self, password, *given, **named))

    monkeypatch.setattr(hasher, "encode", counted)
    counts = []
    for email in ("ann@demo.example", "nobody@demo.example"):
        encodings.clear()
        sign_staff_in(email, "wrong")
        counts.append(len(encodings))
    assert counts == [1, 1]


def test_a_patient_signs_in_with_the_code_that_was_texted(provider: RecordingGateway) -> None:
    patient = make.patient(signed_up=False)
    asked = ask(patient.phone)
    assert asked.status_code == 202
    code = code_in(provider)
    assert len(code) == 6 and code.isdigit()
    answer = redeem(patient.phone, code)
    assert answer.status_code == 200
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {answer.json()['token']}")
    assert client.get("/api/v1/me").json()["id"] == str(patient.pk)
    message = Message.objects.get()
    assert (message.state, message.sid) == ("queued", provider.taken[0].sid)
    assert code not in message.body


@pytest.mark.django_db(transaction=True)
def test_the_caller_does_not_wait_for_the_provider(settings: Any, provider: RecordingGateway) -> None:
    settings.SEND_CODES_IN_BACKGROUND = True
    may_answer, patient = Event(), make.patient()

    def wait(_: Outgoing) -> None:
        assert may_answer.wait(timeout=20)

    provider.answer = wait
    assert ask(patient.phone).status_code == 202
    assert Message.objects.get().state == "written"
    may_answer.set()
    for _ in range(200):
        if Message.objects.get().state == "queued":
            return
        sleep(0.05)
    pytest.fail("The provider's answer was not kept.")


def test_a_number_without_plus_is_read_in_the_default_country(provider: RecordingGateway) -> None:
    make.patient(phone="+16045550101")
    ask("604 555-0101")
    assert redeem("(604) 555 0101", code_in(provider)).status_code == 200


def test_unknown_numbers_and_refused_texts_get_the_same_answer(provider: RecordingGateway) -> None:
    patient = make.patient()
    known = ask(patient.phone)
    provider.answer = lambda _: Refused("21211", RefusalKind.NUMBER)
    refused = ask(patient.phone)
    unknown = ask("+16045550199")
    assert known.status_code == unknown.status_code == refused.status_code == 202
    assert known.content == unknown.content == refused.content
    assert len(provider.calls) == 2


def test_a_number_that_nobody_can_have_is_answered_as_any_other(provider: RecordingGateway) -> None:
    nobodys = "+15555550123"
    assert ask(nobodys).status_code == 202
    assert provider.calls == []
    assert_problem(redeem(nobodys, "123456"), 400, "wrong_code", "code")


def test_a_code_works_once(provider: RecordingGateway) -> None:
    patient = make.patient()
    ask(patient.phone)
    assert redeem(patient.phone, code_in(provider)).status_code == 200
    assert_problem(redeem(patient.phone, code_in(provider)), 400, "wrong_code", "code")


def test_after_five_wrong_tries_the_right_code_is_refused(provider: RecordingGateway) -> None:
    patient = make.patient()
    ask(patient.phone)
    code = code_in(provider)
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    for _ in range(5):
        assert_problem(redeem(patient.phone, wrong), 400, "wrong_code", "code")
    assert_problem(redeem(patient.phone, code), 400, "wrong_code", "code")


def test_a_code_is_too_old_after_ten_minutes(provider: RecordingGateway) -> None:
    patient = make.patient()
    ask(patient.phone)
    SignInCode.objects.update(expires_at=clock.now())
    assert_problem(redeem(patient.phone, code_in(provider)), 400, "wrong_code", "code")


def test_a_family_on_one_number_chooses_who_signs_in(provider: RecordingGateway) -> None:
    clinic = make.clinic(name="Harbour Physio")
    ann, ben = (make.patient(clinic, phone="+16045550101", first_name=name) for name in ("Ann", "Ben"))
    ask("+16045550101")
    code = code_in(provider)
    several = redeem("+16045550101", code)
    assert several.status_code == 200
    assert several.json() == {
        "patients": [
            {"id": str(one.pk), "first_name": one.first_name, "clinic": "Harbour Physio"}
            for one in (ann, ben)
        ]
    }
    assert_problem(redeem("+16045550101", code, patient=str(uuid4())), 400, "wrong_code", "code")
    chosen = redeem("+16045550101", code, patient=str(ben.pk))
    assert set(chosen.json()) == {"token", "expiry"}
    assert AuthToken.objects.get().user.patient == ben


@pytest.mark.parametrize("proxies", [0, 1], ids=["direct", "behind a proxy"])
def test_an_address_gets_only_so_many_codes(settings: Any, provider: RecordingGateway, proxies: int) -> None:
    settings.CODES_AN_HOUR_AN_ADDRESS = 2
    settings.REST_FRAMEWORK = settings.REST_FRAMEWORK | {"NUM_PROXIES": proxies}
    patients = [make.patient() for _ in range(4)]
    for patient in patients[:3]:
        answer = ask(patient.phone, REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR="198.51.100.7")
        assert answer.status_code == 202
    assert len(provider.calls) == 2
    ask(patients[3].phone, REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR="198.51.100.8")
    assert len(provider.calls) == 2 + proxies


def test_signing_out_ends_this_device_alone() -> None:
    patient = make.patient()
    phone, tablet = signed_in(patient.user), signed_in(patient.user)
    assert phone.delete("/api/v1/auth/token").status_code == 204
    assert_problem(phone.get("/api/v1/me"), 401, "authentication_failed")
    assert tablet.get("/api/v1/me").status_code == 200


def test_signing_out_needs_a_token() -> None:
    assert_problem(APIClient().delete("/api/v1/auth/token"), 401, "not_authenticated")


def _run_out(patient: Patient) -> None:
    AuthToken.objects.update(expiry=clock.now())


def _archived(patient: Patient) -> None:
    Patient.objects.filter(pk=patient.pk).update(archived_at=clock.now())


def _deactivated(patient: Patient) -> None:
    User.objects.filter(pk=patient.user_id).update(is_active=False)


def _archived_by_staff(patient: Patient) -> None:
    archive_patient(patient, by=make.staff(patient.clinic).user, now=clock.now())


@pytest.mark.parametrize("ended", [_run_out, _archived, _deactivated, _archived_by_staff])
def test_a_sign_in_that_ended_counts_at_the_next_request(ended: Callable[[Patient], None]) -> None:
    patient = make.patient()
    client = signed_in(patient.user)
    assert client.get("/api/v1/me").status_code == 200
    ended(patient)
    answer = client.get("/api/v1/me")
    assert_problem(answer, 401, "authentication_failed")
    assert answer["WWW-Authenticate"] == "Token"


def test_staff_who_left_are_refused_at_the_next_request() -> None:
    staff = make.staff()
    client = signed_in(staff.user)
    assert client.get("/api/v1/patients").status_code == 200
    _left(staff)
    assert_problem(client.get("/api/v1/patients"), 401, "authentication_failed")


@pytest.mark.parametrize(
    "header",
    [
        "Token",
        "Token two words",
        "Token " + "0" * 64,
        "Token " + "0" * 5000,
        "Token \xff\xfe",
        "Token \u20ac".encode().decode("latin-1"),
        "Token a\x00b",
    ],
)
def test_a_malformed_token_is_401(header: str) -> None:
    assert_problem(Client().get("/api/v1/me", HTTP_AUTHORIZATION=header), 401, "authentication_failed")


@pytest.mark.parametrize("header", ["", "Bearer abc", "Basic YTpi"])
def test_no_token_is_401(header: str) -> None:
    assert_problem(Client().get("/api/v1/me", HTTP_AUTHORIZATION=header), 401, "not_authenticated")


def test_a_device_in_use_stays_signed_in(settings: Any) -> None:
    patient = make.patient()
    client = signed_in(patient.user)
    soon = clock.now() + timedelta(days=1)
    AuthToken.objects.update(expiry=soon)
    client.get("/api/v1/me")
    assert AuthToken.objects.get().expiry > soon + timedelta(days=settings.PATIENT_TOKEN_DAYS - 2)


def test_patients_and_staff_are_kept_apart() -> None:
    clinic = make.clinic()
    patient, staff = signed_in(make.patient(clinic).user), signed_in(make.staff(clinic).user)
    operator = signed_in(User.objects.create_superuser("root@demo.example", PASSWORD))
    for client, path in ((patient, "patients"), (staff, "me"), (operator, "me"), (operator, "patients")):
        assert_problem(client.get(f"/api/v1/{path}"), 403, "permission_denied")


def test_checking_the_token_fetches_patient_and_clinic_in_one_query(django_assert_num_queries: Any) -> None:
    patient = make.patient()
    client = signed_in(patient.user)
    with django_assert_num_queries(1):
        assert client.put("/api/v1/me/reminder", {}).status_code == 400


@pytest.mark.parametrize(
    ("call", "body", "fields"),
    [
        ("staff", {"email": "no address", "password": "x"}, ["email"]),
        ("staff", {"email": ["a@b.example"], "password": 5}, ["email", "password"]),
        ("staff", {}, ["email", "password"]),
        ("code", {"phone": "12"}, ["phone"]),
        ("code", {"phone": 16045550101}, ["phone"]),
        ("code", {"phone": "+1604555\x000101"}, ["phone"]),
        ("code", {"phone": "+1" * 5000}, ["phone"]),
        ("code", {"phone": "+16045550101", "more": 1}, ["more"]),
        ("token", {"phone": "+16045550101", "code": 123456}, ["code"]),
        ("token", {"phone": "+16045550101", "code": "12345"}, ["code"]),
        ("token", {"phone": "+16045550101", "code": "١٢٣٤٥٦"}, ["code"]),
        ("token", {"phone": "+16045550101", "code": "123456", "patient": "me"}, ["patient"]),
    ],
)
def test_what_is_not_valid_is_named(call: str, body: dict[str, Any], fields: list[str]) -> None:
    assert_problem(APIClient().post(f"/api/v1/auth/{call}", body), 400, "invalid", *fields)
