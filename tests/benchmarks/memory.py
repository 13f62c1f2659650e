"""What a scheduler process takes of memory, by the number of patients there are."""

import os
import subprocess
import sys

from exercises.models import Message
from tests.benchmarks.crowd import crowd
from tests.benchmarks.harness import Bench
from tests.benchmarks.options import ROOT
from tests.benchmarks.provider import providing

MANY, FEW = 1_000_000, 1_000
DUE_OF_MANY = 20_000


def memory(bench: Bench) -> None:
    """Among the few all are due, among the many twenty times as many as they are."""
    patients = make_many(bench)
    due, few = bench.size(DUE_OF_MANY), bench.size(FEW)
    bench.databases.made("few", lambda: crowd(few))
    days = {"many": 0, "few": 0}
    with providing() as url:

        def size(name: str, expected: int) -> float:
            bench.databases.use(name)
            sent = Message.objects.count()
            peak = _largest_size(bench.databases.url(name), url, days[name])
            assert Message.objects.count() == sent + expected, "not all went"
            days[name] += 1
            return peak

        bench.compare(
            f"scheduler memory, {patients:,} patients, {due:,} due; {few:,} patients, all due",
            "MiB",
            lambda: size("many", due),
            lambda: size("few", few),
            at_most=1.2,
            rounds=1,
        )


def make_many(bench: Bench) -> int:
    """Makes the database of a million patients, of whom some come at NOW; returns how many they are."""
    patients = bench.size(MANY)
    bench.databases.made("many", lambda: crowd(patients, due=bench.size(DUE_OF_MANY)))
    return patients


def _largest_size(database: str, provider: str, days: int) -> float:
    """MiB, of a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.scheduler_process", provider, str(days)],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": database},
    )
    return float(done.stdout)
