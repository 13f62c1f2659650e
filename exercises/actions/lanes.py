"""The queue of each sender: who may go now, who waits until when, and what is held back while it is refused."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat

from exercises.actions.alert import raise_alert
from exercises.models import Alert, Clinic, Lane, Message, Reminder
from exercises.models.bulk import update_each
from exercises.reads.clinic_texts import own_texts
from exercises.rules.lifecycle import MessageState
from exercises.rules.links import USUAL_LINK
from exercises.rules.pace import PROBE_EVERY, Queue, Waiting, admit, reserve, usual_rate
from exercises.rules.wording import usual_segments
from exercises.terms import AlertKind, MessageKind, ReminderState

STOPPED = "sending:stopped"
"""The cause of the one alert a clinic gets while the provider refuses its sender."""


def stopped_until(clinics: Iterable[UUID], *, now: datetime) -> dict[UUID, datetime]:
    """Of the clinics whose sender is refused, when a text may be tried next."""
    stopped = Lane.objects.filter(clinic__in=set(clinics), stopped_at__isnull=False, probe_at__gt=now)
    return {clinic: at for clinic, at in stopped.values_list("clinic_id", "probe_at") if at is not None}


def left_to_others(clinics: Iterable[UUID], *, now: datetime) -> set[UUID]:
    """Of the clinics whose sender is refused those where a text that was never tried waits: it goes as the probe.

    Else one number that alone is refused would be every probe, and hold all others up.
    """
    untried = Reminder.objects.filter(
        Q(claimed_until__isnull=True) | Q(claimed_until__lte=now),
        clinic=OuterRef("clinic"),
        state=ReminderState.PLANNED,
        due_at__lte=now,
        try_at__lte=now,
    )
    stopped = Lane.objects.filter(Exists(untried), clinic__in=set(clinics), stopped_at__isnull=False)
    return set(stopped.values_list("clinic_id", flat=True))


def take_places(
    waiting: Mapping[UUID, Sequence[Waiting]], clinics: Mapping[UUID, Clinic], *, now: datetime
) -> dict[UUID, list[datetime | None]]:
    """For the texts of each clinic None where they may go now, else their place, which is then theirs.

    Locks the lanes until the transaction ends, in one order, so that all processes together keep the pace.
    In a lane that is stopped the first text goes as a probe and the others wait for the next.
    """
    places = {}
    lanes = _locked(waiting, now)
    for clinic, texts in waiting.items():
        lane = lanes[clinic]
        if lane.stopped_late and _the_probe_left(lane, now):
            reopen_lanes([clinic], late=True, now=now)
            lane.refresh_from_db()
        if lane.stopped_at is not None:
            places[clinic] = _probe(lane, len(texts), now)
        else:
            queue = Queue(_rate(clinics[clinic]), lane.free_at, lane.ends_at)
            places[clinic], queue = admit(queue, texts, now=now)
            lane.free_at, lane.ends_at = queue.free_at, queue.ends_at
    _keep(lanes.values())
    return places


def reserve_places(
    slots: Mapping[UUID, Sequence[time]], *, now: datetime
) -> dict[UUID, list[datetime | None]]:
    """For the reminders of each clinic, given by the local times of their slots, their places; None for those that get
    theirs when they are asked for.

    Waits for no lane: one that a sender has locked, or that is stopped or new, gives no places now. Nor does one where
    many are held, and who may not go soon after the slot does not wait behind such as may be held.
    """
    places: dict[UUID, list[datetime | None]] = {clinic: [None] * len(its) for clinic, its in slots.items()}
    if not slots:
        return places
    free = Lane.objects.filter(clinic__in=slots, stopped_at__isnull=True, clinic__taper=False)
    lanes = list(
        free.select_related("clinic").select_for_update(of=("self",), skip_locked=True).order_by("clinic")
    )
    own = own_texts(lane.clinic_id for lane in lanes) if lanes else {}
    for lane in lanes:
        its, clinic = slots[lane.clinic_id], lane.clinic
        if any(_is_nearly_over(at, clinic) for at in its):
            continue
        link = USUAL_LINK if clinic.link_in_reminders else ""
        usual = usual_segments(clinic.language, clinic=clinic.name, own=own.get(clinic.pk), link=link)
        queue = Queue(_rate(clinic), lane.free_at, lane.ends_at)
        places[lane.clinic_id], queue = reserve(queue, len(its), segments=usual, now=now)
        lane.free_at, lane.ends_at = queue.free_at, queue.ends_at
    _keep(lanes)
    return places


def _is_nearly_over(slot: time, clinic: Clinic) -> bool:
    """Whether the time in which the text may go, or the day, ends soon after the slot."""
    at, until = (one.hour * 60 + one.minute for one in (slot, clinic.allowed_until))
    return min((until - at) % MINUTES_A_DAY, MINUTES_A_DAY - at) < SOON_MINUTES


MINUTES_A_DAY, SOON_MINUTES = 24 * 60, 5


def _rate(clinic: Clinic) -> float:
    return float(clinic.texts_a_second) if clinic.texts_a_second else usual_rate(clinic.sender)


def _keep(lanes: Iterable[Lane]) -> None:
    rows = [(lane.clinic_id, lane.free_at, lane.ends_at, lane.probe_at) for lane in lanes]
    update_each(Lane, ["free_at", "ends_at", "probe_at"], rows)


def _the_probe_left(lane: Lane, now: datetime) -> bool:
    """Whether the newest text the provider took has left and, a minute later, is not reported lost."""
    newest = (
        Message.objects.out()
        .filter(clinic=lane.clinic_id, sid__isnull=False, attempted_at__gt=lane.stopped_at)
        .order_by("-created_at")
        .values_list("state", "attempted_at")
        .first()
    )
    return (
        newest is not None
        and newest[0] in (MessageState.SENT, MessageState.DELIVERED, MessageState.READ)
        and newest[1] is not None
        and newest[1] <= now - PROBE_EVERY
    )


def _locked(clinics: Iterable[UUID], now: datetime) -> dict[UUID, Lane]:
    wanted = sorted(clinics)
    lanes = {lane.clinic_id: lane for lane in _lock(wanted)}
    if missing := [clinic for clinic in wanted if clinic not in lanes]:
        Lane.objects.bulk_create(
            [Lane(clinic_id=clinic, free_at=now, ends_at=now) for clinic in missing], ignore_conflicts=True
        )
        lanes = {lane.clinic_id: lane for lane in _lock(wanted)}
    return lanes


def _lock(clinics: Sequence[UUID]) -> Iterable[Lane]:
    return Lane.objects.filter(clinic__in=clinics).select_for_update(of=("self",)).order_by("clinic")


def _probe(lane: Lane, texts: int, now: datetime) -> list[datetime | None]:
    places: list[datetime | None] = [lane.probe_at] * texts
    if lane.probe_at is None or lane.probe_at <= now:
        lane.probe_at = now + PROBE_EVERY
        places = [None, *([lane.probe_at] * (texts - 1))]
    return places


def stop_lane(clinic: Clinic, code: str, *, late: bool, now: datetime) -> None:
    """The provider refuses our sender or our account: nothing goes until it takes a text again.

    `late`: it took the text and its report said so. Then being taken proves nothing, and only a report of a text
    that left does.
    """
    Lane.objects.bulk_create([Lane(clinic=clinic, free_at=now, ends_at=now)], ignore_conflicts=True)
    Lane.objects.filter(clinic=clinic, stopped_at__isnull=True).update(
        stopped_at=now, probe_at=now + PROBE_EVERY
    )
    Lane.objects.filter(clinic=clinic).update(stopped_code=code[:12], stopped_late=late)
    raise_alert(
        AlertKind.SENDING,
        clinic=clinic,
        patient=None,
        detail=f"The provider refuses our texts (code {code}). Reminders wait until this is mended.",
        key=STOPPED,
        now=now,
    )


def reopen_lanes(
    clinics: Collection[UUID] | QuerySet[Message, Any], *, late: bool = False, now: datetime
) -> int:
    """The provider takes texts of these clinics: those that were stopped go on with all that waits.

    `late`: it did not only take a text, the text left. Those that are stopped late need that.
    """
    stopped = Lane.objects.filter(clinic__in=clinics, stopped_at__isnull=False)
    cured = list(
        (stopped if late else stopped.filter(stopped_late=False))
        .select_for_update(of=("self",))
        .order_by("clinic")
        .values_list("clinic_id", flat=True)
    )
    if not cured:
        return 0
    Lane.objects.filter(clinic__in=cured).update(
        stopped_at=None, stopped_code="", stopped_late=False, probe_at=None, free_at=now, ends_at=now
    )
    Reminder.objects.filter(
        clinic__in=cured, state=ReminderState.PLANNED, due_at__lte=now, try_at__gt=now
    ).update(try_at=now)
    Message.objects.out().filter(
        clinic__in=cured, kind=MessageKind.REMINDER, state=MessageState.ABSENT, try_at__gt=now
    ).update(try_at=now)
    told = f" Mended: texts go again since {now:%Y-%m-%d %H:%M} UTC."
    Alert.objects.open().filter(clinic__in=cured, key=STOPPED).update(detail=Concat("detail", Value(told)))
    return len(cured)
