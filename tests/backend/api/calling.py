"""Calls to the API, signed in with a real token, and what their answers must be like."""

from functools import cache
from typing import Any

from django.test import Client
from jsonschema import Draft202012Validator
from rest_framework.test import APIClient

from backend.api.identity import sign_in
from exercises.models import User


def signed_in(user: User) -> APIClient:
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {sign_in(user)['token']}")
    return client


def assert_problem(response: Any, status: int, code: str, *fields: str) -> dict[str, Any]:
    """The answer is a whole problem of that status and code, whose errors name just these fields."""
    assert response["Content-Type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert set(body) == {"type", "title", "status", "code", "detail", "errors"}
    assert (response.status_code, body["status"], body["code"]) == (status, status, code), body
    assert set(body["errors"]) == set(fields)
    assert body["detail"]
    return body


@cache
def document() -> dict[str, Any]:
    """The OpenAPI document as it is served."""
    served: dict[str, Any] = Client().get("/api/schema/?format=json").json()
    return served


def assert_as_documented(response: Any, path: str) -> Any:
    """The answer is what the document says of this path, to the last field. Returns its body."""
    method = response.request["REQUEST_METHOD"].lower()
    content = document()["paths"][path][method]["responses"][str(response.status_code)]["content"]
    shape = content[response["Content-Type"]]["schema"]
    body = response.json()
    Draft202012Validator({**shape, "components": _components()}).validate(body)
    return body


@cache
def _components() -> Any:
    return _closed(document()["components"])


def _closed(part: Any) -> Any:
    """The same shapes, in which a field that is not described is a fault."""
    if isinstance(part, list):
        return [_closed(one) for one in part]
    if not isinstance(part, dict):
        return part
    closed = {name: _closed(one) for name, one in part.items()}
    return {"additionalProperties": False, **closed} if "properties" in part else closed
