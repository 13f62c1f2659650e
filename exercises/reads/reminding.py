"""What the question "may this reminder go out?" depends on, for a batch, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from exercises.models import Alert, Clinic, Consent, OptOut, Reminder
from exercises.reads.clinic_texts import own_texts
from exercises.reads.plans import patterns_of, said_by
from exercises.rules.adherence import adherence
from exercises.rules.cadence import is_tapered
from exercises.rules.reminding import DueReminder
from exercises.rules.rounds import PatternedAssignment, day_rounds
from exercises.rules.sessions import Said, rounds_asked, standing
from exercises.rules.wording import Own
from exercises.terms import AlertKind, Channel, NothingToday, ReminderState, Topic

WEEK = timedelta(days=7)
TAPER_WINDOW_DAYS = 14


@dataclass(frozen=True, slots=True)
class Slip:
    """A reminder with what is needed of its patient and setting: a row of `slips`."""

    id: UUID
    clinic_id: UUID
    patient_id: UUID
    setting_id: int
    follows_id: UUID | None
    day: date
    at: time
    due_at: datetime
    lane_at: datetime | None
    state: str
    asked_for: bool
    first_round: int | None
    last_round: int | None
    timezone: str
    phone: str
    first_name: str
    language: str
    unreachable_since: datetime | None
    number_frozen_at: datetime | None
    archived_at: datetime | None
    times: list[str]
    weekdays: list[int]
    paused_until: date | None
    unanswered_days: int
    last_text_day: date | None
    flare_until: date | None

    @property
    def checks_flare(self) -> bool:
        """Whether it asks how the patient is after a flare, which is still open on its day."""
        return self.flare_until is not None and self.day < self.flare_until


_SLIP_FIELDS = (
    *("id", "clinic_id", "patient_id", "setting_id", "follows_id", "day", "at", "due_at", "lane_at", "state"),
    *("asked_for", "first_round", "last_round"),
    *(f"patient__{name}" for name in ("timezone", "phone", "first_name", "language")),
    *(f"patient__{name}" for name in ("unreachable_since", "number_frozen_at", "archived_at")),
    *(
        f"setting__{name}"
        for name in ("times", "weekdays", "paused_until", "unanswered_days", "last_text_day")
    ),
    "flare__until",
)


def slips(reminders: QuerySet[Reminder]) -> list[Slip]:
    """These reminders, in one query and without a model instance each."""
    return [Slip(*row) for row in reminders.values_list(*_SLIP_FIELDS)]


@dataclass(frozen=True, slots=True)
class Asking:
    """A reminder with all that decides about it. `asked` is None when the setting no longer has its time.

    `own` are the clinic's own texts.
    """

    slip: Slip
    clinic: Clinic
    facts: DueReminder
    asked: tuple[int, int] | None
    rounds: int
    own: Own


def asking(reminders: Sequence[Slip]) -> list[Asking]:
    """The facts about these reminders. Nine queries, and a few more where a weekly limit may
    bite, a clinic tapers or a reminder follows another."""
    if not reminders:
        return []
    clinics = Clinic.objects.in_bulk({slip.clinic_id for slip in reminders})
    own = own_texts(clinics)
    patients = {slip.patient_id for slip in reminders}
    first_day = min(slip.day for slip in reminders)
    batch = _Batch(
        patterns=patterns_of(patients, since=first_day),
        said=said_by(patients, since=first_day, until=max(slip.day for slip in reminders)),
        consented=set(
            Consent.objects.filter(
                patient__among=patients, channel=Channel.SMS, revoked_at__isnull=True
            ).values_list("patient_id", flat=True)
        ),
        opted_out=opted_out_numbers(((slip.clinic_id, slip.phone) for slip in reminders), Topic.EXERCISE),
        alarmed=set(
            Alert.objects.open()
            .filter(patient__among=patients, kind=AlertKind.SAFETY)
            .values_list("patient_id", flat=True)
        ),
        sent=_sent(reminders, clinics, first_day),
        answered=_answered(reminders),
        lost=_lost(reminders),
        tapered=_tapered(reminders, clinics),
    )
    return [_asking(slip, clinics[slip.clinic_id], batch, own.get(slip.clinic_id, {})) for slip in reminders]


def opted_out_numbers(numbers: Iterable[tuple[UUID, str]], about: Topic) -> set[tuple[UUID, str]]:
    """Those of the (clinic, number) pairs that get no texts about this topic now. One query."""
    wanted = set(numbers)
    clinics, phones = {clinic for clinic, _ in wanted}, {phone for _, phone in wanted}
    rows = OptOut.objects.stopping(about).filter(clinic__in=clinics, phone__among=phones)
    return wanted & set(rows.values_list("clinic", "phone"))


@dataclass(frozen=True, slots=True)
class _Batch:
    """What was read about the patients of a batch. `sent` are the local dates of the reminders that went."""

    patterns: Mapping[UUID, list[PatternedAssignment]]
    said: Mapping[UUID, Mapping[date, Sequence[Said]]]
    consented: set[UUID]
    opted_out: set[tuple[UUID, str]]
    alarmed: set[UUID]
    sent: Mapping[UUID, list[date]]
    answered: set[UUID]
    lost: set[UUID]
    tapered: set[UUID]


def _sent(
    reminders: Sequence[Slip], clinics: Mapping[UUID, Clinic], first_day: date
) -> Mapping[UUID, list[date]]:
    """The days of the reminders that went: of a week where the week's limit may bite, else of the day alone."""
    others = {slip.patient_id for slip in reminders}
    limited = {slip.patient_id for slip in reminders if _may_bite(clinics[slip.clinic_id])}
    sent: dict[UUID, list[date]] = defaultdict(list)
    for patients, since in ((others - limited, first_day), (limited, first_day - WEEK)):
        if patients:
            gone = Reminder.objects.filter(
                patient__among=patients, day__gte=since, state=ReminderState.WRITTEN
            ).exclude(pk__in=[slip.id for slip in reminders if slip.state == ReminderState.WRITTEN])
            for patient, day in gone.values_list("patient_id", "day"):
                sent[patient].append(day)
    return sent


