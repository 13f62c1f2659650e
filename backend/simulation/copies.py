"""Many rows in a few statements: copies of one row, made by the database itself, PostgreSQL or SQLite.

What is passed as text are SQL expressions over `n`, which counts from 1.
"""

from collections.abc import Mapping

from django.db import connection, models

from exercises.models import (
    Assignment,
    Consent,
    Patient,
    ReminderSetting,
    Revision,
    RevisionItem,
    RevisionPhase,
)

FIRST_ID = 1_000_000
"""Copies that have a number for an id have a larger one than this, the rows copied have a smaller one."""


def multiply(
    template: Patient,
    everyone: str,
    *,
    clinic: str,
    some: str | None = None,
    setting: Mapping[str, str] | None = None,
) -> None:
    """Copies of the patient and the reminder setting, one for each n of the source `everyone`.

    Those of the source `some` (None: all) have consented and follow the program too. `clinic` is the id of
    the n-th's clinic; `setting` are columns in which the settings differ from the one copied.
    """
    some = some or everyone
    assignment = Assignment.objects.get(patient=template)
    revision = Revision.objects.get(assignment=assignment)
    phase = RevisionPhase.objects.get(revision=revision)
    number, phone = f"{FIRST_ID} + n", "'+1' || (2000000000 + n)"
    person, assigned = key("patient"), key("assignment")
    whose = {"clinic_id": clinic, "patient_id": person}
    who = {"id": person, "clinic_id": clinic, "phone": phone, "user_id": "NULL"}
    copies(Patient, template, everyone, who)
    copies(ReminderSetting, template.reminder_setting, everyone, {"id": number, **whose, **(setting or {})})
    copies(Consent, template.consents.get(), some, {"phone": phone, **whose})
    copies(Assignment, assignment, some, {"id": assigned, **whose})
    copies(Revision, revision, some, {"id": number, "assignment_id": assigned})
    copies(RevisionPhase, phase, some, {"id": number, "revision_id": number})
    for item in phase.items.all():
        copies(RevisionItem, item, some, {"id": key(f"item {item.order} of "), "phase_id": number})


def copies(model: type[models.Model], row: models.Model, source: str, values: Mapping[str, str]) -> None:
    """Copies of `row`, one for each row of the source `source`; `values` are expressions, by column.

    The caller names rows that are there: for a superuser of PostgreSQL no foreign key is looked up.
    """
    table, primary = model._meta.db_table, connection.ops.quote_name(str(row._meta.pk.column))
    columns = {
        field.column: values.get(str(field.column), f't."{field.column}"')
        for field in model._meta.concrete_fields
        if field.column in values or not isinstance(field, models.AutoField)
    }
    names = ", ".join(f'"{name}"' for name in columns)
    selected = f"{', '.join(columns.values())} FROM {table} AS t, {source}".replace("%", "%%")
    with connection.cursor() as cursor:
        haste = _haste()
        for name, value in haste.items():
            cursor.execute(f"SET {name} = {value}")
        cursor.execute(
            f"INSERT INTO {table} ({names}) SELECT {selected} WHERE t.{primary} = %s",
            [row._meta.pk.get_db_prep_value(row.pk, connection)],
        )
        for name in haste:
            cursor.execute(f"RESET {name}")


def numbers(count: int) -> str:
    """A source of n from 1 to `count`."""
    if connection.vendor == "postgresql":
        return f"generate_series(1, {count}) AS numbers (n)"
    counted = f"counted (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < {count})"  # noqa: S608
    return f"(WITH RECURSIVE {counted} SELECT n FROM counted) AS numbers"  # noqa: S608 - numbers of our own


def key(of: str, number: str = "n") -> str:
    """The id of the n-th of them."""
    hashed = f"md5('{of}' || {number})"
    return f"{hashed}::uuid" if connection.vendor == "postgresql" else hashed


def _haste() -> dict[str, str]:
    """Settings of PostgreSQL under which rows that may be made again are written fast."""
    if connection.vendor != "postgresql":
        return {}
    superuser = connection.connection.info.parameter_status("is_superuser") == "on"
    return {"synchronous_commit": "off"} | ({"session_replication_role": "replica"} if superuser else {})
