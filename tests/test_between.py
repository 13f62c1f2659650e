"""What falls between the parts: a number that is not the patient's, a stop, and danger where nothing can be kept."""

from datetime import time, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from backend import clock
from backend.wiring import link_maker
from exercises.actions.again import write_answers
from exercises.actions.alert import close_alert
from exercises.actions.links import link_for, links_for, open_link, revoke_links
from exercises.actions.numbers import confirm_number
from exercises.actions.opting import is_opted_out, opt_out, set_stopped_topics
from exercises.actions.receive import Inbound, receive_text
from exercises.actions.send import text_at_once
from exercises.actions.sign_in import CodeLimits, ask_for_code, redeem_code
from exercises.errors import Invalid, WrongCode
from exercises.models import Alert, Concern, Link, Message, OptOut, Patient
from exercises.rules.texts import segments
from exercises.terms import AlertKind, MessageKind, StopSource, Topic
from tests import make

pytestmark = pytest.mark.django_db

NOW = make.NOW


@pytest.fixture
def patient() -> Patient:
    patient = make.patient(first_name="Ana")
    make.assignment(patient)
    return patient


def text(patient: Patient, body: str, *, minutes: int = 0) -> Message | None:
    inbound = Inbound(f"SM{uuid4().hex}", patient.phone, patient.clinic.sender, body)
    return receive_text(inbound, now=NOW + timedelta(minutes=minutes), by_webhook=True)


def test_a_link_does_not_open_while_its_number_is_frozen(patient: Patient) -> None:
    links = link_maker()
    _, token = link_for(patient, by=None, links=links, now=NOW)
    assert open_link(token, life=links.life, now=NOW) == patient
    text(patient, "wrong number")
    assert open_link(token, life=links.life, now=NOW) is None
    patient.refresh_from_db()
    confirm_number(patient, by=make.staff(patient.clinic).user, now=NOW)
    assert open_link(token, life=links.life, now=NOW) == patient


def test_links_revoked_before_there_was_one_are_not_made_by_a_text(patient: Patient) -> None:
    links = link_maker()
    revoke_links(patient, by=make.staff(patient.clinic).user, now=NOW)
    assert links_for({patient.pk: patient.phone}, links=links, now=NOW) == {}


def test_a_texted_stop_outlives_one_that_staff_set(patient: Patient) -> None:
    staff = make.staff(patient.clinic).user
    set_stopped_topics(patient, [Topic.ALL], kind=StopSource.STAFF, by=staff, now=NOW)
    text(patient, "STOP")
    with pytest.raises(Invalid):
        set_stopped_topics(patient, [], kind=StopSource.STAFF, by=staff, now=NOW)
    assert is_opted_out(patient.clinic, patient.phone)
    assert OptOut.objects.in_force().get().kind == StopSource.KEYWORD


def test_words_of_a_stranger_on_a_frozen_number_are_nobody_s_record(patient: Patient) -> None:
    text(patient, "wrong number")
    text(patient, "done 3 but my chest hurts and I cannot breathe", minutes=1)
    assert Alert.objects.open().filter(kind=AlertKind.SAFETY).exists(), "danger is danger, whoever it is"
    assert not patient.check_ins.exists() and not Concern.objects.exists()


def test_staff_who_texted_stop_are_missed_aloud(patient: Patient) -> None:
    clinic = patient.clinic
    opt_out(clinic, "+16045550177", source="STOP", now=NOW)
    text_at_once(clinic, MessageKind.NOTICE, to="+16045550177", body="A safety alert waits.", now=NOW)
    assert write_answers(now=NOW, limit=10) == []
    assert Alert.objects.open().get(kind=AlertKind.SENDING).key == "notice:phone"


def test_danger_on_the_page_raises_its_alert_though_the_form_is_not_whole(patient: Patient) -> None:
    links = link_maker()
    _, token = link_for(patient, by=None, links=links, now=NOW)
    answer = Client().post(f"/t/{token}", {"note": "numb between my legs, cannot pee"})
    assert answer.status_code == 400 and b"emergency" in answer.content
    assert Alert.objects.open().get(kind=AlertKind.SAFETY).patient == patient


def test_a_link_that_is_texted_back_does_not_stand_in_the_row(patient: Patient) -> None:
    links = link_maker()
    _, token = link_for(patient, by=None, links=links, now=NOW)
    text(patient, f"does not work: {links.url(token)}")
    assert token not in Message.objects.get(direction="in").body


def test_a_code_asked_for_before_the_number_was_frozen_opens_nothing(patient: Patient) -> None:
    limits = CodeLimits(a_number=5, an_address=20)
    ask_for_code(patient.phone, code="123456", address="127.0.0.1", limits=limits, now=NOW)
    text(patient, "wrong number")
    with pytest.raises(WrongCode):
        redeem_code(patient.phone, "123456", patient_id=None, now=NOW + timedelta(minutes=1))


def test_a_pause_is_set_and_ended_though_the_hours_were_narrowed(patient: Patient) -> None:
    make.reminder_setting(patient, time(9), now=NOW - timedelta(hours=1))
    patient.clinic.allowed_from = time(10)
    patient.clinic.save(update_fields=["allowed_from"])
    paused, resumed = text(patient, "PAUSE 3 days"), text(patient, "START", minutes=1)
    assert paused is not None and "No reminders until" in paused.body
    assert resumed is not None and "reminders are on again" in resumed.body


def test_the_same_words_of_danger_on_another_day_raise_their_alert_again(patient: Patient) -> None:
    links = link_maker()
    _, token = link_for(patient, by=None, links=links, now=NOW)
    for _ in range(2):
        Client().post(f"/t/{token}", {"note": "chest pain and cannot breathe"})
    alert = Alert.objects.get(kind=AlertKind.SAFETY)
    close_alert(alert, reason="Phoned.", by=make.staff(patient.clinic).user, now=NOW)
    with time_machine.travel(clock.now() + timedelta(days=1)):
        Client().post(f"/t/{token}", {"note": "chest pain and cannot breathe"})
    assert Alert.objects.open().filter(kind=AlertKind.SAFETY).exists()


def test_a_link_is_made_after_a_revocation_and_a_new_number(patient: Patient) -> None:
    links, by = link_maker(), make.staff(patient.clinic).user
    revoke_links(patient, by=by, now=NOW)
    revoke_links(patient, by=by, now=NOW)
    assert Link.objects.count() == 1, "said once that none is wanted"
    Patient.objects.filter(pk=patient.pk).update(phone="+16045550999")
    patient.refresh_from_db()
    _, token = link_for(patient, by=by, links=links, now=NOW + timedelta(minutes=1))
    assert open_link(token, life=links.life, now=NOW + timedelta(minutes=1)) == patient


def test_a_safety_text_goes_whole_however_long_a_clinic_s_numbers_are() -> None:
    clinic = make.clinic(phone="+44 (0)20 7946 0999 ext. 1234", urgent_line="+44 (0)20 7946 0888")
    words = "{phone} {urgent_line} " + "Please stop your exercises and call today. " * 7
    make.own_text(clinic, "safety_same_day", words)
    patient = make.patient(clinic)
    answer = text(patient, "my foot drags since yesterday and keeps getting weaker")
    assert answer is not None and answer.kind == MessageKind.SAFETY
    assert segments(answer.body).count > 2 and not answer.body.endswith("MORE for the rest.")