def _may_bite(clinic: Clinic) -> bool:
    """Whether the week's limit says more than the day's."""
    return clinic.texts_a_week < 7 * clinic.texts_a_day


def _answered(reminders: Sequence[Slip]) -> set[UUID]:
    """Of the follow-ups those whose reminder was answered meanwhile."""
    followed = {slip.follows_id: slip.id for slip in reminders if slip.follows_id}
    if not followed:
        return set()
    answered = Reminder.objects.filter(pk__in=list(followed), answered_at__isnull=False)
    return {followed[pk] for pk in answered.values_list("pk", flat=True)}


def _lost(reminders: Sequence[Slip]) -> set[UUID]:
    """Of the follow-ups those whose reminder has not arrived, or not yet."""
    followed = {slip.follows_id: slip.id for slip in reminders if slip.follows_id}
    if not followed:
        return set()
    arrived = Reminder.objects.sent().filter(pk__in=list(followed), message__sid__isnull=False)
    return set(followed.values()) - {followed[pk] for pk in arrived.values_list("pk", flat=True)}


def _tapered(reminders: Sequence[Slip], clinics: Mapping[UUID, Clinic]) -> set[UUID]:
    """Those that need not go because the patient steadily does well, in clinics that want it so."""
    wanted = [slip for slip in reminders if clinics[slip.clinic_id].taper]
    if not wanted:
        return set()
    patients = {slip.patient_id for slip in wanted}
    since = min(slip.day for slip in wanted) - timedelta(days=TAPER_WINDOW_DAYS)
    patterns, said = patterns_of(patients, since=since), said_by(patients, since=since)
    tapered = set()
    for slip in wanted:
        assignments = patterns.get(slip.patient_id, [])
        began = min((one.starts_on for one in assignments), default=slip.day)
        done = adherence(assignments, said.get(slip.patient_id, {}), today=slip.day, days=TAPER_WINDOW_DAYS)
        days = {day for day in slip.weekdays if _rounds(assignments, _in_week_of(slip.day, day))[0]}
        if is_tapered(slip.day, days, began_on=began, percent=done.percent):
            tapered.add(slip.id)
    return tapered


def _in_week_of(day: date, weekday: int) -> date:
    return day + timedelta(days=weekday - day.weekday())


