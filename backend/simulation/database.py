"""A database of its own for a simulation, beside the application's, which is never touched."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import errors, sql

SUFFIX = "_simulation"
LONGEST_NAME = 63
MARK = "Made by manage.py simulate, which may drop it."
"""The comment on our databases of PostgreSQL: without it none is dropped."""


class CannotSimulate(Exception):
    """The database for it cannot be made; the message says why, and what to do."""


@contextmanager
def own_database(*, keep: bool) -> Iterator[str]:
    """Within it Django works on a new, migrated database; gives its name. It is dropped afterwards, unless kept."""
    application = connections[DEFAULT_DB_ALIAS]
    if application.vendor not in ("postgresql", "sqlite"):
        raise CannotSimulate(f"It runs on PostgreSQL and on SQLite, not on {application.display_name}.")
    make = _on_postgres if application.vendor == "postgresql" else _on_sqlite
    debug = settings.DEBUG
    with make(application, keep) as own:
        connections[DEFAULT_DB_ALIAS] = own
        settings.DEBUG = False  # else the words of every query are kept
        try:
            call_command("migrate", verbosity=0, interactive=False)
            yield str(own.settings_dict["NAME"])
        finally:
            own.close()
            connections[DEFAULT_DB_ALIAS] = application
            settings.DEBUG = debug
            ContentType.objects.clear_cache()


@contextmanager
def _on_sqlite(application: BaseDatabaseWrapper, keep: bool) -> Iterator[BaseDatabaseWrapper]:
    directory = Path(tempfile.mkdtemp(prefix="homestretch-simulation-"))
    try:
        yield _at(application, str(directory / "db.sqlite3"))
    finally:
        if not keep:
            shutil.rmtree(directory, ignore_errors=True)


@contextmanager
def _on_postgres(application: BaseDatabaseWrapper, keep: bool) -> Iterator[BaseDatabaseWrapper]:
    name = f"{application.settings_dict['NAME']}{SUFFIX}"
    if len(name.encode()) > LONGEST_NAME:
        raise CannotSimulate(f"The name of the database is too long: {name} has over {LONGEST_NAME} bytes.")
    own = _at(application, name)
    with _server(application) as server:
        _drop_ours(server, name)
        _create(server, name)
    try:
        with _server(application) as server:
            server.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(name), MARK))
        yield own
    finally:
        if not keep:
            with _server(application) as server:
                server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _at(application: BaseDatabaseWrapper, name: str) -> BaseDatabaseWrapper:
    """A connection like the application's, to another database, and not from its pool."""
    own = application.copy()
    own.settings_dict["NAME"] = name
    own.settings_dict["OPTIONS"].pop("pool", None)
    return own


@contextmanager
def _server(application: BaseDatabaseWrapper) -> Iterator[psycopg.Connection]:
    """Connected to the database that is there for this, else to the application's; neither is read or written."""
    given = _at(application, application.settings_dict["NAME"]).get_connection_params()
    for there in ({"dbname": "postgres"}, {}):
        try:
            server = psycopg.connect(**given | there, autocommit=True)
            break
        except psycopg.OperationalError as error:
            why = error
    else:
        raise CannotSimulate(f"PostgreSQL cannot be reached: {why}")
    with server:
        yield server


def _drop_ours(server: psycopg.Connection, name: str) -> None:
    """Drops what a run before left. Refuses one that somebody else made, or works on."""
    found = server.execute(
        "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [name]
    ).fetchone()
    if found is None:
        return
    if next(iter(found)) != MARK:
        raise CannotSimulate(f"There is a database {name}, which was not made by a simulation. Rename it.")
    try:
        server.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))
    except errors.ObjectInUse:
        raise CannotSimulate(f"The database {name} is in use: another simulation may be running.") from None


def _create(server: psycopg.Connection, name: str) -> None:
    try:
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
    except errors.InsufficientPrivilege:
        user = server.info.user
        raise CannotSimulate(
            f"The user {user} of PostgreSQL may not create databases, and a simulation needs one of its own. "
            f'Let an administrator say: ALTER ROLE "{user}" CREATEDB'
        ) from None
