"""What the log may hold: method and path of a request, and of a failure its kind and place. Never what anybody wrote.

A query may hold a name, and the words of an exception quote rows: both are left out.
"""

import re
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any

from django.http import HttpRequest
from django_structlog.middlewares import RequestMiddleware

SEALED = re.compile(r"/(t|m|media/own/[0-9]+)/[^\s/?#\"']+", re.IGNORECASE)
"""The addresses of a patient's page, of a texted picture and of what a clinic uploaded: they open to whoever reads
them."""

SQLITE_CONSTRAINT = re.compile(r"(?:CHECK|UNIQUE|NOT NULL) constraint failed: ([\w., ]+)")


class RequestLog(RequestMiddleware):
    """One id a request on each of its lines, and a line when it is finished."""

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        return f"{request.method} {request.path}"


def without_words(_logger: Any, _method: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A structlog processor: of every exception in the line its types, the places in the code, the constraint."""
    given = line.pop("exc_info", None)
    if isinstance(given, tuple):
        given = given[1]
    elif given and not isinstance(given, BaseException):
        given = sys.exc_info()[1]
    for name, value in line.items():
        if isinstance(value, BaseException):
            line[name] = type(value).__name__
    if given:
        line["exception"] = _bare(given)
    return line


def without_links(_logger: Any, _method: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A structlog processor: what makes an address open is left out of every line."""
    for name, value in line.items():
        if isinstance(value, str):
            line[name] = SEALED.sub(r"/\1/***", value)
    return line


def _bare(failure: BaseException) -> list[dict[str, Any]]:
    """The exception and what it came from, the last one first."""
    chain: list[dict[str, Any]] = []
    seen: set[int] = set()
    current: BaseException | None = failure
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        frames = traceback.extract_tb(current.__traceback__)
        told = {
            "type": f"{type(current).__module__}.{type(current).__qualname__}",
            "at": [f"{frame.filename}:{frame.name} line {frame.lineno}" for frame in frames],
        }
        constraint = _constraint(current)
        chain.append(told | ({"constraint": constraint} if constraint else {}))
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return chain


def _constraint(failure: BaseException) -> str | None:
    """The constraint that a database error is about; SQLite names the columns instead, for a unique one."""
    named = getattr(getattr(failure, "diag", None), "constraint_name", None)
    if named:
        return str(named)
    found = SQLITE_CONSTRAINT.fullmatch(str(failure))
    return found[1] if found else None