def _asking(slip: Slip, clinic: Clinic, batch: _Batch, own: Own) -> Asking:
    rounds, reason = _rounds(batch.patterns.get(slip.patient_id, ()), slip.day)
    asked = _rounds_of(slip, rounds)
    said = batch.said.get(slip.patient_id, {}).get(slip.day, ())
    sent = batch.sent.get(slip.patient_id, ())
    is_asked_for = slip.asked_for or slip.checks_flare
    facts = DueReminder(
        due_at=slip.due_at,
        day=slip.day,
        zone=ZoneInfo(slip.timezone),
        allowed_from=clinic.allowed_from,
        allowed_until=clinic.allowed_until,
        lateness_limit=timedelta(minutes=clinic.lateness_minutes),
        live=clinic.live,
        consented=slip.patient_id in batch.consented,
        opted_out=(slip.clinic_id, slip.phone) in batch.opted_out,
        number_frozen=slip.number_frozen_at is not None,
        unreachable=slip.unreachable_since is not None,
        archived=slip.archived_at is not None,
        assigned=slip.checks_flare
        or reason not in (NothingToday.NO_PROGRAM, NothingToday.NOT_STARTED, NothingToday.ENDED),
        expected_rounds=max(rounds, 1) if slip.checks_flare else rounds,
        held=reason == NothingToday.HELD,
        paused=slip.paused_until is not None and slip.day < slip.paused_until,
        open_rounds=_open_rounds(slip, asked, rounds, said),
        open_safety_alert=slip.patient_id in batch.alarmed,
        answered=slip.id in batch.answered,
        nothing_to_follow=slip.id in batch.lost,
        # What the patient asked for counts in no limit of ours.
        tapered=slip.id in batch.tapered and not is_asked_for,
        texts_today=0 if is_asked_for else sum(1 for day in sent if day == slip.day),
        texts_a_day=clinic.texts_a_day,
        texts_this_week=0 if is_asked_for else sum(1 for day in sent if slip.day - WEEK < day <= slip.day),
        texts_a_week=clinic.texts_a_week,
        unanswered_days=slip.unanswered_days - (slip.last_text_day == slip.day),
        silent_days=clinic.silent_days,
    )
    return Asking(slip, clinic, facts, asked, rounds, own)


def _rounds_of(slip: Slip, rounds: int) -> tuple[int, int] | None:
    """The rounds the reminder asks about, first and last; None when its setting has no such time any more."""
    asked = _put_off(slip, rounds) or _asked(
        f"{slip.at:%H:%M}", tuple(slip.times), rounds, bool(slip.follows_id)
    )
    if slip.checks_flare:
        return asked or (1, max(rounds, 1))
    # The text after a flare may stand on any weekday; once the flare was ended it is a reminder as others are.
    return None if slip.flare_until and slip.day.weekday() not in slip.weekdays else asked


def _open_rounds(slip: Slip, asked: tuple[int, int] | None, rounds: int, said: Sequence[Said]) -> int:
    """How many of the rounds asked about are not reported; after a flare it is the pain that is asked for."""
    if asked is None:
        return 0
    if slip.checks_flare:
        return 0 if any(one.pain is not None for one in said) else 1
    first, last = asked
    if not said:
        return last - first + 1
    return sum(1 for stand in standing(said, rounds)[first - 1 : last] if stand.said is None)


def _put_off(slip: Slip, rounds: int) -> tuple[int, int] | None:
    """What a reminder that the patient put off asks about: what it asked before, as far as the day still has it."""
    if not (slip.asked_for and slip.first_round and slip.last_round and rounds):
        return None
    last = min(slip.last_round, rounds)
    return min(slip.first_round, last), last


def _rounds(assignments: Sequence[PatternedAssignment], day: date) -> tuple[int, NothingToday | None]:
    found = day_rounds(assignments, day)
    return found.rounds, found.reason


@lru_cache(maxsize=4096)
def _asked(at: str, times: tuple[str, ...], rounds: int, is_follow_up: bool) -> tuple[int, int] | None:
    """The rounds asked about; a follow-up has no time of its own and asks about the whole day."""
    if not rounds:
        return None
    if is_follow_up:
        return 1, rounds
    if at not in times:
        return None
    ordered = sorted(times, key=time.fromisoformat)
    return rounds_asked(ordered.index(at) + 1, texts=len(ordered), rounds=rounds)


def newest_reminder_to(clinic: UUID, number: str, *, of: UUID, at: datetime) -> Reminder | None:
    """The newest reminder of the patient `of` that went to this number in the 24 hours before `at`; it is what a
    reply is about."""
    return _reminders_to(clinic, number, at).filter(patient=of).first()


def unanswered_to(clinic: UUID, number: str, *, at: datetime) -> list[Reminder]:
    """The reminders to this number in the 24 hours before `at` that wait for an answer, the newest first."""
    return list(_reminders_to(clinic, number, at).filter(answered_at__isnull=True)[:20])


def _reminders_to(clinic: UUID, number: str, at: datetime) -> QuerySet[Reminder]:
    """The provider tells `at` in whole seconds, so the second it is in counts too."""
    gone = Q(message__sid__isnull=False) | Q(message__state__in=["written", "unknown"])
    return (
        Reminder.objects.filter(
            gone,
            clinic=clinic,
            message__clinic=clinic,
            message__their_number=number,
            message__created_at__gt=at - timedelta(hours=24),
            message__created_at__lt=at + timedelta(seconds=1),
            patient__archived_at__isnull=True,
            patient__phone=number,
        )
        .select_related("patient", "patient__clinic")
        .order_by("-message__created_at", "-due_at")
    )
