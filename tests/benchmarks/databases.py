"""Databases to measure on: filled once, and a fresh copy of them for every round of each side."""

from collections.abc import Callable

import psycopg
from django.core.management import call_command
from django.db import connection

EMPTY, ROUND = "bench_empty", "bench_round"


class Databases:
    """Those of one server. Django's connection is moved between them; nothing else may be connected meanwhile."""

    def __init__(self, url: str) -> None:
        self._base = url.rsplit("/", 1)[0]
        self._server = psycopg.connect(url, autocommit=True)
        self._made: set[str] = set()

    def url(self, name: str = ROUND) -> str:
        return f"{self._base}/{name}"

    def close(self) -> None:
        connection.close()
        self._server.close()

    def use(self, name: str) -> None:
        """Django works on this one from here on, already connected."""
        connection.close()
        connection.settings_dict["NAME"] = name
        connection.ensure_connection()

    def made(self, name: str, fill: Callable[[], object]) -> None:
        """Makes the database `name` by `fill`, unless it is there, and moves to it."""
        if name not in self._made:
            self._empty()
            self._copy(EMPTY, name)
            self.use(name)
            fill()
            with connection.cursor() as cursor:
                cursor.execute("VACUUM ANALYZE")
            self._made.add(name)
        self.use(name)

    def fresh(self, name: str) -> None:
        """Moves to a new copy of the database `name`, with nothing left to write for the server."""
        connection.close()
        self._copy(name, ROUND)
        self.use(ROUND)
        self._server.execute("CHECKPOINT")

    def blank(self, name: str) -> None:
        """A database without any tables."""
        self._copy("template0", name)

    def drop(self, name: str) -> None:
        connection.close()
        self._server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        self._made.discard(name)

    def _empty(self) -> None:
        if EMPTY not in self._made:
            self.blank(EMPTY)
            self.use(EMPTY)
            call_command("migrate", verbosity=0, interactive=False)
            self._made.add(EMPTY)

    def _copy(self, source: str, name: str) -> None:
        self.drop(name)
        self._server.execute(f"CREATE DATABASE {name} TEMPLATE {source}")
