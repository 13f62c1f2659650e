"""Patients are added, changed and archived; consent, opt-outs and alerts are kept."""

from datetime import date, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from knox.models import AuthToken

from exercises.actions.again import write_again
from exercises.actions.alert import close_alert, raise_alert
from exercises.actions.delivery import settle_answer
from exercises.actions.opting import is_opted_out, opt_in, opt_out
from exercises.actions.patients import (
    ConsentGiven,
    add_patient,
    archive_patient,
    change_patient,
    set_consent,
)
from exercises.actions.reminders import plan_due
from exercises.actions.send import claim_due, write_claimed
from exercises.errors import AlertIsClosed, Invalid, PatientIsArchived
from exercises.gateway import Refused
from exercises.models import Alert, Assignment, Change, Clinic, Consent, OptOut, Patient, ReminderSetting
from exercises.rules.wording import CONSENT_WORDING
from exercises.terms import AlertKind, RefusalKind
from tests import make

pytestmark = pytest.mark.django_db

NOW = make.NOW
TODAY = date(2026, 11, 18)
FORM = ConsentGiven(True, "intake form")


def add(clinic: Clinic, *, consent: ConsentGiven | None = None, **given: Any) -> Patient:
    fields = {"first_name": "Ana", "last_name": "Reis", "phone": "604 555 0142"} | given
    practitioner = fields.pop("practitioner", None)
    return add_patient(clinic, fields, consent=consent, practitioner=practitioner, by=None, now=NOW)


def verbs(patient: Patient) -> list[str]:
    return list(Change.objects.filter(patient=patient).order_by("pk").values_list("what", flat=True))


def consented(patient: Patient) -> bool:
    return Consent.objects.filter(patient=patient, revoked_at__isnull=True).exists()


def test_a_new_patient_takes_zone_and_language_from_the_clinic() -> None:
    clinic = make.clinic(timezone="America/Toronto", language="fr")
    patient = add(clinic, first_name="  Ana ")
    assert (patient.first_name, patient.phone) == ("Ana", "+16045550142")
    assert (patient.timezone, patient.language, patient.clinic) == ("America/Toronto", "fr", clinic)
    assert not consented(patient)
    assert verbs(patient) == ["patient.added"]


def test_consent_is_kept_with_who_when_wording_number_and_source() -> None:
    staff = make.staff()
    patient = add_patient(
        staff.clinic,
        {"first_name": "Ana", "last_name": "Reis", "phone": "+16045550142"},
        consent=FORM,
        practitioner=staff,
        by=staff.user,
        now=NOW,
    )
    consent = Consent.objects.get(patient=patient)
    assert (consent.recorded_by, consent.given_at, consent.wording_version) == (
        staff.user,
        NOW,
        CONSENT_WORDING,
    )
    assert (consent.source, consent.phone, consent.channel) == ("intake form", "+16045550142", "sms")
    assert patient.practitioner == staff


