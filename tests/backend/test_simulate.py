"""The simulation: everybody is texted once a day, what is told is right, and nothing else is touched."""

import json
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import uuid4
from xml.etree import ElementTree

import psycopg
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, connections

from backend.simulation.database import SUFFIX, CannotSimulate, own_database
from backend.simulation.plot import texts_a_minute
from backend.simulation.population import Population, populate
from backend.simulation.report import Report, percentile, report
from backend.simulation.run import Simulation
from backend.simulation.schedulers import Clock, Recorder
from exercises.gateway import Outgoing
from exercises.models import Clinic, Patient, Reminder
from tests import make

START = datetime(2026, 11, 16, tzinfo=UTC)
TICK, SECOND, HOUR = timedelta(seconds=5), timedelta(seconds=1), timedelta(hours=1)


def is_gone(database: str) -> bool:
    if connection.vendor == "sqlite":
        return not Path(database).parent.exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_database WHERE datname = %s", [database])
        return cursor.fetchone() == (0,)


# --- a small one, looked at from inside --------------------------------------------------------------------
@dataclass(frozen=True)
class Inside:
    """`slots` counts the reminders of two days, `third_day` those of one more with a tick an hour, by what became
    of them."""

    told: Report
    slots: Counter[Any]
    third_day: Counter[Any]
    database: str


@pytest.fixture(scope="module")
def inside(django_db_setup: None, django_db_blocker: Any) -> Iterator[Inside]:
    """Twenty patients of one clinic, all at 09:00. Ctrl-C comes when all is counted."""
    wanted = Population(patients=20, clinics=1, times={time(9): 1}, start=START, days=2, seed=1)
    with django_db_blocker.unblock():
        with suppress(KeyboardInterrupt), own_database(keep=False) as name:
            populate(wanted, lambda *_: None)
            ran = Simulation(START, 2, TICK)
            ran.run(lambda *_: None)
            told = report(wanted, ran, database=name, fill_s=0.0)
            slots = Counter(Reminder.objects.values_list("patient", "day", "at", "state"))
            Simulation(START + timedelta(days=2), 1, HOUR).run(lambda *_: None)
            third = Reminder.objects.filter(day=date(2026, 11, 18)).values_list("state", "held")
            seen = Inside(told, slots, Counter(third), name)
            raise KeyboardInterrupt
        yield seen


def test_everybody_is_texted_once_a_day(inside: Inside) -> None:
    slots = inside.slots
    assert set(slots.values()) == {1}
    days = {date(2026, 11, 16), date(2026, 11, 17)}
    patients = {patient for patient, *_ in slots}
    assert len(patients) == 20
    assert set(slots) == {(patient, day, time(9), "written") for patient in patients for day in days}


def test_lateness_is_what_the_tick_and_the_pace_of_the_sender_make_it(
    inside: Inside,
) -> None:
    """A long code's share for reminders is a text each 1.25 s, and a tick comes half a tick after the minute.

    Ten seconds may be handed over ahead, eight texts. The ninth has its place 10 s later, the last 23.75 s,
    and all places of five seconds of the clock are taken up together.
    """
    told = inside.told
    assert told.ran.counts.late == {2.5: 16, 12.5: 4, 17.5: 8, 22.5: 8, 27.5: 4}
    assert told.plain()["late_s"] == {"p50": 12.5, "p90": 22.5, "p99": 27.5, "max": 27.5}


def test_all_numbers_agree(inside: Inside) -> None:
    told = inside.told.plain()
    assert (told["planning"]["rows"], told["sending"]["rows"]) == (40, 40)
    assert all(told[stage]["wall_s"] >= told[stage]["own_s"] >= 0 for stage in ("planning", "sending"))
    assert told["reminders"] == {"written": 40}
    assert told["messages"] == {"queued": 40}
    assert sum(told["a_minute"]["due"]) == sum(told["a_minute"]["sent"]) == 40
    assert sorted(told["a_minute"]["due"])[-2:] == [20, 20]
    assert told["busiest_minute"] == 20
    # Two days of one minute's work, and no tick in the time between.
    assert told["ticks"] == 10


def test_a_tick_an_hour_holds_what_it_is_too_late_for(inside: Inside) -> None:
    """Eight go at 09:30 and eight at 10:30; at 11:30 more than two hours have passed."""
    assert inside.third_day == {("written", ""): 16, ("held", "too_late"): 4}


def test_memory_is_looked_at_each_hour_with_work(inside: Inside) -> None:
    looks = inside.told.plain()["peak_memory_kib"]
    first, second = looks
    assert second - first == 24
    if Path("/proc/self/status").exists():
        assert all(20_000 < peak < 4_000_000 for peak in looks.values())


def test_its_database_is_gone_though_it_was_broken_off(inside: Inside, db: None) -> None:
    assert is_gone(inside.database)


# --- the command -------------------------------------------------------------------------------------------
def simulated(out: Path, **options: Any) -> tuple[dict[str, Any], str]:
    said = StringIO()
    call_command("simulate", out=out, stdout=said, **options)
    return json.loads(out.with_suffix(".json").read_text()), said.getvalue()


def test_a_run_tells_and_draws_and_leaves_the_applications_data_alone(db: None, tmp_path: Path) -> None:
    make.reminder_setting(make.patient(), now=START - timedelta(days=1))
    before = (Clinic.objects.count(), Patient.objects.count(), connections["default"])
    told, said = simulated(
        tmp_path / "day.svg", patients=40, clinics=5, days=1, seed=3, times="09:00=3,18:30=1"
    )
    assert (told["patients"], told["clinics"], told["seed"]) == (40, 5, 3)
    assert told["times"] == {"09:00": 3, "18:30": 1}
    assert told["reminders"] == {"written": 40}
    assert "Sent" in said and "p99" in said and "40 written" in said
    assert is_gone(told["database"])
    assert ElementTree.parse(tmp_path / "day.svg").getroot().tag == "{http://www.w3.org/2000/svg}svg"  # noqa: S314
    assert (Clinic.objects.count(), Patient.objects.count(), connections["default"]) == before
    assert not Reminder.objects.exists()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one process write at a time")
