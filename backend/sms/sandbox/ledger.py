"""What the stand-in accepted, heard and answered, in an SQLite file of its own that survives a restart."""

import json
import sqlite3
import threading
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

Direction = Literal["in", "out"]

SCHEMA = """
CREATE TABLE IF NOT EXISTS message (
    id INTEGER PRIMARY KEY AUTOINCREMENT, sid TEXT NOT NULL UNIQUE, direction TEXT NOT NULL,
    sender TEXT NOT NULL, recipient TEXT NOT NULL, patient TEXT NOT NULL, body TEXT NOT NULL,
    media TEXT NOT NULL,
    service TEXT, origin TEXT NOT NULL, status TEXT NOT NULL, error_code INTEGER, created REAL NOT NULL,
    updated REAL NOT NULL, sent REAL, callback TEXT, fate TEXT NOT NULL, fate_code INTEGER,
    manner TEXT NOT NULL, valid_for INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS message_patient ON message (patient, id);
CREATE INDEX IF NOT EXISTS message_recipient ON message (recipient, id);
CREATE INDEX IF NOT EXISTS message_sender ON message (sender, id);
CREATE INDEX IF NOT EXISTS message_unfinished ON message (id) WHERE status IN ('accepted', 'queued', 'sent');
CREATE TABLE IF NOT EXISTS callback (
    id INTEGER PRIMARY KEY, sid TEXT NOT NULL, status TEXT NOT NULL, at REAL NOT NULL, http_status INTEGER);
CREATE INDEX IF NOT EXISTS callback_sid ON callback (sid, id);
CREATE TABLE IF NOT EXISTS media (
    sid TEXT NOT NULL, place INTEGER NOT NULL, content_type TEXT NOT NULL, size INTEGER NOT NULL, content BLOB NOT NULL,
    PRIMARY KEY (sid, place));
CREATE TABLE IF NOT EXISTS stopped (
    sender TEXT NOT NULL, patient TEXT NOT NULL, PRIMARY KEY (sender, patient)) WITHOUT ROWID;
"""
COLUMNS = (
    "id, sid, direction, sender, recipient, body, media, service, origin, status, error_code, created,"
    " updated, sent, callback, fate, fate_code, manner, valid_for"
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A message to be written down. `fate` is its last state to be, `manner` how its callbacks behave."""

    direction: Direction
    sender: str
    recipient: str
    body: str
    origin: Literal["api", "twiml", "provider", "patient"]
    status: str
    media: tuple[str, ...] = ()
    service: str | None = None
    error_code: int | None = None
    callback: str | None = None
    fate: str = "delivered"
    fate_code: int | None = None
    manner: str = ""
    valid_for: int = 36000


@dataclass(frozen=True, slots=True)
class Message:
    """One row of the ledger. Times are seconds since the epoch; `sent` is None until it left the queue."""

    id: int
    sid: str
    direction: Direction
    sender: str
    recipient: str
    body: str
    media: tuple[str, ...]
    service: str | None
    origin: str
    status: str
    error_code: int | None
    created: float
    updated: float
    sent: float | None
    callback: str | None
    fate: str
    fate_code: int | None
    manner: str
    valid_for: int


@dataclass(frozen=True, slots=True)
class Callback:
    """One attempt at a status callback; `http_status` is None when nobody answered."""

    status: str
    at: float
    http_status: int | None


@dataclass(frozen=True, slots=True)
class Kept:
    """A picture that was fetched; `size` is in bytes."""

    content_type: str
    size: int


@dataclass(frozen=True, slots=True)
class Filter:
    """Which messages to list. Times bound the second a message left the queue, `sent_until` inclusive."""

    recipient: str | None = None
    sender: str | None = None
    sent_from: float | None = None
    sent_until: float | None = None


class Ledger:
    """Safe to use from any thread: one connection writes, another reads, each behind its lock."""

    def __init__(self, path: Path) -> None:
        self._writing, self._reading = threading.Lock(), threading.Lock()
        self._writer = _connect(path)
        self._writer.executescript(SCHEMA)
        self._reader = _connect(path)
        self._changes = 0
        self._opened = uuid.uuid4().hex[:8]

    @property
    def version(self) -> str:
        """Differs whenever something was written since, and after every restart."""
        return f"{self._opened}-{self._changes}"

    def close(self) -> None:
        with self._writing, self._reading:
            self._writer.close()
            self._reader.close()

    def add(self, draft: Draft, *, now: float | None = None) -> Message:
        at = time.time() if now is None else now
        sid = ("MM" if draft.media else "SM") + uuid.uuid4().hex
        sent = at if draft.direction == "in" else None
        patient = draft.sender if draft.direction == "in" else draft.recipient
        values = (
            *(sid, draft.direction, draft.sender, draft.recipient, draft.body, json.dumps(draft.media)),
            *(draft.service, draft.origin, draft.status, draft.error_code, at, at, sent, draft.callback),
            *(draft.fate, draft.fate_code, draft.manner, draft.valid_for, patient),
        )
        added = f"INSERT INTO message ({COLUMNS.removeprefix('id, ')}, patient) VALUES ({_marks(19)})"  # noqa: S608
        with self._writing:
            row = self._writer.execute(added, values).lastrowid
            self._changes += 1
        assert row is not None  # noqa: S101 (an INSERT has a rowid)
        return Message(
            *(
                row,
                sid,
                draft.direction,
                draft.sender,
                draft.recipient,
                draft.body,
                draft.media,
                draft.service,
            ),
            *(draft.origin, draft.status, draft.error_code, at, at, sent, draft.callback),
            *(draft.fate, draft.fate_code, draft.manner, draft.valid_for),
        )

    def move(self, sid: str, status: str, error_code: int | None, *, now: float) -> bool:
        """Set the state of a message. False when it is no longer there (the ledger was emptied)."""
        left = now if status == "sent" else None
        with self._writing:
            changed = self._writer.execute(
                "UPDATE message SET status = ?, error_code = ?, updated = ?, sent = coalesce(sent, ?)"
                " WHERE sid = ?",
                (status, error_code, now, left, sid),
            )
            self._changes += 1
        return changed.rowcount == 1

    def note_callback(self, sid: str, callback: Callback) -> None:
        with self._writing:
            self._writer.execute(
                "INSERT INTO callback (sid, status, at, http_status) VALUES (?, ?, ?, ?)",
                (sid, callback.status, callback.at, callback.http_status),
            )

    def keep_media(self, sid: str, place: int, content_type: str, content: bytes) -> None:
        """`place` counts the message's media from 0."""
        with self._writing:
            self._writer.execute(
                "INSERT OR REPLACE INTO media (sid, place, content_type, size, content) VALUES (?, ?, ?, ?, ?)",
                (sid, place, content_type, len(content), content),
            )
            self._changes += 1

    def kept_media(self) -> dict[tuple[str, int], Kept]:
        """What was fetched, by message sid and place."""
        rows = self._rows("SELECT sid, place, content_type, size FROM media")
        return {(sid, place): Kept(content_type, size) for sid, place, content_type, size in rows}

    def media(self, sid: str, place: int) -> tuple[str, bytes] | None:
        """Type and content of a picture that was fetched."""
        rows = self._rows("SELECT content_type, content FROM media WHERE sid = ? AND place = ?", (sid, place))
        return rows[0] if rows else None

    def stop(self, senders: Sequence[str], patient: str) -> bool:
        """Put the patient on the STOP list of these senders. False when already on all of them."""
        return self._change_stopped(
            "INSERT OR IGNORE INTO stopped (sender, patient) VALUES (?, ?)", senders, patient
        )

    def resume(self, senders: Sequence[str], patient: str) -> bool:
        """Take the patient off the STOP list of these senders. False when on none of them."""
        return self._change_stopped("DELETE FROM stopped WHERE sender = ? AND patient = ?", senders, patient)

    def _change_stopped(self, statement: str, senders: Sequence[str], patient: str) -> bool:
        with self._writing:
            self._changes += 1
            return any([self._writer.execute(statement, (sender, patient)).rowcount for sender in senders])

    def is_stopped(self, senders: Sequence[str], patient: str) -> bool:
        query = f"SELECT 1 FROM stopped WHERE patient = ? AND sender IN ({_marks(len(senders))})"  # noqa: S608
        return bool(self._rows(query, (patient, *senders)))

    def empty(self) -> None:
        with self._writing:
            self._writer.executescript(
                "DELETE FROM message; DELETE FROM callback; DELETE FROM media; DELETE FROM stopped;"
            )
            self._changes += 1

    def get(self, sid: str) -> Message | None:
        return next(iter(self._messages("WHERE sid = ?", (sid,))), None)

    def page(self, wanted: Filter, *, before: int | None, limit: int) -> list[Message]:
        """Newest first; `before` is the id that the page must stay below."""
        conditions: list[tuple[str, str | float | None]] = [
            ("recipient = ?", wanted.recipient),
            ("sender = ?", wanted.sender),
            ("sent >= ?", wanted.sent_from),
            ("sent < ?", None if wanted.sent_until is None else wanted.sent_until + 1),
            ("id < ?", before),
        ]
        given = [(text, value) for text, value in conditions if value is not None]
        where = "WHERE " + " AND ".join(text for text, _ in given) if given else ""
        return self._messages(f"{where} ORDER BY id DESC LIMIT ?", (*(value for _, value in given), limit))

    def all(self) -> list[Message]:
        return self._messages("ORDER BY id")

    def unfinished(self) -> list[Message]:
        """Outgoing messages whose last state is still to come, oldest first."""
        return self._messages("WHERE status IN ('accepted', 'queued', 'sent') ORDER BY id")

    def callbacks(self) -> dict[str, list[Callback]]:
        """Every attempt, by message sid, oldest first."""
        found: dict[str, list[Callback]] = {}
        for sid, status, at, http_status in self._rows(
            "SELECT sid, status, at, http_status FROM callback ORDER BY id"
        ):
            found.setdefault(sid, []).append(Callback(status, at, http_status))
        return found

    def with_patient(self, patient: str, *, limit: int) -> list[Message]:
        """The latest messages to and from this number, oldest first."""
        return self._messages("WHERE patient = ? ORDER BY id DESC LIMIT ?", (patient, limit))[::-1]

    def latest_by_patient(self, *, limit: int) -> list[Message]:
        """The latest message of each patient, newest first."""
        return self._messages(
            "WHERE id IN (SELECT max(id) FROM message GROUP BY patient) ORDER BY id DESC LIMIT ?", (limit,)
        )

    def service_between(self, sender: str, patient: str) -> str | None:
        """The Messaging Service through which `sender` last texted this patient, if it was one."""
        query = "SELECT service FROM message WHERE patient = ? AND sender = ? ORDER BY id DESC LIMIT 1"
        rows = self._rows(query, (patient, sender))
        return rows[0][0] if rows else None

    def _messages(self, clause: str, values: Sequence[str | float | None] = ()) -> list[Message]:
        rows = self._rows(f"SELECT {COLUMNS} FROM message {clause}", values)  # noqa: S608 (clauses are ours)
        return [_message(row) for row in rows]

    def _rows(self, query: str, values: Sequence[str | float | None] = ()) -> list[tuple[Any, ...]]:
        with self._reading:
            return self._reader.execute(query, values).fetchall()


def _message(row: tuple[Any, ...]) -> Message:
    values = list(row)
    values[6] = tuple(json.loads(values[6]))
    return Message(*values)


def _marks(count: int) -> str:
    return ", ".join("?" * count)


def _connect(path: Path) -> sqlite3.Connection:
    """Every statement is a transaction. A killed process loses nothing, a power cut the last moments."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA busy_timeout = 5000")
    return connection
