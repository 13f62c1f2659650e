"""Calls to the API, signed in with a real token."""

from typing import Any

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
