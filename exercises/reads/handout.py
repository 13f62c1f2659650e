"""What a sheet of paper says of an assignment: the plan of the day, in plain words of one language."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from exercises.errors import AssignmentHasEnded, ProgramIsEmpty
from exercises.models import Alert, Assignment, Clinic, Exercise
from exercises.reads.clinic_texts import emergency_number, own_texts_of
from exercises.reads.pictures import pictures_of, stills
from exercises.reads.plans import plans_of
from exercises.reads.today import skin_tone
from exercises.rules.dose import Dose, frequency, sentence
from exercises.rules.paper import dose_words
from exercises.rules.phones import national
from exercises.rules.sessions import PlannedAssignment, PlannedItem, PlannedPhase, local_date
from exercises.rules.wording import in_language, say, spoken, weekday
from exercises.terms import AlertKind, SkinTone

A_MONDAY = date(2026, 11, 16)


@dataclass(frozen=True, slots=True)
class HandoutExercise:
    """An exercise as it is printed. `pictures` are its stills in order, showing the side that is prescribed, as
    paths below the media root."""

    name: str
    dose: str
    frequency: str
    note: str
    steps: tuple[str, ...]
    cautions: tuple[str, ...]
    stop_if: tuple[str, ...]
    pictures: tuple[str, ...]
    several_a_day: bool


@dataclass(frozen=True, slots=True)
class Handout:
    """The plan of one local date. Numbers are as people read them, "" where the clinic has none.

    `phase` is its number, of how many, and its name. `begins_on` is set before the first day, `easier_until` in a
    flare: the last date of it. `safety` is what the clinic texts about danger that is not for the emergency department
    yet, with what is.
    """

    language: str
    day: date
    clinic: str
    first_name: str
    phase: tuple[int, int, str]
    is_paused: bool
    begins_on: date | None
    easier_until: date | None
    exercises: tuple[HandoutExercise, ...]
    safety: str
    phone: str
    urgent_line: str
    emergency_number: str
    text_number: str

    @property
    def stop_if(self) -> tuple[str, ...]:
        """Every sign of these exercises once, those of the most exercises first."""
        count: dict[str, int] = defaultdict(int)
        for exercise in self.exercises:
            for sign in exercise.stop_if:
                count[sign] += 1
        return tuple(sorted(count, key=count.__getitem__, reverse=True))


def handout(assignment: Assignment, *, language: str | None, now: datetime) -> Handout:
    """What is printed of the assignment, fetched with the patient and the clinic. Six queries.

    Today counts on the patient's own calendar; before the first day it is that day, between two phases the next
    one. `language` is the patient's when None. Raises AssignmentHasEnded, and ProgramIsEmpty where
    nothing is left in the phase.
    """
    patient, clinic = assignment.patient, assignment.patient.clinic
    today = local_date(now, patient.timezone)
    spoken_in = spoken(language or patient.language)
    plan = next(one for one in plans_of([patient.pk])[patient.pk] if one.id == assignment.pk)
    if plan.is_over(today):
        raise AssignmentHasEnded
    day = max(today, plan.starts_on)
    phase, is_cut = _phase(plan, day)
    if not phase.items:
        raise ProgramIsEmpty("There is no exercise in this phase that could be printed.")
    alarmed = Alert.objects.open().filter(patient=patient, kind=AlertKind.SAFETY).exists()
    flares = [flare.end for flare in plan.flares if flare.holds(today) and flare.end]
    return Handout(
        language=spoken_in,
        day=today,
        clinic=clinic.name,
        first_name=patient.first_name,
        phase=(phase.number, len(plan.revision_on(day).phases), phase.name),
        is_paused=plan.is_held(today) or alarmed,
        begins_on=plan.starts_on if plan.starts_on > today else None,
        easier_until=date.fromordinal(max(flares).toordinal() - 1) if flares else None,
        exercises=_exercises(phase.items, spoken_in, is_cut=is_cut, tone=skin_tone(patient)),
        phone=clinic.phone or national(clinic.sender),
        urgent_line=clinic.urgent_line,
        emergency_number=clinic.emergency_number,
        text_number=national(clinic.sender),
        safety=_safety(clinic, spoken_in),
    )


def _phase(plan: PlannedAssignment, day: date) -> tuple[PlannedPhase, bool]:
    """The phase that counts, and whether its doses are cut. Raises AssignmentHasEnded where none is left."""
    phase, is_cut = plan.asked_on(day)
    if phase is not None:
        return phase, is_cut
    number = (day - plan.starts_on).days + 1
    to_come = [one for one in plan.revision_on(day).phases if one.first_day > number]
    if not to_come:
        raise AssignmentHasEnded
    return to_come[0], False


def _exercises(
    items: Sequence[PlannedItem], language: str, *, is_cut: bool, tone: SkinTone
) -> tuple[HandoutExercise, ...]:
    wanted = [item.exercise for item in items]
    texts = dict(Exercise.objects.filter(pk__in=wanted).values_list("pk", "texts"))
    pictures = pictures_of(wanted)
    words = dose_words(language)
    made = []
    for item in items:
        its = in_language(texts[item.exercise], language)
        dose = item.dose.cut_by_a_third() if is_cut else item.dose
        made.append(
            HandoutExercise(
                name=its.get("name") or item.name,
                dose=sentence(dose, words),
                frequency=_how_often(item, dose, language),
                note=item.note,
                steps=tuple(its.get("steps", ())),
                cautions=tuple(its.get("cautions", ())),
                stop_if=tuple(its.get("stop_if", ())),
                pictures=tuple(stills(pictures.get(item.exercise, ()), tone=tone, side=dose.side)),
                several_a_day=dose.per_day > 1,
            )
        )
    return tuple(made)


def _how_often(item: PlannedItem, dose: Dose, language: str) -> str:
    often = frequency(dose, dose_words(language))
    if item.weekdays is None:
        return often
    days = [weekday(language, date.fromordinal(A_MONDAY.toordinal() + day)) for day in sorted(item.weekdays)]
    return f"{often} ({', '.join(days)})"


def _safety(clinic: Clinic, language: str) -> str:
    emergency = emergency_number(clinic, language)
    values = {
        "phone": clinic.phone or national(clinic.sender),
        "urgent_line": clinic.urgent_line or emergency,
        "emergency_number": emergency,
    }
    return say("safety_same_day", language, values, own_texts_of(clinic))
