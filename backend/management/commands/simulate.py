"""manage.py simulate: days of planning and sending in minutes, for many patients, without texting anybody."""

import json
import multiprocessing
import os
import re
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from time import perf_counter
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from backend.management.progress import progress_shown
from backend.simulation.database import CannotSimulate, own_database
from backend.simulation.plot import texts_a_minute
from backend.simulation.population import POPULAR_TIMES, Population, populate
from backend.simulation.report import Report, report
from backend.simulation.run import Simulation
from exercises.models import Clinic
from exercises.rules.schedule import covered

START = datetime(2026, 11, 16, tzinfo=UTC)
"""A Monday, without a change of clocks near: every run of one seed is the same."""
PATIENTS_A_CLINIC = 250
COUNTED = ("patients", "clinics", "days")
PLAIN_LINE_EVERY = timedelta(hours=6)
MOST = {"patients": 10_000_000, "days": 366, "clinics": 1_000_000, "tick": 3600, "schedulers": 32}
ONE_TIME = re.compile(r"([0-2][0-9]):([0-5][0-9])=([0-9]{1,4})")


class Command(BaseCommand):
    help = (
        "Plans and sends the reminders of many patients under a virtual clock, to a provider that takes all of "
        "them at once, in a database of its own that is dropped afterwards. Tells throughput, lateness, memory "
        "and rows, and draws the texts a minute. No text goes out, and the application's data is not touched."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        times = ",".join(f"{at:%H:%M}={weight}" for at, weight in POPULAR_TIMES.items())
        parser.add_argument("--patients", type=int, default=10_000, metavar="N")
        parser.add_argument("--days", type=int, default=1, metavar="N")
        parser.add_argument(
            "--clinics",
            type=int,
            metavar="N",
            help="default: one for each 250 patients; each has its own sender",
        )
        parser.add_argument(
            "--times", default=times, metavar="HH:MM=WEIGHT,…", help=f"local times chosen; default: {times}"
        )
        parser.add_argument(
            "--tick",
            type=int,
            default=5,
            metavar="SECONDS",
            help="between two looks of the scheduler; default: 5",
        )
        parser.add_argument(
            "--schedulers",
            type=int,
            metavar="N",
            help="processes that share the work; default: one more than cores, at most 8, and one on SQLite",
        )
        parser.add_argument("--out", type=Path, default=Path("simulation.svg"), metavar="FILE")
        parser.add_argument("--seed", type=int, default=1, metavar="N", help="who chooses what; default: 1")
        parser.add_argument("--keep", action="store_true", help="do not drop the database; the next run does")

    def handle(self, *args: Any, **options: Any) -> None:
        wanted, tick, out = _wanted(options), timedelta(seconds=_whole(options, "tick")), _out(options)
        try:
            with _on([signal.SIGTERM], signal.default_int_handler):
                told = self._simulate(wanted, tick, _schedulers(options), keep=options["keep"])
        except CannotSimulate as why:
            raise CommandError(str(why)) from why
        except KeyboardInterrupt:
            self.stderr.write("Ended before it was done.")
            sys.exit(130)
        _write(told, out)
        self.stdout.write(told.words())
        self.stdout.write(f"Drawn in {out}, all numbers in {out.with_suffix('.json')}")

    def _simulate(self, wanted: Population, tick: timedelta, schedulers: int, *, keep: bool) -> Report:
        began = perf_counter()
        with own_database(keep=keep) as name:
            if keep:
                self.stdout.write(f"The database {name} is kept.")
            with progress_shown(self.stdout, "Making patients") as made:
                populate(wanted, made)
            filled = perf_counter()
            ran = Simulation(wanted.start, wanted.days, tick, schedulers)
            # A tick that has begun is ended: what was handed over and not yet settled is waited for.
            stopping = threading.Event()
            with (
                _on([signal.SIGINT, signal.SIGTERM], lambda *_: stopping.set()),
                self._virtual_time_shown(wanted) as tell,
            ):
                ran.run(tell, stopping.is_set)
            if stopping.is_set():
                raise KeyboardInterrupt
            return report(wanted, ran, database=name, fill_s=filled - began)

    @contextmanager
    def _virtual_time_shown(self, wanted: Population) -> Iterator[Callable[[datetime, int], None]]:
        """A bar over the virtual time in a terminal, a line each six virtual hours elsewhere."""
        if not self.stdout.isatty():
            yield self._plain_lines(wanted.start)
            return
        columns = (
            TextColumn("{task.fields[clock]}"),
            BarColumn(),
            TaskProgressColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.fields[sent]:,} texts"),
        )
        with Progress(*columns) as bar:
            task = bar.add_task("", total=wanted.days * 86_400, clock=_shown(wanted.start), sent=0)

            def tell(now: datetime, sent: int) -> None:
                passed = (now - wanted.start).total_seconds()
                bar.update(task, completed=passed, clock=_shown(now), sent=sent)

            yield tell

    def _plain_lines(self, start: datetime) -> Callable[[datetime, int], None]:
        told = 0

        def tell(now: datetime, sent: int) -> None:
            nonlocal told
            if (passed := (now - start) // PLAIN_LINE_EVERY) > told:
                told = passed
                self.stdout.write(f"{_shown(now)}: {sent:,} texts")

        return tell


def _shown(now: datetime) -> str:
    return f"{now:%a %Y-%m-%d %H:%M:%S} UTC"


@contextmanager
def _on(signals: list[signal.Signals], handler: Callable[[int, FrameType | None], Any]) -> Iterator[None]:
    """Within it the signals are handled so, where they can be: in the main thread."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = [(one, signal.signal(one, handler)) for one in signals]
    try:
        yield
    finally:
        for one, its_handler in before:
            signal.signal(one, its_handler)


def _write(told: Report, out: Path) -> None:
    plain = told.plain()
    title = ", ".join(f"{plain[name]:,} {name if plain[name] > 1 else name[:-1]}" for name in COUNTED)
    out.write_text(
        texts_a_minute(
            plain["a_minute"]["due"], plain["a_minute"]["sent"], start=told.wanted.start, title=title
        )
    )
    out.with_suffix(".json").write_text(json.dumps(plain, indent=1) + "\n")


def _wanted(options: dict[str, Any]) -> Population:
    patients = _whole(options, "patients")
    if options["clinics"] is None:
        options["clinics"] = max(1, patients // PATIENTS_A_CLINIC)
    clinics = _whole(options, "clinics")
    if clinics > patients:
        raise CommandError(f"--clinics must be at most --patients, {patients}: each has one at least.")
    return Population(
        patients=patients,
        clinics=clinics,
        times=_times(options["times"]),
        start=START,
        days=_whole(options, "days"),
        seed=options["seed"],
    )


def _schedulers(options: dict[str, Any]) -> int:
    """As many as were asked for; SQLite lets one process write at a time, and where none can be forked there is one."""
    if options["schedulers"] is None:
        several = connection.vendor == "postgresql" and "fork" in multiprocessing.get_all_start_methods()
        options["schedulers"] = min((os.cpu_count() or 1) + 1, 8) if several else 1
    return _whole(options, "schedulers")


def _whole(options: dict[str, Any], name: str) -> int:
    value = options[name]
    if not isinstance(value, int) or not 1 <= value <= MOST[name]:
        raise CommandError(f"--{name} must be a whole number from 1 to {MOST[name]:,}, not {value}.")
    return value


def _times(words: str) -> dict[time, int]:
    times = {}
    for word in words.split(","):
        found = ONE_TIME.fullmatch(word.strip())
        if not found or int(found[1]) > 23 or not int(found[3]):
            raise CommandError(
                f"--times must be such as 08:00=3,18:30=1: a time and its weight, not {word!r}."
            )
        times[time(int(found[1]), int(found[2]))] = int(found[3])
    begin, end = Clinic().allowed_from, Clinic().allowed_until
    if quiet := set(times) - set(covered(times, begin, end)):
        names = ", ".join(f"{at:%H:%M}" for at in sorted(quiet))
        raise CommandError(f"--times: texts go out from {begin:%H:%M} to {end:%H:%M} only, not at {names}.")
    return times


def _out(options: dict[str, Any]) -> Path:
    """Where the picture goes; what would fail at the end is refused at the beginning."""
    out = Path(options["out"])
    if out.suffix == ".json":
        raise CommandError("--out names the picture; the numbers go to a .json file beside it.")
    if not out.parent.is_dir():
        raise CommandError(f"--out: there is no directory {out.parent}.")
    if out.is_dir() or not os.access(out.parent, os.W_OK):
        raise CommandError(f"--out: {out} cannot be written.")
    return out
