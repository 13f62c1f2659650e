import json
import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from rest_framework.test import APIClient
from rest_framework.throttling import ScopedRateThrottle

from backend.api.me import MeCall
from backend.api.problems import FIELD_OF, STATUS_OF
from backend.pictures.intake import refusals
from exercises import errors
from tests import make
from tests.backend.api.calling import assert_problem, signed_in

pytestmark = pytest.mark.django_db
CODES = re.compile("`([a-z_]+)`")


@pytest.fixture
def patient() -> APIClient:
    return signed_in(make.patient().user)


def send(client: APIClient, body: bytes, media: str = "application/json") -> Any:
    return client.generic("POST", "/api/v1/me/check-ins", body, content_type=media)


def test_the_docs_list_every_refusal_with_its_status() -> None:
    rows = [line.split("|") for line in (settings.ROOT / "docs" / "api.md").read_text().splitlines()]
    listed = {
        code: int(row[1])
        for row in rows
        if len(row) == 4 and row[1].strip().isdigit()
        for code in CODES.findall(row[2])
    }
    assert STATUS_OF.items() <= listed.items()


def test_every_refusal_of_the_domain_has_its_status() -> None:
    of_files = [one for one in vars(refusals).values() if isinstance(one, type) and hasattr(one, "code")]
    known = [*vars(errors).values(), *of_files]
    codes = {one.code for one in known if isinstance(one, type) and hasattr(one, "code")}
    answered_with_400 = {one.code for one in of_files} - set(STATUS_OF)
    assert set(STATUS_OF) == codes - {"refused", "bad_library"} - answered_with_400
    assert set(FIELD_OF) <= codes


@pytest.mark.parametrize(
    "path", ["/api/", "/api/v1/", "/api/v1/nothing", "/api/v1/me/", "/api/v2/me", "/api/v1/a%00b%0A"]
)
@pytest.mark.parametrize("debug", [True, False])
def test_an_unknown_path_is_a_problem(settings: Any, path: str, debug: bool) -> None:
    settings.DEBUG = debug
    for method in ("get", "post", "delete"):
        assert_problem(getattr(Client(enforce_csrf_checks=True), method)(path), 404, "not_found")


def test_an_id_that_is_none_is_an_unknown_path() -> None:
    assert_problem(signed_in(make.staff().user).get("/api/v1/patients/12"), 404, "not_found")


def test_a_wrong_method_says_which_are_right(patient: APIClient) -> None:
    answer = patient.delete("/api/v1/me")
    assert_problem(answer, 405, "method_not_allowed")
    assert {"GET", "PATCH"} <= set(answer["Allow"].split(", "))


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"\xff\xfe",
        b'{"pain": NaN}',
        b'{"pain": Infinity}',
        b"[" * 100_000,
        b'{"pain": ' + b"9" * 5000 + b"}",
    ],
)
def test_what_is_not_json_is_400(patient: APIClient, body: bytes) -> None:
    assert_problem(send(patient, body), 400, "parse_error")


@pytest.mark.parametrize("body", [b"[]", b"null", b"3", b'"text"', b"true", b"[{}]"])
def test_json_that_is_no_object_is_400(patient: APIClient, body: bytes) -> None:
    assert_problem(send(patient, body), 400, "invalid", "body")


@pytest.mark.parametrize("charset", ["utf-16", "hex", "rot13", "zlib", "none-such"])
def test_json_is_utf_8_whatever_the_header_says(patient: APIClient, charset: str) -> None:
    answer = send(patient, b"{}", f"application/json; charset={charset}")
    assert_problem(answer, 400, "invalid", "id", "session", "outcome")


@pytest.mark.parametrize(
    "media", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]
)
def test_other_media_types_are_415(patient: APIClient, media: str) -> None:
    assert_problem(send(patient, b"outcome=done", media), 415, "unsupported_media_type")


def test_a_body_over_the_limit_is_413(settings: Any, patient: APIClient) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    assert_problem(send(patient, b" " * 1001), 413, "too_large")
    assert_problem(send(patient, b"{}" + b" " * 998), 400, "invalid", "id", "session", "outcome")


def test_an_empty_body_misses_every_field(patient: APIClient) -> None:
    for media in ("application/json", "application/x-www-form-urlencoded"):
        assert_problem(send(patient, b"", media), 400, "invalid", "id", "session", "outcome")


def test_names_and_values_that_cannot_be_sent_back_do_no_harm(patient: APIClient) -> None:
    body = {
        "\ud800": 1,
        "nul\x00": 1,
        "outcome": "\ud800",
        "id": "\x00",
        "session": "\ud800",
        "note": "\ud800",
    }
    answer = send(patient, json.dumps(body).encode())
    assert_problem(answer, 400, "invalid", "\\ud800", "nul\x00", "outcome", "id", "session", "note")


def test_faults_inside_lists_are_named_by_dotted_paths(patient: APIClient) -> None:
    body = {
        "id": make.new_id(),
        "session": "2026-11-22",
        "outcome": "done",
        "items": [
            {"item": make.new_id(), "outcome": "done"},
            {"item": "x", "outcome": "done", "extra": 1},
            "no object",
        ],
    }
    answer = patient.post("/api/v1/me/check-ins", body)
    assert_problem(answer, 400, "invalid", "items.1.item", "items.1.extra", "items.2")


@pytest.mark.parametrize("page", ["0", "-1", "two", "9" * 30, "9" * 5000, "1.5", "\x00", "\ud83d\ude00", ""])
def test_a_page_that_is_none_is_404_or_the_first(page: str) -> None:
    answer = signed_in(make.patient().user).get(
        "/api/v1/me/assignments", {"page": page.encode("utf-8", "replace")}
    )
    if answer.status_code != 200:
        assert_problem(answer, 404, "not_found")


def test_what_nobody_expected_is_500_and_logged(
    monkeypatch: pytest.MonkeyPatch, patient: APIClient, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError("a secret inside")

    monkeypatch.setattr(MeCall, "get", fail)
    patient.raise_request_exception = False
    body = assert_problem(patient.get("/api/v1/me"), 500, "error")
    assert "secret" not in json.dumps(body)
    assert "a secret inside" in caplog.text


def test_a_throttled_call_says_when_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ScopedRateThrottle.THROTTLE_RATES, "sign-in", "2/min")
    for _ in range(2):
        assert APIClient().post("/api/v1/auth/code", {"phone": "+16045550101"}).status_code == 202
    answer = APIClient().post("/api/v1/auth/code", {"phone": "+16045550101"})
    assert_problem(answer, 429, "throttled")
    assert 0 < int(answer["Retry-After"]) <= 61


def test_the_schema_is_json_on_request_and_its_errors_are_problems() -> None:
    document = Client().get("/api/schema/?format=json").json()
    assert document["openapi"].startswith("3.1")
    assert_problem(Client().get("/api/schema/?format=none"), 404, "not_found")
    assert Client().get("/api/docs/").status_code == 200


def test_every_call_of_the_schema_documents_its_problems() -> None:
    document = Client().get("/api/schema/?format=json").json()
    operations = [
        (path, method, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
        if path.startswith("/api/v1/")
    ]
    assert len({operation["operationId"] for _, _, operation in operations}) == len(operations) > 10
    for path, method, operation in operations:
        for status in ("400", "406", "429", "500"):
            content = operation["responses"][status]["content"]
            assert list(content) == ["application/problem+json"], (path, method, status)
