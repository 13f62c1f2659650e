"""What is run as a whole: drawing the pictures, and the tests of the inside."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from tests.benchmarks.harness import Bench
from tests.benchmarks.options import ROOT

INSIDE = "tests/exercises"


def pictures(bench: Bench) -> None:
    bench.databases.made("pictures", lambda: None)
    with tempfile.TemporaryDirectory() as folder:
        where = {"DATABASE_URL": bench.databases.url("pictures"), "MEDIA_ROOT": folder}
        _run(where, "manage.py", "loadlibrary")
        seconds = _run(where, "manage.py", "drawpictures")
        drawn = _files(Path(folder))
        bench.add(f"drawing all pictures ({len(drawn)})", seconds, "s", at_most=60, gating=False)
        bench.tell(0.8, "drawing all pictures")
        _run(where, "manage.py", "drawpictures")
        again = len(_files(Path(folder)) - drawn)
        bench.add("drawing them again: pictures written", again, "pictures", at_most=0)
        bench.tell(0.2, "drawing them again")


def inside_tests(bench: Bench) -> None:
    """As `make test` runs them, on SQLite."""
    with tempfile.TemporaryDirectory() as folder:
        where = {
            "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
            "DEBUG": "1",
            "LOG_LEVEL": "INFO",
            "CACHE_URL": "locmemcache://",
        }
        seconds = _run(where, "-m", "pytest", "-q", "-n", "2", "-p", "no:cacheprovider", INSIDE)
    bench.add("inside tests", seconds, "s", at_most=20, gating=False)
    bench.tell(1, "inside tests")


def _files(folder: Path) -> set[tuple[str, int]]:
    """Every file with the instant it was written."""
    return {(str(path), path.stat().st_mtime_ns) for path in folder.rglob("*") if path.is_file()}


def _run(where: dict[str, str], *command: str) -> float:
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
