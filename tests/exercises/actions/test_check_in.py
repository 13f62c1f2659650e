"""What may be reported, once, and what it leads to."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from exercises.actions.check_in import CheckInGiven, record_check_in
from exercises.errors import CheckInDiffers, Invalid, SessionNotExpected
from exercises.models import Alert, CheckIn, Patient, RevisionItem
from exercises.rules.sessions import SessionName
from exercises.terms import AlertKind, CheckInSource, Outcome
from tests import make

pytestmark = pytest.mark.django_db

NOW = make.NOW
TODAY = date(2026, 11, 18)


@pytest.fixture
def patient() -> Patient:
    patient = make.patient()
    make.assignment(patient, starts_on=TODAY - timedelta(days=20))
    return patient


def given(session: str = "2026-11-18/1", **more) -> CheckInGiven:  # type: ignore[no-untyped-def]
    client_id: UUID = more.pop("client_id", uuid4())
    return CheckInGiven(client_id, SessionName.read(session), more.pop("outcome", Outcome.DONE), **more)


def keep(patient: Patient, what: CheckInGiven) -> tuple[CheckIn, bool]:
    return record_check_in(patient, what, source=CheckInSource.APP, now=NOW)


def test_the_same_check_in_twice_is_kept_once(patient: Patient) -> None:
    what = given(pain=3)
    first, new = keep(patient, what)
    again, newer = keep(patient, what)
    assert (new, newer, again.pk) == (True, False, first.pk)


def test_the_same_id_with_other_content_is_refused_by_field(patient: Patient) -> None:
    what = given(pain=3)
    keep(patient, what)
    with pytest.raises(CheckInDiffers) as refusal:
        keep(patient, given(client_id=what.client_id, pain=4))
    assert set(refusal.value.errors) == {"pain"}


@pytest.mark.parametrize(
    ("session", "label"),
    [
        ("2026-11-19", "tomorrow"),
        ("2026-11-03", "fifteen days ago"),
        ("2026-11-18/2", "a round the day has not"),
        ("2026-11-18/0", "round nought"),
    ],
)
def test_a_session_that_is_not_expected_is_refused(patient: Patient, session: str, label: str) -> None:
    with pytest.raises(SessionNotExpected):
        keep(patient, given(session))


def test_fourteen_days_back_is_the_oldest_that_counts(patient: Patient) -> None:
    assert keep(patient, given("2026-11-04"))[1]


def test_without_any_program_there_is_no_session() -> None:
    with pytest.raises(SessionNotExpected):
        keep(make.patient(), given())


def test_an_item_of_somebody_else_is_refused_by_its_place(patient: Patient) -> None:
    stranger = make.patient()
    make.assignment(stranger)
    foreign = RevisionItem.objects.filter(phase__revision__assignment__patient=stranger).first()
    assert foreign is not None
    with pytest.raises(Invalid) as refusal:
        keep(patient, given(items=({"item": str(foreign.pk), "outcome": "done"},)))
    assert set(refusal.value.errors) == {"items.0.item"}


def test_the_same_id_of_another_patient_is_no_clash(patient: Patient) -> None:
    what = given()
    keep(patient, what)
    other = make.patient()
    make.assignment(other)
    assert keep(other, what)[1]


def test_severe_pain_raises_one_alert_until_it_is_closed(patient: Patient) -> None:
    keep(patient, given(pain=8))
    assert Alert.objects.get().repeated_at is None
    record_check_in(patient, given(pain=10), source=CheckInSource.APP, now=NOW + timedelta(hours=1))
    alert = Alert.objects.get(kind=AlertKind.PAIN)
    assert alert.detail.startswith("Pain 10 of 10")
    assert (alert.raised_at, alert.repeated_at) == (NOW, NOW + timedelta(hours=1))


def test_a_check_in_makes_the_phone_fetch_today_anew(patient: Patient) -> None:
    before = patient.plan_version
    keep(patient, given())
    patient.refresh_from_db()
    assert patient.plan_version > before


def test_a_check_in_costs_at_most_twelve_queries(patient: Patient, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    patient = Patient.objects.select_related("clinic").get(pk=patient.pk)
    with django_assert_max_num_queries(12):
        keep(patient, given(pain=9))
