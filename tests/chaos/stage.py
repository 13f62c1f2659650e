"""The processes: a database, the stand-in for Twilio, web as in the Procfile, schedulers. Each can be killed."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
import requests
from psycopg import sql

from tests.chaos.patients import CLINICS, FIRST_SETTING
from tests.postgres import Cluster, running
from tests.standin import ACCOUNT, TOKEN, eventually

ROOT = Path(__file__).resolve().parents[2]
PROCFILE = dict(line.split(": ", 1) for line in (ROOT / "Procfile").read_text().splitlines())
SCHEDULERS = 3
TIMEOUT_SECONDS = 2
CALL_SECONDS = 25 + 2 * TIMEOUT_SECONDS
"""From the commit of a text to the end of its call at the latest, as backend/settings.py reckons it."""

# Every change of a text out and of an opt-out, each row with the transaction that made it: it is the transaction
# whose commit has a time.
HISTORY = """
CREATE TABLE chaos_step (
    id bigserial PRIMARY KEY, message uuid, state text, sid text, guessed boolean, in_flight boolean,
    attempts int, attempted_at timestamptz);
CREATE FUNCTION chaos_step() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO chaos_step (message, state, sid, guessed, in_flight, attempts, attempted_at)
    VALUES (NEW.id, NEW.state, NEW.sid, NEW.sid_guessed, NEW.in_flight, NEW.attempts, NEW.attempted_at);
    RETURN NULL;
END $$;
CREATE TRIGGER chaos_step AFTER INSERT OR UPDATE ON exercises_message
    FOR EACH ROW WHEN (NEW.direction = 'out') EXECUTE FUNCTION chaos_step();
CREATE TABLE chaos_opting (id bigserial PRIMARY KEY, clinic uuid, phone text, stopped boolean, source text);
CREATE FUNCTION chaos_opting() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO chaos_opting (clinic, phone, stopped, source)
    VALUES (NEW.clinic_id, NEW.phone, NEW.ended_at IS NULL, NEW.source);
    RETURN NULL;
END $$;
CREATE TRIGGER chaos_opting AFTER INSERT OR UPDATE ON exercises_optout
    FOR EACH ROW EXECUTE FUNCTION chaos_opting();
"""
UNSETTLED = """
SELECT
    (SELECT count(*) FROM exercises_remindersetting WHERE next_at <= now()) AS "slots to plan",
    (SELECT count(*) FROM exercises_reminder WHERE state = 'planned') AS "reminders to send",
    (SELECT count(*) FROM exercises_message WHERE state IN ('written', 'unknown')) AS "texts to look up",
    (SELECT count(*) FROM exercises_message WHERE state = 'absent' AND try_at IS NOT NULL) AS "texts to send again",
    (SELECT count(*) FROM exercises_message WHERE direction = 'in') AS heard,
    (SELECT coalesce(max(id), 0) FROM chaos_step) AS steps
