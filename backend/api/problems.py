"""Every error under /api/ is a problem (RFC 9457): {type, title, status, code, detail, errors}.

`code` is for programs and never changes; `detail` is for people; `errors` maps fields to what is wrong with
them, nested ones as dotted paths.
"""

import logging
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.core.signals import got_request_exception
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views import defaults
from django.views.decorators.csrf import csrf_exempt
from rest_framework import exceptions, status
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response

from exercises.errors import Refusal

log = logging.getLogger("django.request")

PROBLEM = "application/problem+json"
STATUS_OF: Mapping[str, int] = {
    "invalid": status.HTTP_400_BAD_REQUEST,
    "session_not_expected": status.HTTP_400_BAD_REQUEST,
    "wrong_code": status.HTTP_400_BAD_REQUEST,
    "wrong_sign_in": status.HTTP_401_UNAUTHORIZED,
    "not_found": status.HTTP_404_NOT_FOUND,
    "already_assigned": status.HTTP_409_CONFLICT,
    "program_is_empty": status.HTTP_409_CONFLICT,
    "patient_is_archived": status.HTTP_409_CONFLICT,
    "assignment_has_ended": status.HTTP_409_CONFLICT,
    "nothing_to_ease": status.HTTP_409_CONFLICT,
    "revision_is_stale": status.HTTP_409_CONFLICT,
    "check_in_differs": status.HTTP_409_CONFLICT,
    "alert_is_closed": status.HTTP_409_CONFLICT,
    "concern_is_closed": status.HTTP_409_CONFLICT,
    "concern_differs": status.HTTP_409_CONFLICT,
    "slug_is_taken": status.HTTP_409_CONFLICT,
    "exercise_is_shared": status.HTTP_409_CONFLICT,
    "too_many_pictures": status.HTTP_409_CONFLICT,
    "file_too_large": status.HTTP_413_REQUEST_ENTITY_TOO_LARGE,
    "file_not_now": status.HTTP_503_SERVICE_UNAVAILABLE,
}
"""The status of each refusal of the domain; 400 for one that is not named."""

FIELD_OF: Mapping[str, str] = {
    "session_not_expected": "session",
    "wrong_code": "code",
    "slug_is_taken": "slug",
}
"""The field a refusal is about, where the domain names none."""


def handle(failure: Exception, context: Mapping[str, Any]) -> Response:
    """The answer to an exception of a call. What nobody expected is logged and answered with 500."""
    request = context["request"]
    request.accepted_renderer, request.accepted_media_type = JSONRenderer(), "application/json"
    failure = _as_api_exception(failure)
    if isinstance(failure, Refusal):
        number = STATUS_OF.get(failure.code, status.HTTP_400_BAD_REQUEST)
        field = FIELD_OF.get(failure.code)
        errors = failure.errors or ({field: [failure.detail]} if field else {})
        content = problem(number, failure.code, failure.detail, errors)
    elif isinstance(failure, exceptions.ValidationError):
        content = problem(400, "invalid", "Some fields are not valid.", dict(_flat(failure.detail)))
    elif isinstance(failure, exceptions.APIException):
        code = failure.get_codes()
        content = problem(
            failure.status_code, code if isinstance(code, str) else "refused", str(failure.detail)
        )
    else:
        log.error("Failed: %s", type(failure).__name__, exc_info=failure)  # its words: see backend.logs
        got_request_exception.send(sender=handle, request=request._request)
        content = _unexpected()
    return Response(content, content["status"], headers=_headers(failure, content), content_type=PROBLEM)


def _as_api_exception(failure: Exception) -> Exception:
    if isinstance(failure, Http404):
        return exceptions.NotFound("There is no such thing here.")
    if isinstance(failure, PermissionDenied):
        return exceptions.PermissionDenied()
    if isinstance(failure, RequestDataTooBig):
        return TooLarge()
    if isinstance(failure, SuspiciousOperation):
        return exceptions.ParseError("The request is malformed.")
    return failure


class TooLarge(exceptions.APIException):
    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_detail = "The body is too large."
    default_code = "too_large"


class LengthMissing(exceptions.APIException):
    status_code = status.HTTP_411_LENGTH_REQUIRED
    default_detail = "Content-Length must say how long the body is: one that is sent in chunks is not read."
    default_code = "length_required"


def problem(
    number: int, code: str, detail: str, errors: Mapping[str, list[str]] | None = None
) -> dict[str, Any]:
    return {
        "type": "about:blank",
        "title": HTTPStatus(number).phrase,
        "status": number,
        "code": code,
        "detail": _sendable(detail),
        "errors": {
            _sendable(name): [_sendable(line) for line in lines] for name, lines in (errors or {}).items()
        },
    }


def _unexpected() -> dict[str, Any]:
    return problem(500, "error", "Something went wrong here. It was noted; try again later.")


def _sendable(text: str) -> str:
    """The text without halves of surrogate pairs, which UTF-8 cannot hold."""
    return str(text).encode("utf-8", "backslashreplace").decode()


def _headers(failure: Exception, content: Mapping[str, Any]) -> dict[str, str]:
    headers = {}
    if content["status"] == status.HTTP_401_UNAUTHORIZED:
        headers["WWW-Authenticate"] = "Token"
    if isinstance(failure, exceptions.Throttled):
        headers["Retry-After"] = str(int(getattr(failure, "wait", None) or 0) + 1)
    return headers


def _flat(detail: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, list[str]]]:
    """Nested errors as (dotted path, lines); those of a whole object stand at its own path, or at "body"."""
    if isinstance(detail, Mapping):
        for name, inner in detail.items():
            yield from _flat(inner, path if name == "non_field_errors" else (*path, str(name)))
    elif isinstance(detail, list) and any(isinstance(one, Mapping | list) for one in detail):
        for place, inner in enumerate(detail):
            if inner:
                yield from _flat(inner, (*path, str(place)))
    else:
        lines = detail if isinstance(detail, list) else [detail]
        yield ".".join(path) or "body", [str(line) for line in lines]


@csrf_exempt
def unknown_path(request: HttpRequest, exception: Exception | None = None) -> HttpResponseBase:
    """The answer where no call is: a problem under /api/, Django's own page elsewhere."""
    if not request.path.startswith("/api/"):
        return defaults.page_not_found(request, exception or Http404())
    return _plain(problem(404, "not_found", "There is no such call."))


def broken(request: HttpRequest) -> HttpResponseBase:
    """The answer when something fails outside a call."""
    if not request.path.startswith("/api/"):
        return defaults.server_error(request)
    return _plain(_unexpected())


def malformed(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """The answer to a request that Django itself refuses, such as one to a host that is not ours."""
    if not request.path.startswith("/api/"):
        return defaults.bad_request(request, exception)
    return _plain(problem(400, "parse_error", "The request is malformed."))


def _plain(content: Mapping[str, Any]) -> HttpResponse:
    return HttpResponse(JSONRenderer().render(content), content_type=PROBLEM, status=content["status"])
