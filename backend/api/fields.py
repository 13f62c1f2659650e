"""How values come in: strictly typed, unknown names refused, nothing a database or renderer chokes on."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Any, ClassVar, cast
from uuid import UUID

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import QueryDict
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ParseError, ValidationError
from rest_framework.parsers import JSONParser
from rest_framework.request import Request

from backend import clock
from exercises.rules.fields import is_clean, shown
from exercises.rules.phones import e164, zone_name
from exercises.rules.sessions import SessionName

MOST = 1e15
"""Beyond this a number is none that anybody means."""


class StrictJson(JSONParser):
    """JSON as RFC 8259 has it: UTF-8, no NaN, within DATA_UPLOAD_MAX_MEMORY_SIZE, not nested absurdly."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        body = stream.read(limit + 1)
        if len(body) > limit:
            raise RequestDataTooBig
        try:
            return json.loads(body.decode("utf-8"), parse_constant=_refuse_constant)
        except (ValueError, RecursionError):
            raise ParseError("The body is not JSON.") from None


def _refuse_constant(word: str) -> None:
    raise ValueError(f"{word} is not JSON")


class StrictSerializer(serializers.Serializer[Any]):
    """The body of a request: an object of the fields named here and no others.

    `not_here` maps names that exist elsewhere to the words with which they are refused.
    """

    not_here: ClassVar[Mapping[str, str]] = {}
    default_error_messages: ClassVar[dict[str, Any]] = {"invalid": "Must be an object."}

    def to_internal_value(self, data: Any) -> Any:
        errors: dict[str, Any] = {}
        if isinstance(data, Mapping):
            writable = {name for name, field in self.fields.items() if not field.read_only}
            errors = {
                shown(name): [self.not_here.get(name, "There is no such field.")]
                for name in data
                if name not in writable
            }
        try:
            value = super().to_internal_value(data)
        except ValidationError as refused:
            known = refused.detail if isinstance(refused.detail, dict) else {}
            raise ValidationError(errors | known) from None
        if errors:
            raise ValidationError(errors)
        return value


class QuerySerializer(serializers.Serializer[Any]):
    """The parameters of a query; others beside them are left alone."""


def body_of(request: Request, shape: type[StrictSerializer], *, partial: bool = False) -> dict[str, Any]:
    """The request's body as the shape reads it; fields read `context["now"]` and `context["request"]`."""
    data = {} if isinstance(request.data, QueryDict) else request.data
    return _read(shape, data, request, partial=partial)


def form_of(request: Request, shape: type[StrictSerializer]) -> dict[str, Any]:
    """The fields and files of a form as the shape reads them; of one given twice none would be the right one."""
    fields = cast(QueryDict, request.data).lists()
    twice = {shown(name): ["Must be given once."] for name, given in fields if len(given) > 1}
    if twice:
        raise ValidationError(twice)
    return _read(shape, request.data, request)


def query_of(request: Request, shape: type[QuerySerializer]) -> dict[str, Any]:
    """The request's query parameters as the shape reads them."""
    return _read(shape, request.query_params.dict(), request)


def _read(
    shape: type[serializers.Serializer[Any]], data: Any, request: Request, *, partial: bool = False
) -> dict[str, Any]:
    context = {"request": request, "now": clock.now()}
    reader = shape(data=data, partial=partial, context=context)
    reader.is_valid(raise_exception=True)
    return dict(reader.validated_data)


class Text(serializers.CharField):
    """Text, and no other type. `layout` allows line breaks and tabs; other control characters never."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid": "Must be text.",
        "control": "Must not contain control characters.",
    }

    def __init__(self, *, layout: bool = False, **given: Any):
        super().__init__(**given)
        self.layout = layout

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        if not is_clean(data, layout=self.layout):
            self.fail("control")
        return super().to_internal_value(data)


class Whole(serializers.IntegerField):
    """A whole number. Neither "5" nor true is one; 5.0 is, as JSON has it."""

    default_error_messages: ClassVar[dict[str, Any]] = {"invalid": "Must be a whole number."}

    def to_internal_value(self, data: Any) -> int:
        whole = isinstance(data, int) and not isinstance(data, bool)
        if not whole and not (isinstance(data, float) and data.is_integer()):
            self.fail("invalid")
        return int(data)


class QueryWhole(serializers.IntegerField):
    """A whole number as a query writes it."""

    default_error_messages: ClassVar[dict[str, Any]] = {"invalid": "Must be a whole number."}

    def to_internal_value(self, data: Any) -> int:
        if not re.fullmatch(r"-?[0-9]{1,9}", str(data)):
            self.fail("invalid")
        return int(data)


class Number(serializers.FloatField):
    """A finite number. Neither "0.5" nor true is one."""

    default_error_messages: ClassVar[dict[str, Any]] = {"invalid": "Must be a number."}

    def to_internal_value(self, data: Any) -> float:
        if isinstance(data, bool) or not isinstance(data, int | float) or not abs(data) < MOST:
            self.fail("invalid")
        return float(data)


class Flag(serializers.BooleanField):
    """true or false, and nothing that resembles them."""

    default_error_messages: ClassVar[dict[str, Any]] = {"invalid": "Must be true or false."}

    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            self.fail("invalid")
        return bool(data)


class QueryFlag(serializers.BooleanField):
    """true or false as a query writes it; True and 1 are what some clients make of it."""

    default_error_messages: ClassVar[dict[str, Any]] = {"invalid": "Must be true or false."}

    def to_internal_value(self, data: Any) -> bool:
        word = str(data).lower()
        if word not in ("true", "false", "1", "0"):
            self.fail("invalid")
        return word in ("true", "1")


class OneOf(serializers.ChoiceField):
    """One of the terms, returned as the term."""

    def __init__(self, terms: type[StrEnum], **given: Any):
        super().__init__(choices=[term.value for term in terms], **given)
        self.terms = terms

    def to_internal_value(self, data: Any) -> StrEnum:
        if not isinstance(data, str) or data not in set(self.terms):
            raise ValidationError(f"Must be one of {', '.join(self.terms)}.")
        return self.terms(data)


class Id(serializers.UUIDField):
    """A UUID in its usual form of 36 characters."""

    default_error_messages: ClassVar[dict[str, Any]] = {"invalid": "Must be a UUID."}
    form = re.compile(r"[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}", re.ASCII | re.IGNORECASE)

    def to_internal_value(self, data: Any) -> UUID:
        if not isinstance(data, str) or not self.form.fullmatch(data):
            self.fail("invalid")
        return UUID(data)


class Day(serializers.DateField):
    """A date as 2026-11-22."""

    default_error_messages: ClassVar[dict[str, Any]] = {"invalid": "Write the date as 2026-11-22."}

    def to_internal_value(self, data: Any) -> date:
        if not isinstance(data, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", data):
            self.fail("invalid")
        try:
            return date.fromisoformat(data)
        except ValueError:
            self.fail("invalid")


class Instant(serializers.DateTimeField):
    """An instant with its offset from UTC, as RFC 3339 has it; read as UTC."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid": "Write the instant with its offset, as 2026-11-22T08:30:00-08:00."
    }
    form = re.compile(
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})"
    )

    def to_internal_value(self, data: Any) -> datetime:
        if not isinstance(data, str) or not self.form.fullmatch(data):
            self.fail("invalid")
        try:
            return datetime.fromisoformat(data.upper()).astimezone(UTC)
        except (ValueError, OverflowError):
            self.fail("invalid")