def test_several_schedulers_share_the_work_and_nobody_is_texted_twice(db: None, tmp_path: Path) -> None:
    told, _ = simulated(tmp_path / "day.svg", patients=300, clinics=6, days=2, times="09:00=1", schedulers=3)
    assert told["schedulers"] == 3
    assert told["reminders"] == {"written": 600}
    assert told["messages"] == {"queued": 600}
    assert sum(told["a_minute"]["sent"]) == told["sending"]["rows"] == told["planning"]["rows"] == 600
    assert is_gone(told["database"])


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"schedulers": 0}, "--schedulers must be"),
        ({"patients": 0}, "--patients must be a whole number from 1 "),
        ({"days": 0}, "--days must be"),
        ({"days": -1}, "--days must be"),
        ({"tick": 0}, "--tick must be"),
        ({"clinics": 0}, "--clinics must be a whole number"),
        ({"patients": 3, "clinics": 4}, "--clinics must be at most --patients, 3"),
        ({"times": "9am"}, "--times must be such as 08:00=3"),
        ({"times": "25:00=1"}, "--times must be"),
        ({"times": "09:00=0"}, "--times must be"),
        ({"times": "09:00=1,03:00=2"}, "not at 03:00"),
        ({"out": Path("no/such/place/a.svg")}, "--out: there is no directory no/such/place"),
        ({"out": Path("/")}, "--out: / cannot be written"),
        ({"out": Path("a.json")}, "--out names the picture"),
    ],
    ids=str,
)
def test_an_option_that_makes_no_sense_is_named(options: dict[str, Any], words: str) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("simulate", **options)
    assert words in str(refused.value)


# --- PostgreSQL alone --------------------------------------------------------------------------------------
@contextmanager
def signed_in_as(user: str) -> Iterator[None]:
    """Django's own connection is that of another user, who exists in here only."""
    application, password = connections["default"], uuid4().hex
    with application.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {user} LOGIN PASSWORD '{password}'")
    other = application.copy()
    other.settings_dict |= {"USER": user, "PASSWORD": password}
    connections["default"] = other
    try:
        yield
    finally:
        connections["default"] = application
        with application.cursor() as cursor:
            cursor.execute(f"DROP ROLE {user}")


@pytest.mark.django_db(transaction=True)
def test_a_user_who_may_not_create_databases_is_told_what_to_grant() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("PostgreSQL alone has users")
    user = f"no_creator_{os.getpid()}"
    with signed_in_as(user), pytest.raises(CannotSimulate) as refused, own_database(keep=False):
        pass
    assert f'ALTER ROLE "{user}" CREATEDB' in str(refused.value)


@pytest.mark.django_db(transaction=True)
def test_a_database_of_somebody_else_is_not_dropped() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("in SQLite the file is a new one each time")
    name = f"{connection.settings_dict['NAME']}{SUFFIX}"
    with psycopg.connect(**connection.get_connection_params(), autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            with pytest.raises(CannotSimulate, match="not made by a simulation"), own_database(keep=False):
                pass
            assert not is_gone(name)
        finally:
            server.execute(f"DROP DATABASE {name}")


# --- the parts ---------------------------------------------------------------------------------------------
def test_the_provider_counts_texts_by_the_minute_and_by_how_late_they_are() -> None:
    clock = Clock(START)
    provider = Recorder(clock, START)
    for after, due in ((0, 0), (59, 30), (60, 0), (185, None)):
        clock.now = START + after * SECOND
        due_at = None if due is None else START + due * SECOND
        provider.send(Outgoing(uuid4(), "+16045550100", "+16045550101", "Now.", due_at=due_at))
    assert provider.counts.a_minute == {0: 2, 1: 1, 3: 1}
    assert provider.counts.late == {0.0: 1, 29.0: 1, 60.0: 1}


@pytest.mark.parametrize(
    ("share", "value"), [(0.0, 1.0), (0.5, 1.0), (0.51, 2.0), (0.9, 2.0), (0.91, 30.0), (1.0, 30.0)]
)
def test_a_percentile_is_a_value_that_was_counted(share: float, value: float) -> None:
    assert percentile({30.0: 1, 1.0: 5, 2.0: 4}, share) == value


def test_of_nothing_there_is_no_percentile() -> None:
    assert percentile({}, 0.5) is None


@pytest.mark.parametrize("minutes", [1, 60, 1440, 2 * 1440, 40 * 1440])
def test_the_picture_is_well_formed_and_light_whatever_is_drawn(minutes: int) -> None:
    due = [minute * 7919 % 90_001 if minute % 3 else 0 for minute in range(minutes)]
    drawn = texts_a_minute(due, due[::-1], start=START, title="Less < more & all")
    root = ElementTree.fromstring(drawn)  # noqa: S314 - made here
    words = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert words[0] == "Less < more & all"
    assert {"came due", "handed to the provider", "time in UTC"} <= set(words)
    assert len(drawn) < 40_000


def test_the_picture_of_nothing_has_axes_all_the_same() -> None:
    ElementTree.fromstring(texts_a_minute([], [], start=START, title="Nothing"))  # noqa: S314 - made here