def test_without_consent_to_texts_none_is_kept() -> None:
    assert not consented(add(make.clinic(), consent=ConsentGiven(False, "intake form")))


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"first_name": "  "}, "first_name"),
        ({"last_name": ""}, "last_name"),
        ({"phone": "12"}, "phone"),
        ({"timezone": "Mars/Olympus"}, "timezone"),
        ({"consent": ConsentGiven(True, " ")}, "consent.source"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_not_valid_is_named_and_nobody_is_added(given: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        add(make.clinic(), **given)
    assert list(refusal.value.errors) == [field]
    assert not Patient.objects.exists()
    assert not Change.objects.exists()


def test_a_practitioner_of_another_clinic_or_one_who_left_is_refused() -> None:
    clinic = make.clinic()
    for practitioner in (make.staff(), make.staff(clinic, active=False)):
        with pytest.raises(Invalid) as refusal:
            add(clinic, practitioner=practitioner)
        assert list(refusal.value.errors) == ["practitioner"]


def test_a_family_may_share_a_number_and_a_number_occur_in_two_clinics() -> None:
    clinic = make.clinic()
    family = [add(clinic), add(clinic, first_name="Rui")]
    add(make.clinic())
    assert set(Patient.objects.on_number(clinic, "+16045550142")) == set(family)


def test_a_change_keeps_what_was_before() -> None:
    patient, by = make.patient(language="en"), make.staff().user
    change_patient(patient, {"language": "fr", "first_name": patient.first_name}, by=by, now=NOW)
    change = Change.objects.get(patient=patient)
    assert (change.what, change.who, change.before, change.after) == (
        "patient.changed",
        by,
        {"language": "en"},
        {"language": "fr"},
    )


def test_a_change_of_nothing_leaves_no_trace() -> None:
    patient = make.patient()
    change_patient(patient, {"first_name": patient.first_name, "phone": patient.phone}, by=None, now=NOW)
    assert verbs(patient) == []
    assert consented(patient)


def test_the_same_number_otherwise_written_is_no_new_number() -> None:
    patient = make.patient(phone="+16045550142")
    change_patient(patient, {"phone": "(604) 555-0142"}, by=None, now=NOW)
    assert consented(patient)


def test_a_new_number_starts_without_consent_reachable_and_signed_out() -> None:
    patient = make.patient(unreachable_since=NOW, unreachable_code="30003")
    make.token(patient.user)
    changed = change_patient(patient, {"phone": "+16045550177"}, by=None, now=NOW)
    assert (changed.phone, changed.unreachable_since, changed.unreachable_code) == ("+16045550177", None, "")
    assert not consented(patient)
    assert Consent.objects.get(patient=patient).revoked_at == NOW
    assert not AuthToken.objects.filter(user=patient.user).exists()


def test_a_new_number_with_consent_is_consent_for_the_new_number() -> None:
    patient = make.patient()
    change_patient(patient, {"phone": "+16045550177"}, consent=FORM, by=None, now=NOW)
    in_force = Consent.objects.get(patient=patient, revoked_at__isnull=True)
    assert in_force.phone == "+16045550177"
    assert Consent.objects.filter(patient=patient).count() == 2


def test_a_new_zone_moves_the_next_reminder() -> None:
    patient = make.patient(zone="America/Vancouver")
    setting = make.reminder_setting(patient, time(15))
    before = setting.next_at
    change_patient(patient, {"timezone": "America/Toronto"}, by=None, now=NOW)
    setting.refresh_from_db()
    assert before is not None
    assert before - setting.next_at == timedelta(hours=3)


def test_a_refused_change_changes_nothing() -> None:
    patient = make.patient()
    with pytest.raises(Invalid):
        change_patient(patient, {"first_name": "Zoe", "phone": "nonsense"}, by=None, now=NOW)
    patient.refresh_from_db()
    assert patient.first_name != "Zoe"
    with pytest.raises(Invalid):
        change_patient(patient, {"phone": "+16045550177"}, consent=ConsentGiven(True, ""), by=None, now=NOW)
    patient.refresh_from_db()
    assert patient.phone != "+16045550177"
    assert consented(patient)


def test_consent_taken_back_stays_in_the_book() -> None:
    patient = make.patient()
    set_consent(patient, ConsentGiven(False, "on the phone"), by=None, now=NOW)
    set_consent(patient, ConsentGiven(False, "again"), by=None, now=NOW + timedelta(days=1))
    revoked = Consent.objects.get(patient=patient)
    assert (revoked.revoked_at, revoked.revoked_because) == (NOW, "on the phone")
    set_consent(patient, FORM, by=None, now=NOW + timedelta(days=2))
    set_consent(patient, FORM, by=None, now=NOW + timedelta(days=3))
    assert Consent.objects.filter(patient=patient).count() == 2
    assert verbs(patient) == ["consent.revoked", "consent.given"]


def test_archiving_ends_assignments_reminders_and_sign_ins_and_keeps_the_rest() -> None:
    patient = make.patient()
    make.assignment(patient)
    make.reminder_setting(patient)
    make.token(patient.user)
    by = make.staff(patient.clinic).user
    archive_patient(patient, by=by, now=NOW)
    assignment = Assignment.objects.get(patient=patient)
    assert (assignment.ended_on, assignment.ended_because) == (TODAY, "patient archived")
    assert ReminderSetting.objects.get(patient=patient).next_at is None
    assert not AuthToken.objects.filter(user=patient.user).exists()
    patient.refresh_from_db()
    assert patient.archived_at == NOW
    assert consented(patient)
    archive_patient(patient, by=by, now=NOW + timedelta(days=1))
    patient.refresh_from_db()
    assert patient.archived_at == NOW
    assert verbs(patient).count("patient.archived") == 1


def test_an_archived_patient_cannot_be_changed() -> None:
    patient = make.patient()
    archive_patient(patient, by=make.staff(patient.clinic).user, now=NOW)
    with pytest.raises(PatientIsArchived):
        change_patient(patient, {"first_name": "Zoe"}, by=None, now=NOW)


def test_a_reminder_that_waits_to_go_again_never_goes_to_a_number_given_up() -> None:
    patient = make.patient()
    make.assignment(patient)
    make.reminder_setting(patient, now=NOW - timedelta(hours=1))
    plan_due(now=NOW)
    worker = uuid4()
    claimed = claim_due(now=NOW, worker=worker, lease=timedelta(minutes=1), limit=10)
    (outgoing,) = write_claimed(claimed, now=NOW, worker=worker).outgoing
    settle_answer(outgoing.message_id, Refused("20429", RefusalKind.RETRY_LATER), attempt=1, now=NOW)
    change_patient(patient, {"phone": "+16045550177"}, consent=FORM, by=None, now=NOW)
    assert write_again(now=NOW + timedelta(minutes=20), limit=10).outgoing == []


def test_stop_counts_for_everybody_on_the_number_at_that_clinic_and_nowhere_else() -> None:
    patient = make.patient()
    family = make.patient(patient.clinic, phone=patient.phone)
    gone = make.patient(patient.clinic, phone=patient.phone)
    archive_patient(gone, by=make.staff(patient.clinic).user, now=NOW)
    elsewhere = make.patient(phone=patient.phone)
    assert opt_out(patient.clinic, patient.phone, source="STOP", now=NOW)
    assert is_opted_out(patient.clinic, patient.phone)
    assert not is_opted_out(elsewhere.clinic, patient.phone)
    told = Alert.objects.filter(kind=AlertKind.OPTED_OUT).values_list("patient", flat=True)
    assert set(told) == {patient.pk, family.pk}
    assert verbs(family) == ["texts.stopped"]


def test_a_second_stop_changes_nothing_and_a_start_takes_it_back() -> None:
    patient = make.patient()
    at = [NOW + timedelta(hours=n) for n in range(5)]
    clinic, number = patient.clinic, patient.phone
    assert not opt_in(clinic, number, source="START", now=at[0])
    assert opt_out(clinic, number, source="STOP", now=at[1])
    assert not opt_out(clinic, number, source="UNSUBSCRIBE from everything at once", now=at[2])
    assert opt_in(clinic, number, source="START", now=at[3])
    assert not is_opted_out(clinic, number)
    assert opt_out(clinic, number, source="provider 21610", now=at[4])
    assert list(OptOut.objects.order_by("since").values_list("since", "ended_at")) == [
        (at[1], at[3]),
        (at[4], None),
    ]
    assert verbs(patient) == ["texts.stopped", "texts.started", "texts.stopped"]


def test_a_stop_from_a_number_of_nobody_counts_for_whoever_comes() -> None:
    clinic = make.clinic()
    opt_out(clinic, "+16045550142", source="STOP", now=NOW)
    add(clinic)
    assert is_opted_out(clinic, "+16045550142")


def alarm(patient: Patient, key: str = "cause:1") -> None:
    raise_alert(AlertKind.MESSAGE, clinic=patient.clinic, patient=patient, detail="Look.", key=key, now=NOW)


def test_one_cause_raises_one_open_alert_and_again_once_it_is_closed() -> None:
    patient, by = make.patient(), make.staff().user
    alarm(patient)
    alarm(patient)
    alarm(patient, "cause:2")
    alarm(make.patient(), "cause:1")
    assert Alert.objects.filter(patient=patient).count() == 2
    closed = close_alert(
        Alert.objects.get(patient=patient, key="cause:1"), reason=" Called. ", by=by, now=NOW
    )
    assert (closed.closed_at, closed.closed_by, closed.close_reason) == (NOW, by, "Called.")
    assert verbs(patient) == ["alert.closed"]
    alarm(patient)
    assert Alert.objects.filter(patient=patient, key="cause:1").count() == 2


def test_an_alert_is_closed_once_and_with_a_reason() -> None:
    patient, by = make.patient(), make.staff().user
    alarm(patient)
    alert = Alert.objects.get()
    for reason in ("", "   "):
        with pytest.raises(Invalid):
            close_alert(alert, reason=reason, by=by, now=NOW)
    assert Alert.objects.open().count() == 1
    close_alert(Alert.objects.get(), reason="Called.", by=by, now=NOW)
    with pytest.raises(AlertIsClosed):
        close_alert(alert, reason="Called too.", by=by, now=NOW)
    assert Alert.objects.get().close_reason == "Called."
