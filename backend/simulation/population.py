"""Who is simulated: one patient of each kind, made as any other is, and copies of them."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import accumulate
from random import Random

from django.db import DEFAULT_DB_ALIAS, connection, connections

from backend.simulation.copies import copies, key, multiply, numbers
from exercises.actions.assign import assign_program
from exercises.actions.patients import ConsentGiven, add_patient
from exercises.actions.reminders import Wish
from exercises.models import Clinic, Exercise, Item, Patient, Phase, Program, ReminderSetting, User
from exercises.rules.dose import Dose
from exercises.terms import Kind, Position, Sides

ZONES: Mapping[str, int] = {
    "America/Toronto": 45,
    "America/Vancouver": 20,
    "America/Edmonton": 15,
    "America/Winnipeg": 8,
    "America/Halifax": 8,
    "America/St_Johns": 4,
}
"""The zones of the clinics, with their weights."""

POPULAR_TIMES: Mapping[time, int] = {
    time(8, 0): 18,
    time(8, 30): 8,
    time(9, 0): 24,
    time(10, 0): 10,
    time(12, 30): 9,
    time(15, 0): 5,
    time(17, 30): 5,
    time(18, 0): 14,
    time(20, 0): 7,
}
"""The local times that patients choose, with their weights."""

TOLL_FREE_EVERY = 8
"""Each so manyth clinic texts from a toll-free number, the others from a long code."""

SOONER = timedelta(seconds=1)
EVERY_DAY = frozenset(range(7))
PRIME = 1_000_003

Tell = Callable[[int, int, str], None]
"""Hears how many kinds of patients are made, of how many, and which was the last."""


@dataclass(frozen=True, slots=True)
class Population:
    """Who is simulated from `start` on, for `days`. `times` are local times with their weights.

    Everybody is texted once a day, has consented and follows a program with one session every day. Nobody
    answers, so `silent_days` of the clinics is 0: else all texts would stop after a week.
    """

    patients: int
    clinics: int
    times: Mapping[time, int]
    start: datetime
    days: int
    seed: int


def populate(wanted: Population, tell: Tell) -> None:
    """Makes them. The rows copied stay, in a clinic of their own; nothing of them is ever due."""
    by = User.objects.create_user()
    clinic, program = _clinic(), _program(wanted.days)
    kinds = [(zone, at) for zone in ZONES for at in wanted.times]
    # All of these before any copy: SQLite numbers new rows from the largest id on.
    templates = {
        kind: _patient(clinic, *kinds[kind], program=program, by=by, start=wanted.start)
        for kind in _choose(wanted)
    }
    copies(Clinic, clinic, "chosen_clinic AS c", _unlike())

    def fill(number: int) -> int:
        its = f"(SELECT n, clinic FROM chosen WHERE kind = {number}) AS c"  # noqa: S608 - a number
        multiply(templates[number], its, clinic=key("clinic", "clinic"))
        return number

    for made, number in enumerate(_side_by_side(fill, templates), start=1):
        zone, at = kinds[number]
        tell(made, len(templates), f"{zone} {at:%H:%M}")
    ReminderSetting.objects.filter(clinic=clinic).update(next_at=None, next_day=None, next_time=None)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE chosen")
        cursor.execute("DROP TABLE chosen_clinic")
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def _side_by_side(fill: Callable[[int], int], numbers: Iterable[int]) -> Iterator[int]:
    """Fills as many kinds at a time as there are cores, where several may write; yields each when done."""
    if connection.vendor != "postgresql":
        yield from map(fill, numbers)
        return
    own = connections[DEFAULT_DB_ALIAS]

    def fill_beside(number: int) -> int:
        connections[DEFAULT_DB_ALIAS] = mine = own.copy()  # a thread has connections of its own
        try:
            return fill(number)
        finally:
            mine.close()

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        try:
            for done in as_completed([pool.submit(fill_beside, number) for number in numbers]):
                yield done.result()
        finally:
            pool.shutdown(cancel_futures=True)


def _choose(wanted: Population) -> list[int]:
    """Makes tables of the zone of each clinic, and of the clinic and the kind of each patient; gives the kinds."""
    random = Random(wanted.seed)  # noqa: S311 - nobody must not guess it
    zone, at = _drawn(ZONES.values(), random), _drawn(wanted.times.values(), random)
    patients = f"(SELECT n, {at} AS at FROM {numbers(wanted.patients)}) AS p"  # noqa: S608 - our own words
    clinics = f"SELECT n, {zone} AS zone FROM {numbers(wanted.clinics)}"  # noqa: S608
    kinds = (
        f"SELECT p.n, c.n AS clinic, c.zone * {len(wanted.times)} + p.at AS kind FROM {patients} "  # noqa: S608
        f"JOIN chosen_clinic AS c ON c.n = p.n % {wanted.clinics} + 1"
    )
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE chosen_clinic AS {clinics}")
        cursor.execute(f"CREATE TABLE chosen AS {kinds}")
        cursor.execute("CREATE INDEX chosen_by_kind ON chosen (kind)")
        cursor.execute("SELECT DISTINCT kind FROM chosen ORDER BY kind")
        return [kind for (kind,) in cursor.fetchall()]


def _drawn(weights: Iterable[int], random: Random) -> str:
    """An expression over n: the place, from 0, of one of the weights, as if drawn by lot.

    The squares of n's multiples modulo a prime are spread as evenly as chance would, and are the same in any
    database.
    """
    limits = list(accumulate(weights))
    of_n = f"((CAST(n AS bigint) * {random.randrange(1, PRIME)} + {random.randrange(PRIME)}) % {PRIME})"
    lot = f"({of_n} * {of_n} % {PRIME} % {limits[-1]})"
    return f"CASE {' '.join(f'WHEN {lot} < {limit} THEN {n}' for n, limit in enumerate(limits))} END"


def _clinic() -> Clinic:
    return Clinic.objects.create(
        name="Simulated clinic",
        sender="+16045550100",
        phone="604 555 0199",
        emergency_number="911",
        urgent_line="811",
        silent_days=0,
        live=True,
    )


def _unlike() -> dict[str, str]:
    """The columns in which the clinics differ: each has a sender of its own, some of them toll-free."""
    prefix = f"CASE WHEN n % {TOLL_FREE_EVERY} = 0 THEN '+1833' ELSE '+1604' END"
    zone = " ".join(f"WHEN {number} THEN '{zone}'" for number, zone in enumerate(ZONES))
    return {
        "id": key("clinic"),
        "name": "'Clinic ' || n",
        "sender": f"{prefix} || (2000000 + n)",
        "timezone": f"CASE zone {zone} END",
    }


def _program(days: int) -> Program:
    """A program of one exercise, which goes on until all is over."""
    exercise = Exercise.objects.create(
        slug="bridge",
        name="Bridge",
        kind=Kind.STRENGTHEN,
        position=Position.SUPINE,
        sides=Sides.BILATERAL,
        dose=Dose(sets=2, reps=10).plain(),
        texts={},
    )
    program = Program.objects.create(slug="simulated", name="Simulated program")
    phase = Phase.objects.create(program=program, number=1, name="All", first_day=1, last_day=days + 7)
    Item.objects.create(phase=phase, exercise=exercise, order=1, dose=exercise.dose)
    return program


def _patient(clinic: Clinic, zone: str, at: time, *, program: Program, by: User, start: datetime) -> Patient:
    """Somebody whose first slot is the first at `start` or later; the program began the day before."""
    now = start - SOONER
    fields = {"first_name": "Robin", "last_name": "Simulated", "phone": "+16045550101", "timezone": zone}
    consent = ConsentGiven(sms=True, source="simulation")
    patient = add_patient(clinic, fields, consent=consent, practitioner=None, by=by, now=now)
    wish = Wish((at,), EVERY_DAY)
    assign_program(patient, program, starts_on=now.date(), reminder=wish, by=by, now=now)
    return patient
