"""Runs the measurements on DATABASE_URL, a server of its own, and tells what came out.

`python -m tests.benchmarks` starts the server and then this.
"""

import json
import os
import sys
import traceback
from collections.abc import Callable, Sequence

import django
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

django.setup()

from tests.benchmarks import job_a_patient, memory, pictures, planning, sending, ticks, web, whole  # noqa: E402
from tests.benchmarks.databases import Databases  # noqa: E402
from tests.benchmarks.harness import Bench, Row  # noqa: E402
from tests.benchmarks.options import NAMES, options_from  # noqa: E402

JOBS = (1_000, 10_000)


def against_a_job_a_patient(bench: Bench) -> None:
    bench.databases.made("due", lambda: planning.fill_due(bench))
    for jobs in (bench.size(number) for number in JOBS):
        name = f"jobs_{jobs}"
        bench.databases.blank(name)
        job_a_patient.make_jobs(bench.databases.url(name), jobs)

        def run_jobs(name: str = name, jobs: int = jobs) -> float:
            bench.databases.fresh(name)
            return job_a_patient.rate(bench.databases.url(), jobs, job_a_patient.SECONDS)

        bench.compare(
            f"planning and claiming; one APScheduler job a patient, {jobs:,} due",
            "rows/s",
            lambda: planning.plan_and_claim(bench),
            run_jobs,
            at_least=20,
            rounds=min(bench.rounds, 3),
        )


MEASUREMENTS: dict[str, Callable[[Bench], None]] = {
    "planning": planning.planning,
    "claiming": planning.claiming,
    "job_a_patient": against_a_job_a_patient,
    "sending": sending.sending,
    "sending_slow": sending.sending_slow,
    "idle_tick": ticks.idle_tick,
    "memory": memory.memory,
    "old_rows": ticks.old_rows,
    "today": web.today,
    "caseload": web.caseload,
    "check_in": web.check_in,
    "pictures": pictures.pictures,
    "uploads": pictures.uploads,
    "inside_tests": whole.inside_tests,
}
assert tuple(MEASUREMENTS) == NAMES


def main(arguments: Sequence[str]) -> int:
    """The exit code: 0 when every measurement could be made, whether it met its budget or not."""
    options = options_from(arguments)
    console, failed = Console(), []
    databases = Databases(os.environ["DATABASE_URL"])
    columns = (BarColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=console) as progress:
        task = progress.add_task("making the tables", total=len(options.only))

        def tell(part: float, what: str) -> None:
            progress.update(task, advance=part, description=what)

        bench = Bench(databases, options.rounds, options.scale, tell, profiled=options.profile)
        for place, name in enumerate((name for name in NAMES if name in options.only), start=1):
            progress.update(task, description=f"{name}: preparing")
            try:
                MEASUREMENTS[name](bench)
            except Exception:
                failed.append(name)
                console.print(traceback.format_exc(), markup=False, highlight=False)
            progress.update(task, completed=place)
    databases.close()
    console.print(_table(bench.rows))
    options.out.write_text(
        json.dumps([row.plain() for row in bench.rows], indent=1, ensure_ascii=False) + "\n"
    )
    if failed:
        console.print(f"[red]Could not be measured: {', '.join(failed)}")
    return bool(failed)


def _table(rows: Sequence[Row]) -> Table:
    table = Table("measurement", title="Budgets; * is absolute, noted and not gating", title_justify="left")
    for heading in ("value", "yardstick", "ratio", "budget"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("met")
    for row in rows:
        table.add_row(
            row.name,
            f"{_number(row.value)} {row.unit}",
            "" if row.yardstick is None else _number(row.yardstick),
            "" if row.ratio is None else f"{row.ratio:.2f}",
            row.budget,
            "[green]yes" if row.met else "[red]no",
        )
    return table


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.3g}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
