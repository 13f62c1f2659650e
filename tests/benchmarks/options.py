"""What may be asked of the measurements on the command line."""

import argparse
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAMES = (
    *("planning", "claiming", "job_a_patient", "sending", "sending_slow", "idle_tick", "memory", "old_rows"),
    *("today", "caseload", "check_in", "pictures", "uploads", "inside_tests"),
)
QUICK_SCALE = 0.2
ROUNDS = 5
QUICK_ROUNDS = 3


def options_from(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description="Measure the budgets.")
    parser.add_argument("--only", action="append", choices=NAMES, metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--quick", action="store_true", help="smaller sizes and fewer rounds")
    parser.add_argument("--rounds", type=int, metavar="N", help=f"{ROUNDS}, or {QUICK_ROUNDS} when quick")
    parser.add_argument("--scale", type=float, metavar="X", help="the sizes, as a part of the full ones")
    parser.add_argument("--profile", action="store_true", help="one more round of ours, with its profile")
    parser.add_argument("--out", type=Path, default=ROOT / "bench.json", metavar="FILE")
    options = parser.parse_args(arguments)
    options.only = options.only or list(NAMES)
    options.rounds = options.rounds or (QUICK_ROUNDS if options.quick else ROUNDS)
    options.scale = options.scale or (QUICK_SCALE if options.quick else 1.0)
    return options
