"""What is run as a whole: a command, and the tests of the inside."""

import os
import subprocess
import sys
import tempfile
from time import perf_counter

from tests.benchmarks.harness import Bench
from tests.benchmarks.options import ROOT

INSIDE = "tests/exercises"


def inside_tests(bench: Bench) -> None:
    """As `make test` runs them, on SQLite."""
    with tempfile.TemporaryDirectory() as folder:
        where = {
            "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
            "DEBUG": "1",
            "LOG_LEVEL": "INFO",
            "CACHE_URL": "locmemcache://",
        }
        seconds = run(where, "-m", "pytest", "-q", "-n", "2", "-p", "no:cacheprovider", INSIDE)
    bench.add("inside tests", seconds, "s", at_most=20, gating=False)
    bench.tell(1, "inside tests")


def run(where: dict[str, str], *command: str) -> float:
    """The seconds it took. RuntimeError with its last words when it failed."""
    started = perf_counter()
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=os.environ | where,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{done.stdout[-2000:]}")
    return perf_counter() - started
