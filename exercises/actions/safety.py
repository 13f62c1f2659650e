"""A text that may mean danger: the fixed text at once, the alert always, and staff told when it did not arrive.

The texts and the tables behind the screen are reference material: a licensed clinician must review them.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from exercises.actions.alert import raise_alert
from exercises.models import Alert, Clinic, Message, Patient
from exercises.rules.redflags import Category, Screen, Urgency
from exercises.rules.wording import say
from exercises.terms import AlertKind, Direction, MessageKind

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
    emergency_number = clinic.emergency_number or "your emergency number"
    values = {
        "emergency_number": emergency_number,
        "urgent_line": clinic.urgent_line or emergency_number,
        "phone": clinic.phone or clinic.sender,
    }
    return say(name, language, values)


def raise_safety_alert(found: Screen, text: Message, patient: Patient | None, *, now: datetime) -> None:
    """Tells staff. Emergencies and same-day flags pause reminders until a person closes the alert."""
    pausing = found.urgency in (Urgency.EMERGENCY, Urgency.SAME_DAY)
    raise_alert(
        AlertKind.SAFETY if pausing else AlertKind.MESSAGE,
        clinic=text.clinic,
        patient=patient,
        detail=f"Safety screen: {found.urgency}, {found.category}. Read the text and phone the patient.",
        key=f"safety:{text.pk}",
        now=now,
        message=text,
    )


@transaction.atomic
def tell_unreached(*, now: datetime) -> int:
    """Marks the alerts whose safety text was refused, or is not confirmed two minutes later; returns how many."""
    refused = Q(state__in=["refused", "undelivered", "failed", "canceled"])
    unheard_of = Q(state__in=["written", "unknown", "absent"], created_at__lte=now - CONFIRMED_WITHIN)
    unconfirmed = Message.objects.filter(
        refused | unheard_of, direction=Direction.OUT, kind=MessageKind.SAFETY
    )
    alerts = (
        Alert.objects.open()
        .filter(message__its_answer__in=unconfirmed)
        .exclude(detail__startswith=NOT_REACHED)
    )
    told = 0
    for alert in alerts.select_for_update(of=("self",)):
        alert.detail = NOT_REACHED + alert.detail
        alert.save(update_fields=["detail"])
        told += 1
    return told
