"""A clinic's own words: kept with who wrote and who signed them, and used from the next text on."""

from datetime import date, time, timedelta
from uuid import uuid4

import pytest

from exercises.actions.clinic_texts import drop_text, set_text
from exercises.actions.receive import Inbound, receive_text
from exercises.actions.reminders import plan_due
from exercises.actions.safety import safety_text
from exercises.actions.send import claim_due, write_claimed
from exercises.errors import Invalid, NotFound
from exercises.models import Alert, Change, Clinic, ClinicText, Message
from exercises.reads.clinic_texts import own_texts
from exercises.rules.redflags import screen
from exercises.rules.wording import one_of
from exercises.terms import AlertKind
from tests import make

pytestmark = pytest.mark.django_db

NOW = make.NOW
STOPPED = "{clinic}: no more texts. START to begin again."


@pytest.fixture
def clinic() -> Clinic:
    return make.clinic(name="Harbour")


def test_an_own_text_is_kept_with_who_wrote_and_who_signed_it(clinic: Clinic) -> None:
    by = make.staff(clinic).user
    signed = {"reviewed_by": "Dr. Sample", "reviewed_on": date(2026, 11, 17)}
    set_text(clinic, "stopped", "en", STOPPED, **signed, by=by, now=NOW)  # type: ignore[arg-type]
    own = ClinicText.objects.get()
    assert (own.body, own.changed_by, own.changed_at) == (STOPPED, by, NOW)
    assert (own.reviewed_by, own.reviewed_on) == ("Dr. Sample", date(2026, 11, 17))
    kept = Change.objects.get()
    assert (kept.what, kept.who, kept.before) == ("text.changed", by, {})
    assert kept.after["reviewed_on"] == "2026-11-17"


def test_new_words_are_not_signed_by_who_signed_the_old_ones(clinic: Clinic) -> None:
    set_text(clinic, "stopped", "en", STOPPED, reviewed_by="A", reviewed_on=NOW.date(), by=None, now=NOW)
    set_text(clinic, "stopped", "en", STOPPED + " Bye.", by=None, now=NOW)
    own = ClinicText.objects.get()
    assert (own.body, own.reviewed_by, own.reviewed_on) == (STOPPED + " Bye.", "", None)
    assert Change.objects.order_by("pk").last().before["body"] == STOPPED  # type: ignore[union-attr]


def test_whoever_signs_says_when(clinic: Clinic) -> None:
    with pytest.raises(Invalid) as refused:
        set_text(clinic, "stopped", "en", STOPPED, reviewed_by="Dr. Sample", by=None, now=NOW)
    assert list(refused.value.errors) == ["reviewed_on"]
    assert not ClinicText.objects.exists()


def test_what_must_not_be_texted_is_not_kept(clinic: Clinic) -> None:
    with pytest.raises(Invalid) as refused:
        set_text(clinic, "stopped", "en", "Your sciatica has no more texts.", by=None, now=NOW)
    assert len(refused.value.errors["body"]) == 3
    assert not ClinicText.objects.exists()


@pytest.mark.parametrize(
    ("name", "language"), [("code", "en"), ("notice_raised", "en"), ("x", "en"), ("stopped", "de")]
)
def test_some_texts_are_alike_everywhere(clinic: Clinic, name: str, language: str) -> None:
    with pytest.raises(NotFound):
        set_text(clinic, name, language, STOPPED, by=None, now=NOW)
    with pytest.raises(NotFound):
        drop_text(clinic, name, language, by=None, now=NOW)


def test_without_its_own_words_the_standard_ones_go_again(clinic: Clinic) -> None:
    set_text(clinic, "stopped", "en", STOPPED, by=None, now=NOW)
    drop_text(clinic, "stopped", "fr", by=None, now=NOW)
    assert ClinicText.objects.count() == 1
    drop_text(clinic, "stopped", "en", by=None, now=NOW)
    assert not ClinicText.objects.exists()
    assert Change.objects.order_by("pk").last().what == "text.dropped"  # type: ignore[union-attr]


