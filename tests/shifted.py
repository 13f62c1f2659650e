"""Runs a command of the house with its clock moved on: `python -m tests.shifted manage.py runscheduler`.

The file that SHIFT_FILE names holds by how many seconds; it is read at every look at the clock, so that a test moves
all its processes on to the next day at once. Intervals of the scheduler stay those of the real clock.
"""

import os
import runpy
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from django.utils import timezone

from backend import clock

_file = Path(os.environ["SHIFT_FILE"])
_real = time.time


def _shifted(*_: object) -> float:
    """`time.time`, also where a class holds it as an attribute and so calls it with itself."""
    return _real() + float(_file.read_text() or 0)


def main() -> None:
    time.time = _shifted
    clock.now = timezone.now = lambda: datetime.fromtimestamp(_shifted(), UTC)
    sys.argv = sys.argv[1:]
    if sys.argv[0] == "-m":
        sys.argv = sys.argv[1:]
        runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
    else:
        sys.path.insert(0, ".")
        runpy.run_path(sys.argv[0], run_name="__main__")


if __name__ == "__main__":
    main()
