"""STOP and START, of all texts or of a topic: they count for every patient reached at that number by that clinic."""

from collections.abc import Collection
from datetime import datetime

from django.db import IntegrityError, transaction

from exercises.actions.alert import raise_alert
from exercises.actions.keeping import keep_change, lock
from exercises.errors import Invalid
from exercises.models import Clinic, OptOut, Patient, User
from exercises.rules.replies import is_keyword
from exercises.terms import AlertKind, StopSource, Topic

_STOPPED_WORDS = {
    Topic.ALL: "Opted out of texts. Agree on another way, such as the app or paper.",
    Topic.EXERCISE: "Opted out of texts about exercises. Agree on another way, such as the app or paper.",
    Topic.VISITS: "Opted out of texts about visits. Agree on another way, such as a call.",
}
_HELD_BY_PROVIDER = "The provider keeps a STOP of this number. Only START, texted from that phone, ends it."
_BY_API = (StopSource.APP, StopSource.STAFF)


def is_opted_out(clinic: Clinic, number: str, about: Topic = Topic.ALL) -> bool:
    """Whether the number has stopped the texts about this topic; by default, whether it has stopped all."""
    return OptOut.objects.stopping(about).filter(clinic=clinic, phone=number).exists()


@transaction.atomic
def opt_out(
    clinic: Clinic,
    number: str,
    *,
    source: str,
    now: datetime,
    topic: Topic = Topic.ALL,
    kind: StopSource | None = None,
    by: User | None = None,
) -> bool:
    """Ends the texts of this topic to the number; False when they had ended already.

    `kind` None: the number texted it, and `source` are its words. Of several at once one is told True.
    """
    kind = kind or _kind_of(source)
    known = OptOut.objects.stopping(topic).filter(clinic=clinic, phone=number)
    if (known if kind in _BY_API else known.exclude(kind__in=_BY_API)).exists():
        return False
    # What the number texts itself is more than what was set for it: only START takes it back.
    known.filter(topic=topic).update(ended_at=now, ended_kind=kind, ended_source=source[:24])
    try:
        with transaction.atomic():
            OptOut.objects.create(
                clinic=clinic, phone=number, topic=topic, since=now, kind=kind, source=source[:24]
            )
    except IntegrityError:
        return False
    told = {"source": source, "topic": topic, "kind": kind}
    for patient in Patient.objects.on_number(clinic, number):
        keep_change("texts.stopped", clinic=clinic, who=by, now=now, patient=patient, after=told)
        if kind != StopSource.STAFF:
            raise_alert(
                AlertKind.OPTED_OUT,
                clinic=clinic,
                patient=patient,
                detail=_HELD_BY_PROVIDER if kind == StopSource.PROVIDER else _STOPPED_WORDS[topic],
                key=f"opted-out:{patient.pk}",
                now=now,
            )
    return True


def opt_in(clinic: Clinic, number: str, *, source: str, now: datetime) -> bool:
    """Takes the opt-outs of every topic back, as START does; False when there was none."""
    return _end(clinic, number, set(Topic), source=source, kind=_kind_of(source), by=None, now=now)


@transaction.atomic
def set_stopped_topics(
    patient: Patient, topics: Collection[Topic], *, kind: StopSource, by: User | None, now: datetime
) -> None:
    """Makes these the topics that are stopped for the patient's number; `kind` is APP or STAFF.

    Raises Invalid where that would take back a stop of all texts that was texted: carriers keep such a one too,
    and only START from that phone ends it for both.
    """
    lock(patient)
    clinic, number = patient.clinic, patient.phone
    in_force = OptOut.objects.in_force().filter(clinic=clinic, phone=number)
    if Topic.ALL not in topics:
        if in_force.filter(topic=Topic.ALL).exclude(kind__in=_BY_API).exists():
            raise Invalid.field(
                "stopped_topics", f"This phone texted STOP. It must text START to {clinic.sender}."
            )
        _end(clinic, number, set(Topic) - set(topics), source="", kind=kind, by=by, now=now)
    for topic in (Topic.ALL,) if Topic.ALL in topics else sorted(topics):
        opt_out(clinic, number, source="", now=now, topic=topic, kind=kind, by=by)


@transaction.atomic
def _end(
    clinic: Clinic,
    number: str,
    topics: Collection[Topic],
    *,
    source: str,
    kind: StopSource,
    by: User | None,
    now: datetime,
) -> bool:
    ended = (
        OptOut.objects.in_force()
        .filter(clinic=clinic, phone=number, topic__in=list(topics))
        .update(ended_at=now, ended_kind=kind, ended_source=source[:24])
    )
    for patient in Patient.objects.on_number(clinic, number) if ended else ():
        keep_change(
            "texts.started",
            clinic=clinic,
            who=by,
            now=now,
            patient=patient,
            after={"source": source, "kind": kind},
        )
    return bool(ended)


def _kind_of(source: str) -> StopSource:
    return StopSource.KEYWORD if is_keyword(source) else StopSource.WORDS
