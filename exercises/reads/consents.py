"""The proof of consent: every agreement, revocation, stop and start that counted for a patient, oldest first."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q

from exercises.models import Consent, OptOut, Patient, User
from exercises.rules.wording import CONSENT_WORDINGS

Event = dict[str, Any]


def consent_events(patient: Patient) -> list[Event]:
    """What was agreed to and what was stopped, each with who, when, how and the words; three queries.

    A stop or start counts that came from a number while it was the patient's: the number there is now, or one that a
    consent was given for, until the last such consent ended.
    """
    consents = list(
        patient.consents.select_related("recorded_by__staff", "revoked_by__staff").order_by("given_at")
    )
    changes = patient.changes.filter(what__in=["texts.stopped", "texts.started"], who__isnull=False)
    by = {at: _name(who) for at, who in ((one.at, one.who) for one in changes.select_related("who__staff"))}
    until = {one.phone: one.revoked_at for one in consents if one.revoked_at} | {patient.phone: None}
    stops = OptOut.objects.filter(_while_the_patients(until), clinic=patient.clinic_id).order_by("since")
    events = [event for one in consents for event in _of_consent(one)]
    events += [event for one in stops for event in _of_stop(one, by)]
    zone = ZoneInfo(patient.clinic.timezone)
    for event in events:
        event["at_clinic"] = event["at"].astimezone(zone).isoformat()
    return [
        event | {"at": event["at"].astimezone(UTC).isoformat()}
        for event in sorted(events, key=lambda event: event["at"])
    ]


def _while_the_patients(until: Mapping[str, datetime | None]) -> Q:
    found = Q()
    for phone, ended in until.items():
        found |= Q(phone=phone) if ended is None else Q(phone=phone, since__lte=ended)
    return found


def _of_consent(one: Consent) -> Iterator[Event]:
    wording = {
        "wording_version": one.wording_version,
        "wording": CONSENT_WORDINGS.get(one.wording_version),
    }
    about = _event(phone=one.phone) | wording
    yield about | {
        "what": "consent_given",
        "at": one.given_at,
        "source": one.source,
        "by": _name(one.recorded_by),
    }
    if one.revoked_at:
        yield about | {
            "what": "consent_revoked",
            "at": one.revoked_at,
            "source": one.revoked_because,
            "by": _name(one.revoked_by),
        }


def _of_stop(one: OptOut, by: Mapping[datetime, str | None]) -> Iterator[Event]:
    about = _event(phone=one.phone, topic=one.topic)
    yield about | {
        "what": "stopped",
        "at": one.since,
        "kind": one.kind,
        "source": one.source,
        "by": by.get(one.since),
    }
    if one.ended_at:
        yield about | {
            "what": "started",
            "at": one.ended_at,
            "kind": one.ended_kind or None,
            "source": one.ended_source,
            "by": by.get(one.ended_at),
        }


def _event(*, phone: str, topic: str | None = None) -> Event:
    return {
        "what": "",
        "at": None,
        "at_clinic": None,
        "phone": phone,
        "topic": topic,
        "kind": None,
        "source": "",
        "by": None,
        "wording_version": None,
        "wording": None,
    }


def _name(who: User | None) -> str | None:
    """The member of staff by name; None for the patient, and for the system itself."""
    return str(who.staff) if who is not None and hasattr(who, "staff") else None
