"""Long answers come in pages of 50: {count, next, previous, results}."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request
from rest_framework.response import Response

PAGE = OpenApiParameter("page", int, description="From 1; 404 when there is no such page.")


class Pages(PageNumberPagination):
    page_size = 50


def page_of(
    request: Request,
    found: QuerySet[Any] | Sequence[Any],
    rows: Callable[[list[Any]], list[dict[str, Any]]] = list,
) -> Response:
    """The page the request asks for of an ordered queryset or a list, each row as `rows` shows it."""
    pages = Pages()
    chosen = pages.paginate_queryset(found, request)
    return pages.get_paginated_response(rows(list(chosen or [])))


@cache
def page_shape(row: type[serializers.Serializer[Any]]) -> type[serializers.Serializer[Any]]:
    """What a page of such rows looks like, for the schema."""
    fields = {
        "count": serializers.IntegerField(help_text="Of all pages."),
        "next": serializers.URLField(allow_null=True),
        "previous": serializers.URLField(allow_null=True),
        "results": row(many=True),
    }
    return type(f"{row.__name__}Page", (serializers.Serializer,), fields)
