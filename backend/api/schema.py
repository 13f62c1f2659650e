"""The OpenAPI document: what drf-spectacular finds, with our problems, names and token in it."""

import re
from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension, OpenApiSerializerExtension
from drf_spectacular.openapi import AutoSchema
from rest_framework import serializers

from backend.api.paging import PAGE
from backend.api.problems import PROBLEM

_ALWAYS = {
    "400": "The request is not valid; `errors` names each field.",
    "406": "The answer is JSON, whatever else is asked for.",
    "429": "Too many requests; see Retry-After.",
    "500": "Something failed here.",
}
_SIGNED_IN = {
    "401": "The token is missing, wrong or has run out.",
    "403": "You may not make this call.",
}
_WITH_A_BODY = {
    "413": "The body is too large.",
    "415": "The body is not of the type that is asked for.",
}


class Problem(serializers.Serializer[Any]):
    """RFC 9457. `code` is for programs and never changes; `detail` is for people."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    code = serializers.CharField()
    detail = serializers.CharField()
    errors = serializers.DictField(  # type: ignore[assignment]
        child=serializers.ListField(child=serializers.CharField()),
        help_text='What is wrong, a field; nested ones as dotted paths, such as "consent.source".',
    )


class Schema(AutoSchema):
    """Says of every call which problems it answers with, and names it by method and path."""

    def get_operation_id(self) -> str:
        words = re.findall(r"[a-z]+", self.path.removeprefix("/api/v1/").lower())
        return "_".join([self.method.lower(), *words])

    def get_tags(self) -> list[str]:
        first = self.path.removeprefix("/api/v1/").split("/")[0]
        return [{"auth": "signing in", "me": "patient"}.get(first, "practitioner")]

    def _get_response_bodies(self, direction: Any = "response") -> Any:
        responses = super()._get_response_bodies(direction)
        for status, description in self._problems().items():
            answer = self._get_response_for_code(Problem, status, [PROBLEM], direction)
            responses.setdefault(status, {**answer, "description": description})
        return dict(sorted(responses.items()))

    def _problems(self) -> dict[str, str]:
        problems = dict(_ALWAYS)
        needs_token = bool(self.view.get_authenticators())
        if needs_token:
            problems |= _SIGNED_IN
        elif self.path.endswith("auth/staff"):
            problems["401"] = "The e-mail address or the password is wrong."
        if "{" in self.path or PAGE in self.get_override_parameters():
            problems["404"] = "There is no such row for you, or no such page."
        if self.method in ("POST", "PUT", "PATCH"):
            problems |= _WITH_A_BODY
            if needs_token:
                problems["409"] = "Refused as things stand; `code` says why."
        return problems


class TokenScheme(OpenApiAuthenticationExtension):
    target_class = "backend.api.identity.TokenSignIn"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {
            "type": "apiKey",
            "in": "header",
            "name": "Authorization",
            "description": "`Token` and a space before what `auth/token` or `auth/staff` answered.",
        }


class StrictBody(OpenApiSerializerExtension):
    """The body of a request takes no other fields."""

    target_class = "backend.api.fields.StrictSerializer"
    match_subclasses = True

    def map_serializer(self, auto_schema: Any, direction: Any) -> Any:
        shape = auto_schema._map_serializer(self.target, direction, bypass_extensions=True)
        if type(self.target).__doc__ is None:
            shape.pop("description", None)
        for name, field in self.target.fields.items():
            most = getattr(field, "max_length", None)
            if isinstance(field, serializers.ListSerializer) and most is not None:
                shape["properties"][name]["maxItems"] = most
        return {**shape, "additionalProperties": False}