"""
IGNITE = """
UPDATE exercises_remindersetting AS setting SET next_at = now() + make_interval(secs => due.after)
FROM unnest(%s::bigint[], %s::float8[]) AS due (id, after) WHERE setting.id = due.id
"""


@contextmanager
def arena() -> Iterator[Cluster]:
    """A PostgreSQL server that remembers when each transaction was committed."""
    with running() as cluster:
        with psycopg.connect(cluster.url, autocommit=True) as server:
            server.execute("ALTER SYSTEM SET track_commit_timestamp = on")
        cluster.restart()
        yield cluster


class Stage:
    """Everything that runs for one seed, on a database of its own. `end` ends whatever is left of it.

    A patient of the n-th place is due so many seconds after `ignite`.
    """

    def __init__(self, cluster: Cluster, folder: Path, patients: int) -> None:
        self.cluster, self.folder, self.patients = cluster, folder, patients
        self.database = _database(cluster, f"chaos_{uuid4().hex[:12]}")
        self.web_port, self.sandbox_port = _free_ports(2)
        self.twilio, self.public = (f"http://127.0.0.1:{port}" for port in (self.sandbox_port, self.web_port))
        self.ledger = folder / "ledger.sqlite3"
        self.up: dict[str, subprocess.Popen[bytes]] = {}
        self.fallen: list[str] = []
        self._started: list[subprocess.Popen[bytes]] = []
        self._refusing: ThreadingHTTPServer | None = None
        python = str(Path(sys.executable).parent)
        self.environment = (
            os.environ
            | {
                "PATH": f"{python}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
                "DJANGO_SETTINGS_MODULE": "backend.settings",
                "DEBUG": os.environ.get("CHAOS_DEBUG", "0"),
                "SECRET_KEY": "for-the-chaos-test-only-0123456789abcdefghijklmnopqrstuvwxyz",
                "DATABASE_URL": self.database,
                "PORT": str(self.web_port),
                "PUBLIC_URL": self.public,
                "SANDBOX_PORT": str(self.sandbox_port),
                "SANDBOX_LEDGER": str(self.ledger),
                "SANDBOX_ALLOWED": "1",
                "TWILIO_ACCOUNT_SID": ACCOUNT,
                "TWILIO_AUTH_TOKEN": TOKEN,
                "TWILIO_API_URL": self.twilio,
                "TWILIO_TIMEOUT_SECONDS": str(TIMEOUT_SECONDS),
                "SCHEDULER_TICK_SECONDS": "1",
                "COLLECT_SECONDS": "6",
                "CLAIM_LEASE_SECONDS": "4",
                "LOOK_UP_AFTER_SECONDS": "3",
                "ABSENT_AFTER_SECONDS": str(CALL_SECONDS),
                "PYTHONUNBUFFERED": "1",
                "PYTHONWARNINGS": "ignore:No directory at:UserWarning",  # of static files, which nobody asks for here
            }
        )

    # --- the database ------------------------------------------------------------------------------------
    def fill(self) -> None:
        """Makes the tables and the patients, whose slots are of today: once an hour, and copies for further seeds."""
        name, template = urlsplit(self.database).path[1:], f"chaos_{self.patients}_{int(time.time()) // 3600}"
        with psycopg.connect(self.cluster.url, autocommit=True) as server:
            if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template]).fetchone():
                server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(template)))
                self._run_fill(_database(self.cluster, template))
            copied = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
            server.execute(copied.format(sql.Identifier(name), sql.Identifier(template)))
            # A sequence that was copied is in the log only as it was then, and would go back in a crash.
            server.execute("CHECKPOINT")

    def _run_fill(self, database: str) -> None:
        call = f"from tests.chaos.population import fill; fill({self.patients})"
        done = subprocess.run(
            [sys.executable, "manage.py", "shell", "-v", "0", "-c", call],
            cwd=ROOT,
            env=self.environment | {"DATABASE_URL": database},
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        with psycopg.connect(database, autocommit=True) as connection:
            connection.execute(HISTORY)
            connection.execute("ANALYZE")

    def ask(self, query: str) -> list[dict[str, Any]]:
        with psycopg.connect(
            self.database, row_factory=psycopg.rows.dict_row, connect_timeout=5
        ) as connection:
            return connection.execute(query).fetchall()

    def ignite(self, after: Sequence[float]) -> None:
        settings = [FIRST_SETTING + n for n in range(1, len(after) + 1)]
        with psycopg.connect(self.database, autocommit=True) as connection:
            connection.execute(IGNITE, [settings, list(after)])

    def unsettled(self) -> dict[str, int]:
        """What waits, how many texts in were heard, and how many steps were made."""
        return {name: int(count) for name, count in self.ask(UNSETTLED)[0].items()}

    def noted(self) -> dict[str, int]:
        """Of the provider: texts in and out, callbacks, and texts whose last state is still to come."""
        with sqlite3.connect(f"file:{self.ledger}?mode=ro", uri=True) as connection:
            row = connection.execute(
                "SELECT (SELECT count(*) FROM message WHERE direction = 'in'),"
                " (SELECT count(*) FROM message WHERE direction = 'out'),"
                " (SELECT count(*) FROM callback),"
                " (SELECT count(*) FROM message WHERE status IN ('accepted', 'queued', 'sent'))"
            ).fetchone()
        return dict(zip(("in", "out", "callbacks", "under way"), row, strict=True))

    # --- the processes -----------------------------------------------------------------------------------
    def start(self, name: str) -> None:
        """`name` is sandbox, web, or scheduler and a number."""
        kind = name.partition("-")[0]
        with (self.folder / f"{name}.log").open("ab") as log:
            process = subprocess.Popen(
                ["/bin/sh", "-c", f"exec {PROCFILE[kind]}"],
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # its workers can be killed with it
            )
        self._started.append(process)
        self.up[name] = process

    def begin(self) -> None:
        """Starts everything; returns when texts can go out and come in."""
        schedulers = [f"scheduler-{number}" for number in range(SCHEDULERS)]
        for name in ("sandbox", "web", *schedulers):
            self.start(name)
        eventually(self._has_begun, 60)

    def _has_begun(self) -> bool:
        for name, process in self.up.items():
            if process.poll() is not None:
                end_of_log = (self.folder / f"{name}.log").read_text(errors="replace")[-2000:]
                raise RuntimeError(f"{name} did not start:\n{end_of_log}")
        return (
            answers(f"{self.twilio}/health")
            and answers(f"{self.public}/health/live")
            # What was texted before a clinic's list was read for the first time is never read.
            and len(self.ask("SELECT 1 FROM exercises_mark")) == CLINICS
        )

    def kill(self, name: str, how: signal.Signals = signal.SIGKILL) -> None:
        """Of a process and its workers. One that was told to end may take its time and is not waited for."""
        process = self.up.pop(name)
        if process.poll() is not None:
            self.fallen.append(f"{name} ended by itself with {process.returncode}")
        elif how == signal.SIGKILL:
            os.killpg(process.pid, how)
            process.wait()
        else:
            process.send_signal(how)

    def stall(self, name: str) -> None:
        """It stands still, as on a machine that is suspended, and knows nothing of it."""
        os.killpg(self.up[name].pid, signal.SIGSTOP)

    def go_on(self, name: str) -> None:
        os.killpg(self.up[name].pid, signal.SIGCONT)

    def kill_worker(self, which: int) -> None:
        """Of the web server, which starts another."""
        master = self.up["web"].pid
        workers = Path(f"/proc/{master}/task/{master}/children").read_text().split()
        if workers:
            os.kill(int(workers[which % len(workers)]), signal.SIGKILL)

    def refuse(self) -> None:
        """In the place of the web server something answers 500, as a proxy does whose server is gone."""
        self._refusing = eventually(lambda: _listening(self.web_port))
        threading.Thread(target=self._refusing.serve_forever, args=(0.05,), daemon=True).start()

    def refuse_no_more(self) -> None:
        if self._refusing is not None:
            self._refusing.shutdown()
            self._refusing.server_close()
            self._refusing = None

    def order(self, weather: dict[str, Any]) -> int:
        """What misbehaves from now on; returns how often something did since the last order."""
        before = requests.get(f"{self.twilio}/faults", timeout=10).json()["total"]
        requests.post(f"{self.twilio}/faults", json=weather, timeout=10).raise_for_status()
        return int(before)

    def end(self) -> None:
        """Ends every process that was started, and its workers, whatever state they are in."""
        self.refuse_no_more()
        self.fallen += [
            f"{name} ended by itself with {process.returncode}"
            for name, process in self.up.items()
            if process.poll() is not None
        ]
        self.up.clear()
        for process in self._started:
            if process.poll() is None:
                process.terminate()
                os.killpg(process.pid, signal.SIGCONT)
        until = time.monotonic() + 10
        for process in self._started:
            try:
                process.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        self._started.clear()


def _database(cluster: Cluster, name: str) -> str:
    return urlsplit(cluster.url)._replace(path=f"/{name}").geturl()


def _free_ports(count: int) -> list[int]:
    with ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]


def answers(address: str) -> bool:
    try:
        return requests.get(address, timeout=5).status_code == 200
    except requests.RequestException:
        return False


class _Refusing(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.send_error(500)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def _listening(port: int) -> ThreadingHTTPServer | None:
    """None while a worker that was just killed still holds the port."""
    try:
        return ThreadingHTTPServer(("127.0.0.1", port), _Refusing)
    except OSError:
        return None
