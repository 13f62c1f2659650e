"""Many rows, or many values, in one statement and as one parameter.

The values travel as one JSON text and the database takes it apart. A statement with a placeholder a value, as
Django's bulk operations and `__in` make it, is written, parsed and quoted value by value, and that costs more than
the work itself.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.db import connection, models
from django.db.models.expressions import RawSQL

Row = Sequence[Any]
Ids = Iterable[UUID] | RawSQL
"""UUIDs, or a query of them: what `__in` takes."""


def update_each(
    model: type[models.Model], names: Sequence[str], rows: Sequence[Row], *, only: str = ""
) -> list[Any]:
    """Sets the named fields of the rows, given as (primary key, value, …); returns the keys of those it changed.

    `only` is a condition on the row in SQL, such as "sid IS NULL"; a row that does not meet it stays as it is.
    """
    if not rows:
        return []
    fields = [_key_of(model), *_fields_of(model, names)]
    sets = ", ".join(f"{_quoted(field)} = new.c{place}" for place, field in enumerate(fields[1:], start=1))
    table, key = connection.ops.quote_name(model._meta.db_table), _quoted(fields[0])
    condition = f" AND ({only})" if only else ""
    return _run(
        f"WITH new AS ({_unpacked(fields)}) UPDATE {table} SET {sets} FROM new "  # noqa: S608 - our own names
        f"WHERE {table}.{key} = new.c0{condition} RETURNING {key}",
        [_packed(fields, rows)],
        fields[0],
    )


def insert_each(
    model: type[models.Model],
    names: Sequence[str],
    rows: Sequence[Row],
    *,
    same: Mapping[str, Any],
) -> list[Any]:
    """Inserts rows of the named fields, with the fields of `same` alike in all; returns the keys of those it inserted.

    A row that a constraint forbids is left out. Every field without a default in the database must be given.
    """
    if not rows:
        return []
    fields, alike = _fields_of(model, names), _fields_of(model, list(same))
    table = connection.ops.quote_name(model._meta.db_table)
    columns = ", ".join(_quoted(field) for field in (*fields, *alike))
    values = ", ".join([f"new.c{place}" for place in range(len(fields))] + ["%s"] * len(alike))
    return _run(
        f"WITH new AS ({_unpacked(fields)}) INSERT INTO {table} ({columns}) "  # noqa: S608 - our own names
        f"SELECT {values} FROM new WHERE true ON CONFLICT DO NOTHING RETURNING {_quoted(_key_of(model))}",
        [_packed(fields, rows), *(_prepared(field, same[field.name]) for field in alike)],
        _key_of(model),
    )


def among(values: Iterable[UUID] | Iterable[int] | Iterable[str]) -> Any:
    """For `field__in=among(ids)`: any number of values of one kind, as one parameter."""
    wanted = list(values)
    if not wanted:
        return []  # of no kind: PostgreSQL could not compare it with anything
    kind = type(wanted[0])
    if connection.vendor == "postgresql":
        of_type = {UUID: "::uuid", int: "::bigint"}.get(kind, "")
        statement = f"SELECT jsonb_array_elements_text(%s::jsonb){of_type}"
        return RawSQL(statement, (json.dumps(wanted, default=str),))  # noqa: S611 - nothing but our own words
    return RawSQL("SELECT value FROM json_each(%s)", (json.dumps(wanted, default=attrgetter("hex")),))


def _key_of(model: type[models.Model]) -> Any:
    return model._meta.pk


def _fields_of(model: type[models.Model], names: Sequence[str]) -> list[Any]:
    own = {field.name: field for field in model._meta.concrete_fields}
    return [own[name] for name in names]


def _quoted(field: Any) -> str:
    return connection.ops.quote_name(field.column)


def _unpacked(fields: Sequence[Any]) -> str:
    """The rows of the JSON parameter, as columns c0, c1, … of the fields' types."""
    if connection.vendor == "postgresql":
        columns = (f"(r->>{place})::{_type_of(field)} AS c{place}" for place, field in enumerate(fields))
        return f"SELECT {', '.join(columns)} FROM jsonb_array_elements(%s::jsonb) AS r"  # noqa: S608
    columns = (f"json_extract(value, '$[{place}]') AS c{place}" for place in range(len(fields)))
    return f"SELECT {', '.join(columns)} FROM json_each(%s)"  # noqa: S608


def _type_of(field: Any) -> str:
    """The column's type, without the length of a varchar: a value too long is an error then, and not cut."""
    return str(field.db_type(connection)).split("(")[0]


def _packed(fields: Sequence[Any], rows: Sequence[Row]) -> str:
    if any(len(row) != len(fields) for row in rows):
        raise ValueError(f"Each row must hold {len(fields)} values.")
    if connection.vendor == "postgresql":
        return json.dumps(rows, default=str)
    prepared = [[_prepared(field, value) for field, value in zip(fields, row, strict=True)] for row in rows]
    return json.dumps(prepared, default=str)


def _prepared(field: Any, value: Any) -> Any:
    return field.get_db_prep_save(value, connection)


def _run(statement: str, values: Sequence[Any], key: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        found = [row[0] for row in cursor.fetchall()]
    if isinstance(key, models.UUIDField):
        return [one if isinstance(one, UUID) else UUID(one) for one in found]
    return found
