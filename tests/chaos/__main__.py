"""Sets the house on fire, seed by seed, and tells what came of it.

    python -m tests.chaos [--seeds N] [--first N] [--patients N] [--seconds N]

The exit code is 1 at the first seed that fails; what is wrong, and how to do it again, is said before that.
"""

import argparse
import shutil
import signal
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from tests.chaos.fire import Outcome, burn
from tests.chaos.stage import arena
from tests.postgres import NoPostgres

SEEDS = 5
PATIENTS = 2000
SECONDS = 60.0
TOLD = 20


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description="Set the house on fire.")
    for name, default, what in (
        ("--seeds", SEEDS, "how many"),
        ("--first", 1, "the first of them"),
        ("--patients", PATIENTS, "who are reminded"),
        ("--seconds", SECONDS, "how long it burns"),
    ):
        parser.add_argument(
            name, type=type(default), default=default, metavar="N", help=f"{what}; {default:g}"
        )
    options = parser.parse_args(arguments)
    # So that what runs is ended whatever ends us.
    for which in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(which, lambda number, _: sys.exit(128 + number))
    seeds = range(options.first, options.first + options.seeds)
    try:
        return _burn_all(seeds, options.patients, options.seconds)
    except NoPostgres as error:
        print(f"tests.chaos: {error}", file=sys.stderr)
        return 1


def _burn_all(seeds: range, patients: int, seconds: float) -> int:
    console = Console(soft_wrap=True, markup=False, highlight=False)
    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))
    with arena() as cluster, Progress(*columns, console=console) as progress:
        task = progress.add_task("", total=len(seeds))
        for seed in seeds:
            folder = Path(tempfile.mkdtemp(prefix=f"homestretch-chaos-{seed}-"))

            def tell(what: str, seed: int = seed) -> None:
                progress.update(task, description=f"seed {seed}: {what}")

            outcome = burn(cluster, seed, patients, seconds=seconds, folder=folder, tell=tell)
            progress.print(line_of(outcome))
            if outcome.wrong:
                progress.print(told(outcome, patients, seconds, folder))
                return 1
            shutil.rmtree(folder)
            progress.advance(task)
    return 0


def line_of(outcome: Outcome) -> str:
    done = ", ".join(f"{count:,} {what}" for what, count in outcome.counts.items())
    return f"seed {outcome.seed}: {'WRONG' if outcome.wrong else 'fine'} in {outcome.seconds:.0f} s: {done}"


def told(outcome: Outcome, patients: int, seconds: float, folder: Path) -> str:
    """What is wrong, where to look, and how to do it again."""
    more = len(outcome.wrong) - TOLD
    unusual = [("--patients", patients, PATIENTS), ("--seconds", f"{seconds:g}", f"{SECONDS:g}")]
    given = " ".join(f"{name} {value}" for name, value, usual in unusual if value != usual)
    return "\n".join(
        [
            *(f"  {sentence}" for sentence in outcome.wrong[:TOLD]),
            *([f"  and {more} more"] if more > 0 else []),
            f"The logs and the ledger are in {folder}",
            f"Again: make chaos SEEDS=1 FIRST={outcome.seed}" + (f' ARGS="{given}"' if given else ""),
        ]
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
