"""Many rows, or many values, in one statement and as one parameter.

The values travel as one JSON text and the database takes it apart. A statement with a placeholder a value, as
Django's bulk operations and `__in` make it, is written, parsed and quoted value by value, and that costs more than
the work itself.
"""

import json
from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import Any
from uuid import UUID

import orjson
from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models.fields.related import ForeignObject

Row = Sequence[Any]


@models.Field.register_lookup
@ForeignObject.register_lookup
class Among(models.Lookup):
    """`field__among=values`: as `in`, for any number of values, and the values are one constant.

    The database's planner sees how many there are, and looks them up in an index.
    """

    lookup_name = "among"

    def get_prep_lookup(self) -> list[Any]:
        return list(self.rhs)

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        column, values = self._column(compiler, connection)
        array = "{" + ",".join(map(_in_array, self.rhs)) + "}"
        return f"{column} = ANY(%s::{_type_of(self.lhs.output_field)}[])", [*values, array]

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        column, values = self._column(compiler, connection)
        wanted = json.dumps(self.rhs, default=attrgetter("hex"))
        return f"{column} IN (SELECT value FROM json_each(%s))", [*values, wanted]  # noqa: S608

    def _column(self, compiler: Any, connection: Any) -> tuple[str, Sequence[Any]]:
        if not self.rhs:
            raise EmptyResultSet
        column, values = self.process_lhs(compiler, connection)
        return column, values


def _in_array(value: UUID | int | str) -> str:
    if not isinstance(value, str):
        return str(value)
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


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
        return orjson.dumps(rows, default=str).decode()
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


def is_any(rows: models.QuerySet[Any], *, by: str) -> bool:
    """Whether there is a row, asked outside any transaction by the index that begins with `by`.

    The order keeps the database to that index; without it, old statistics may have it read the whole table.
    """
    return bool(rows.order_by(by).values_list(by)[:1])