def test_the_own_texts_of_any_number_of_clinics_are_one_query(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    clinics = [make.clinic() for _ in range(3)]
    for one in clinics[:2]:
        make.own_text(one, "stopped", f"{one.name} STOP")
        make.own_text(one, "noted", "{noted} !", language="fr")
    with django_assert_num_queries(1):
        found = own_texts(one.pk for one in clinics)
    assert found == {
        one.pk: {"en": {"stopped": f"{one.name} STOP"}, "fr": {"noted": "{noted} !"}} for one in clinics[:2]
    }


def test_a_safety_text_is_the_clinic_s_own_in_the_patient_s_language(clinic: Clinic) -> None:
    found = screen("numb between my legs")
    make.own_text(clinic, "safety_back", "Go to Harbour Hospital or call {emergency_number}.")
    assert safety_text(found, clinic, "en") == "Go to Harbour Hospital or call 911."
    assert safety_text(found, clinic, "fr").startswith("Cela pourrait signaler un problème grave.")


def test_answers_are_in_the_clinic_s_own_words_and_their_cost_is_kept(clinic: Clinic) -> None:
    patient = make.patient(clinic, first_name="Ana", language="es")
    make.own_text(clinic, "stopped", "{clinic}: adiós, " + "y hasta pronto. " * 6 + "START", language="es")
    answer = receive_text(
        Inbound(f"SM{uuid4().hex}", patient.phone, clinic.sender, "STOP " + "\U0001f64f" * 40),
        now=NOW,
        by_webhook=True,
    )
    assert answer and answer.body.startswith("Harbour: adiós, y hasta pronto.")
    assert answer.segments == 2
    assert Message.objects.get(direction="in").segments == 2


def test_days_and_names_in_a_text_are_in_the_patient_s_language(clinic: Clinic) -> None:
    patient = make.patient(clinic, first_name="Ana", language="fr-CA")
    make.assignment(patient, starts_on=date(2026, 11, 9))
    log = Inbound(f"SM{uuid4().hex}", patient.phone, clinic.sender, "LOG Mon Tue")
    answer = receive_text(log, now=NOW, by_webhook=True)
    assert answer and answer.body == "Merci, Ana. Noté comme fait : lun, mar."
    assert one_of("fr", ("Ana", "Ben", "Cy")) == "Ana, Ben ou Cy"


@pytest.mark.parametrize(("language", "asked"), [("en", True), ("fr", False), ("es", False)])
def test_what_is_not_understood_in_another_language_goes_to_a_person_at_once(
    clinic: Clinic, language: str, asked: bool
) -> None:
    patient = make.patient(clinic, language=language)
    make.assignment(patient)
    make.reminder_setting(patient, time(9), now=NOW - timedelta(hours=1))
    plan_due(now=NOW)
    worker = uuid4()
    claimed = claim_due(now=NOW, worker=worker, lease=timedelta(minutes=1), limit=10)
    assert len(write_claimed(claimed, now=NOW, worker=worker).outgoing) == 1
    unclear = Inbound(f"SM{uuid4().hex}", patient.phone, clinic.sender, "on verra bien")
    answer = receive_text(unclear, now=NOW + timedelta(minutes=1), by_webhook=True)
    assert answer and ("DONE 3" in answer.body) == asked
    assert Alert.objects.get().kind == AlertKind.MESSAGE


@pytest.mark.parametrize("language", ["en", "fr", "es"])
@pytest.mark.parametrize("words", ["engourdi entre les jambes", "no siento nada entre las piernas"])
def test_danger_is_read_in_each_language_whatever_the_patient_s(
    clinic: Clinic, language: str, words: str
) -> None:
    patient = make.patient(clinic, language=language)
    told = Inbound(f"SM{uuid4().hex}", patient.phone, clinic.sender, words)
    answer = receive_text(told, now=NOW, by_webhook=True)
    assert answer and answer.kind == "safety"
    assert Alert.objects.get().kind == AlertKind.SAFETY
