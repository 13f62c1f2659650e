"""A scheduler process that plans and sends once all that is due.

    python -m tests.benchmarks.scheduler_process PROVIDER DAYS

does so on DATABASE_URL, so many days after NOW, and prints its largest resident size in MiB.
"""

import sys
from datetime import timedelta
from pathlib import Path

import django

django.setup()

from backend.scheduler import jobs  # noqa: E402
from tests.benchmarks.crowd import NOW  # noqa: E402
from tests.benchmarks.sending import THREADS, send_all  # noqa: E402


def main(provider: str, days: int) -> None:
    now = NOW + timedelta(days=days)
    jobs.plan(clock=lambda: now)
    send_all(provider, THREADS, now)
    print(_peak())


def _peak() -> float:
    """Not getrusage: that begins with the size of the process that started this one."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
