"""Whether texts reach a patient, and since when."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from exercises.models import Consent, OptOut, Patient
from exercises.rules.reminding import DueReminder, why_not
from exercises.terms import Channel, Held, TextingState, Topic


def with_texting(patients: QuerySet[Patient]) -> QuerySet[Patient]:
    """The patients with what `texting_of` needs, in the same query. It is about the texts about exercises."""
    consent = Consent.objects.filter(patient=OuterRef("pk"), channel=Channel.SMS).order_by("-given_at")
    stopped = OptOut.objects.stopping(Topic.EXERCISE).filter(
        clinic=OuterRef("clinic"), phone=OuterRef("phone")
    )
    return patients.annotate(
        consented_at=Subquery(consent.filter(revoked_at__isnull=True).values("given_at")[:1]),
        revoked_at=Subquery(consent.filter(revoked_at__isnull=False).values("revoked_at")[:1]),
        opted_out_at=Subquery(stopped.order_by("since").values("since")[:1]),
    )


def texting_of(patient: Any) -> dict[str, Any]:
    """`state` (a TextingState) and `since`, of a patient fetched by `with_texting`."""
    if patient.number_frozen_at:
        state, since = TextingState.NUMBER_FROZEN, patient.number_frozen_at
    elif patient.opted_out_at:
        state, since = TextingState.OPTED_OUT, patient.opted_out_at
    elif not patient.consented_at:
        state, since = TextingState.NO_CONSENT, patient.revoked_at or patient.created_at
    elif patient.unreachable_since:
        state, since = TextingState.UNREACHABLE, patient.unreachable_since
    else:
        state, since = TextingState.OK, patient.consented_at
    return {"state": state, "since": since.isoformat()}


def with_stopped_topics(patients: QuerySet[Patient]) -> QuerySet[Patient]:
    """The patients with what `stopped_topics_of` needs, in the same query."""
    stopped = OptOut.objects.in_force().filter(clinic=OuterRef("clinic"), phone=OuterRef("phone"))
    return patients.annotate(**{f"stopped_{topic}": Exists(stopped.filter(topic=topic)) for topic in Topic})


def stopped_topics_of(patient: Any) -> list[str]:
    """The topics the patient's number has stopped; a stop of all says it for the others."""
    stopped = [topic.value for topic in Topic if getattr(patient, f"stopped_{topic}")]
    return [Topic.ALL.value] if Topic.ALL in stopped else stopped


def stopped_topics(patient: Patient) -> list[str]:
    """The same for a patient fetched otherwise. One query."""
    return stopped_topics_of(with_stopped_topics(Patient.objects.filter(pk=patient.pk)).get())


def texting(patients: list[Patient]) -> dict[Any, dict[str, Any]]:
    """The texting state of each of these patients, by id. One query."""
    rows = with_texting(Patient.objects.filter(pk__in=[patient.pk for patient in patients]))
    return {row.pk: texting_of(row) for row in rows}


def has_consent(patient: Patient) -> bool:
    return patient.consents.filter(revoked_at__isnull=True).exists()


def why_not_text(patient: Patient, *, about: Topic, now: datetime) -> Held | None:
    """The reason why a text about this topic that we start must not go now, as for a reminder in what depends on no
    session; None when it may. With Topic.ALL only a stop of all texts counts."""
    clinic, zone = patient.clinic, ZoneInfo(patient.timezone)
    facts = DueReminder(
        due_at=now,
        day=now.astimezone(zone).date(),
        zone=zone,
        allowed_from=clinic.allowed_from,
        allowed_until=clinic.allowed_until,
        lateness_limit=timedelta(days=1),
        live=clinic.live,
        consented=has_consent(patient),
        opted_out=OptOut.objects.stopping(about).filter(clinic=clinic, phone=patient.phone).exists(),
        unreachable=patient.unreachable_since is not None,
        number_frozen=patient.number_frozen_at is not None,
        archived=patient.archived_at is not None,
    )
    return why_not(facts, now=now)
