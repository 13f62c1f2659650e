"""Whether texts reach a patient, and since when."""

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from exercises.models import Consent, OptOut, Patient
from exercises.terms import Channel, TextingState


def with_texting(patients: QuerySet[Patient]) -> QuerySet[Patient]:
    """The patients with what `texting_of` needs, in the same query."""
    consent = Consent.objects.filter(patient=OuterRef("pk"), channel=Channel.SMS).order_by("-given_at")
    stopped = OptOut.objects.filter(clinic=OuterRef("clinic"), phone=OuterRef("phone"), ended_at__isnull=True)
    return patients.annotate(
        consented_at=Subquery(consent.filter(revoked_at__isnull=True).values("given_at")[:1]),
        revoked_at=Subquery(consent.filter(revoked_at__isnull=False).values("revoked_at")[:1]),
        opted_out_at=Subquery(stopped.values("since")[:1]),
    )


def texting_of(patient: Any) -> dict[str, Any]:
    """`state` (ok, opted_out, no_consent, unreachable) and `since`, of a patient fetched by `with_texting`."""
    if patient.opted_out_at:
        state, since = TextingState.OPTED_OUT, patient.opted_out_at
    elif not patient.consented_at:
        state, since = TextingState.NO_CONSENT, patient.revoked_at or patient.created_at
    elif patient.unreachable_since:
        state, since = TextingState.UNREACHABLE, patient.unreachable_since
    else:
        state, since = TextingState.OK, patient.consented_at
    return {"state": state, "since": since.isoformat()}


def texting(patients: list[Patient]) -> dict[Any, dict[str, Any]]:
    """The texting state of each of these patients, by id. One query."""
    rows = with_texting(Patient.objects.filter(pk__in=[patient.pk for patient in patients]))
    return {row.pk: texting_of(row) for row in rows}