@extend_schema_field({"type": "string", "pattern": r"^([01][0-9]|2[0-3]):[0-5][0-9]$", "examples": ["08:30"]})
class LocalTime(serializers.TimeField):
    """A time on the patient's own clock, "HH:MM"."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid": "Write the time as HH:MM, from 00:00 to 23:59."
    }

    def to_internal_value(self, value: Any) -> time:
        if not isinstance(value, str) or not re.fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9]", value):
            self.fail("invalid")
        return time.fromisoformat(value)

    def to_representation(self, value: time | str) -> str:
        return value if isinstance(value, str) else f"{value:%H:%M}"


@extend_schema_field({"type": "string", "maxLength": 64, "examples": ["America/Vancouver"]})
class Zone(Text):
    """The name of a time zone that exists."""

    def to_internal_value(self, data: Any) -> str:
        try:
            return zone_name(super().to_internal_value(data))
        except ValueError as why:
            raise ValidationError(str(why)) from None


@extend_schema_field(
    {"type": "string", "maxLength": 8, "pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{2,4})?$", "examples": ["en"]}
)
class Language(Text):
    """A language tag such as en or pt-BR. What is not translated is shown in English."""

    def to_internal_value(self, data: Any) -> str:
        tag = super().to_internal_value(data)
        if len(tag) > 8 or not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,4})?", tag):
            raise ValidationError("Write the language as en or pt-BR.")
        return tag


@extend_schema_field({"type": "string", "maxLength": 40, "examples": ["+16045550101"]})
class Phone(Text):
    """A phone number as E.164; without + it is read as one of DEFAULT_COUNTRY.

    Whether anybody was given the number is not asked: whoever signs in is told nothing of it.
    """

    def to_internal_value(self, data: Any) -> str:
        try:
            return e164(super().to_internal_value(data), country=settings.DEFAULT_COUNTRY, given_out=False)
        except ValueError as why:
            raise ValidationError(str(why)) from None


@extend_schema_field(
    {
        "type": "string",
        "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}(/[0-9]{1,2})?$",
        "examples": ["2026-11-22/1", "2026-11-22"],
    }
)
class Session(serializers.Field[SessionName, str, str, Any]):
    """A session: 2026-11-22/1, or 2026-11-22 for all rounds of that day."""

    form = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(/[0-9]{1,2})?")

    def to_internal_value(self, data: Any) -> SessionName:
        if not isinstance(data, str) or not self.form.fullmatch(data):
            raise ValidationError("A session is written 2026-11-22/1, or 2026-11-22 for the whole day.")
        try:
            return SessionName.read(data)
        except ValueError:
            raise ValidationError("There is no such date.") from None

    def to_representation(self, value: SessionName) -> str:
        return str(value)


class Several(serializers.ListField):
    """A list of plain values. Its faults are named by the list's own name, not by places in it."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "not_a_list": "Must be a list.",
        "empty": "Must not be empty.",
        "repeated": "A value stands there twice.",
    }

    def __init__(self, *, unique: bool = False, **given: Any):
        super().__init__(**given)
        self.unique = unique

    def run_child_validation(self, data: Sequence[Any]) -> list[Any]:
        if self.max_length is not None and len(data) > self.max_length:
            raise ValidationError(f"At most {self.max_length} entries.")
        found, faults = [], []
        for place, value in enumerate(data, start=1):
            try:
                found.append(self.child.run_validation(value))
            except ValidationError as refused:
                faults += [f"Entry {place}: {words}" for words in _words(refused.detail)]
        if faults:
            raise ValidationError(faults)
        if self.unique and len(set(found)) < len(found):
            self.fail("repeated")
        return found


def _words(detail: Any) -> list[str]:
    if isinstance(detail, Mapping):
        detail = detail.values()
    elif isinstance(detail, str):
        return [detail]
    return [words for part in detail for words in _words(part)]
