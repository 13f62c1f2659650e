"""Many rows, each with values of its own, in one statement."""

from collections.abc import Sequence
from typing import Any

from django.db import connection, models


def update_each(model: type[models.Model], names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Sets the named fields of the rows, given as (primary key, value, …), in one UPDATE.

    Values of one column must be of one kind. Django's bulk_update builds a CASE with a branch a row and takes
    ten times as long.
    """
    if not rows:
        return
    own = {field.name: field for field in model._meta.concrete_fields}
    fields = [model._meta.pk, *(own[name] for name in names)]
    quote = connection.ops.quote_name
    # A column of parameters has no type of its own in PostgreSQL; varchar without its length never cuts.
    holes = [
        f"%s::{(field.db_type(connection) or '').split('(')[0]}"
        if connection.vendor == "postgresql"
        else "%s"
        for field in fields
    ]
    one = f"({', '.join(holes)})"
    columns = [f"c{place}" for place in range(len(fields))]
    sets = ", ".join(
        f"{quote(str(field.column))} = new.{column}"
        for field, column in zip(fields[1:], columns[1:], strict=True)
    )
    table = quote(model._meta.db_table)
    statement = (
        f"WITH new ({', '.join(columns)}) AS (VALUES {', '.join([one] * len(rows))}) "  # noqa: S608 - our own names
        f"UPDATE {table} SET {sets} FROM new WHERE {table}.{quote(str(fields[0].column))} = new.c0"
    )
    values = [
        field.get_db_prep_save(value, connection)
        for row in rows
        for field, value in zip(fields, row, strict=True)
    ]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
