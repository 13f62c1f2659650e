"""A text that may mean danger: the fixed text at once, the alert always, and staff told when it did not arrive.

The texts and the tables behind the screen are reference material: a licensed clinician must review them.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from exercises.actions.alert import raise_alert
from exercises.actions.notify import tell
from exercises.actions.send import text_at_once
from exercises.models import Alert, Clinic, Message, Patient
from exercises.reads.alerts import safety_key
from exercises.reads.clinic_texts import emergency_number, own_texts_of
from exercises.rules.redflags import Category, Screen, Urgency
from exercises.rules.wording import say
from exercises.terms import AlertKind, Direction, MessageKind, Stage

CONFIRMED_WITHIN = timedelta(minutes=2)
NOT_REACHED = "NOT reached by text: phone now. "

_EMERGENCY_TEXTS: dict[Category | None, str] = {
    Category.CAUDA_EQUINA: "safety_back",
    Category.CHEST_BREATHING: "safety_chest",
    Category.SELF_HARM: "safety_self_harm",
}


def safety_text(found: Screen, clinic: Clinic, language: str) -> str:
    """The clinic's fixed text for what was found."""
    name = {
        Urgency.SAME_DAY: "safety_same_day",
        Urgency.REVIEW: "safety_review",
    }.get(found.urgency) or _EMERGENCY_TEXTS.get(found.category, "safety_emergency")
    emergency = emergency_number(clinic, language)
    values = {
        "emergency_number": emergency,
        "urgent_line": clinic.urgent_line or emergency,
        "phone": clinic.phone or clinic.sender,
    }
    return say(name, language, values, own_texts_of(clinic))


def raise_safety_alert(
    found: Screen,
    clinic: Clinic,
    patient: Patient | None,
    *,
    cause: object,
    message: Message | None = None,
    now: datetime,
) -> Alert:
    """Tells staff. Emergencies and same-day flags pause reminders until a person closes the alert, and must be taken
    on by a person in time. `cause` is the key of the row with the words, `message` that row when it is a text."""
    urgent = found.urgency in (Urgency.EMERGENCY, Urgency.SAME_DAY)
    key = safety_key(cause)
    raise_alert(
        AlertKind.SAFETY if urgent else AlertKind.MESSAGE,
        clinic=clinic,
        patient=patient,
        detail=f"Safety screen: {found.urgency}, {found.category}. Read the words and phone the patient.",
        key=key,
        now=now,
        message=message,
    )
    alert = Alert.objects.open().select_related("clinic").get(clinic=clinic, key=key)
    alert.urgency = found.urgency
    alert.take_on_by = alert.take_on_by or _take_on_by(found.urgency, clinic, now)
    alert.save(update_fields=["urgency", "take_on_by"])
    if urgent:
        tell(alert, Stage.RAISED, now=now)
    return alert


def _take_on_by(urgency: Urgency, clinic: Clinic, now: datetime) -> datetime | None:
    minutes = {Urgency.EMERGENCY: clinic.emergency_minutes, Urgency.SAME_DAY: clinic.same_day_minutes}
    return now + timedelta(minutes=minutes[urgency]) if urgency in minutes else None


def answer_words(found: Screen, patient: Patient, *, cause: object, now: datetime) -> Alert:
    """For words that did not come by text: the alert, and the fixed text goes out at once."""
    clinic = patient.clinic
    alert = raise_safety_alert(found, clinic, patient, cause=cause, now=now)
    if alert.answer_id is None:
        words = safety_text(found, clinic, patient.language)
        alert.answer = text_at_once(
            clinic, MessageKind.SAFETY, to=patient.phone, body=words, patient=patient, now=now
        )
        alert.save(update_fields=["answer"])
    return alert


@transaction.atomic
def tell_unreached(*, now: datetime) -> int:
    """Marks the alerts whose safety text was refused, or is not confirmed two minutes later; returns how many."""
    refused = Q(state__in=["refused", "undelivered", "failed", "canceled"])
    unheard_of = Q(state__in=["written", "unknown", "absent"], created_at__lte=now - CONFIRMED_WITHIN)
    unconfirmed = Message.objects.filter(
        refused | unheard_of, direction=Direction.OUT, kind=MessageKind.SAFETY
    )
    alerts = Alert.objects.open().filter(answer__in=unconfirmed).exclude(detail__contains=NOT_REACHED)
    told = 0
    for alert in alerts.select_for_update(of=("self",)).select_related("clinic"):
        alert.detail = NOT_REACHED + alert.detail
        alert.save(update_fields=["detail"])
        tell(alert, Stage.NOT_REACHED, now=now)
        told += 1
    return told
