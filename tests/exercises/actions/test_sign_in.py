"""Signing in by a code: who gets one, which works, how often and how long."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection

from exercises.actions import sign_in
from exercises.actions.opting import opt_out
from exercises.actions.patients import archive_patient, change_patient
from exercises.actions.sign_in import (
    CODE_LIVES,
    MOST_TRIES,
    CodeLimits,
    SignedIn,
    ask_for_code,
    forget_old_codes,
    redeem_code,
)
from exercises.errors import WrongCode
from exercises.gateway import Outgoing
from exercises.models import Message, Patient, SignInCode
from exercises.rules.texts import segments
from tests import make

pytestmark = pytest.mark.django_db

NOW = make.NOW
CODE = "123456"
LIMITS = CodeLimits(a_number=5, an_address=20)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def patient() -> Patient:
    return make.patient(signed_up=False)


def ask(
    phone: str,
    code: str = CODE,
    *,
    now: datetime = NOW,
    address: str = "192.0.2.1",
    limits: CodeLimits = LIMITS,
) -> Outgoing | None:
    return ask_for_code(phone, code=code, address=address, limits=limits, now=now)


def redeem(phone: str, code: str = CODE, *, now: datetime = NOW, patient: UUID | None = None) -> SignedIn:
    return redeem_code(phone, code, patient_id=patient, now=now)


def refused(phone: str, code: str = CODE, **more: Any) -> bool:
    """Whether the code is refused; a code that works is used up by asking."""
    try:
        return redeem(phone, code, **more).user is None
    except WrongCode:
        return True


def test_the_code_goes_out_and_opens_the_patient_s_sign_in(patient: Patient) -> None:
    outgoing = ask(patient.phone)
    assert outgoing is not None
    assert outgoing.body.startswith("123456 is your sign-in code")
    assert (outgoing.to, outgoing.sender, outgoing.valid_for) == (
        patient.phone,
        patient.clinic.sender,
        CODE_LIVES,
    )
    assert segments(outgoing.body).count == 1
    opened = redeem(patient.phone)
    patient.refresh_from_db()
    assert (opened.user, opened.patients) == (patient.user, (patient,))
    assert opened.user is not None


def test_the_next_sign_in_is_the_same_user(patient: Patient) -> None:
    ask(patient.phone)
    first = redeem(patient.phone).user
    ask(patient.phone, "654321", now=NOW + MINUTE)
    assert redeem(patient.phone, "654321", now=NOW + MINUTE).user == first


def test_the_code_is_kept_nowhere_in_the_clear(patient: Patient) -> None:
    ask(patient.phone)
    assert CODE not in SignInCode.objects.get().code_hash
    message = Message.objects.get()
    assert (message.kind, message.body, message.patient) == ("code", "(a sign-in code)", patient)


def test_a_messaging_service_sends_where_the_clinic_has_one() -> None:
    patient = make.patient(make.clinic(messaging_service="MG" + "0" * 32))
    outgoing = ask(patient.phone)
    assert outgoing is not None
    assert outgoing.sender.startswith("MG")


def test_a_code_was_asked_for_so_it_goes_without_consent() -> None:
    assert ask(make.patient(consent=False).phone) is not None


def test_after_a_stop_no_code_comes_from_that_clinic(patient: Patient) -> None:
    opt_out(patient.clinic, patient.phone, source="STOP", now=NOW)
    assert ask(patient.phone) is None
    elsewhere = make.patient(phone=patient.phone, signed_up=False)
    outgoing = ask(patient.phone)
    assert outgoing is not None
    assert outgoing.sender == elsewhere.clinic.sender


@pytest.mark.parametrize("change", ["another number", "archived"])
def test_a_code_opens_nobody_who_changed_while_it_was_read(
    patient: Patient, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The change comes between the reading of the number's patients and the signing in."""
    ask(patient.phone)
    by = make.staff(patient.clinic).user
    locked = sign_in.lock

    def change_first(mine: Patient) -> None:
        other = Patient.objects.get(pk=mine.pk)
        if change == "archived":
            archive_patient(other, by=by, now=NOW)
        else:
            change_patient(other, {"phone": "+16045550177"}, by=by, now=NOW)
        locked(mine)

    monkeypatch.setattr(sign_in, "lock", change_first)
    with pytest.raises(WrongCode):
        redeem(patient.phone)
    patient.refresh_from_db()
    assert patient.user is None


@pytest.mark.django_db(transaction=True)
def test_of_many_who_ask_at_once_no_more_get_a_code_than_may(patient: Patient) -> None:
    barrier = Barrier(12)

    def begin(n: int) -> bool:
        try:
            barrier.wait(10)
            return ask(patient.phone, f"{n:06d}", limits=CodeLimits(5, 100)) is not None
        finally:
            connection.close()

    with ThreadPoolExecutor(12) as pool:
        assert sum(pool.map(begin, range(12))) == 5


def test_what_was_asked_for_over_a_day_ago_is_forgotten(patient: Patient) -> None:
    ask(patient.phone, now=NOW - timedelta(hours=25))
    ask(patient.phone, now=NOW - timedelta(hours=23))
    assert forget_old_codes(now=NOW) == 1
    assert SignInCode.objects.get().asked_at == NOW - timedelta(hours=23)


def test_an_unknown_number_gets_nothing_and_no_code_opens_it() -> None:
    assert ask("+16045559999") is None
    assert not Message.objects.exists()
    assert refused("+16045559999")
    assert refused("+16045559999", "")


def test_an_archived_patient_gets_no_code_and_one_asked_for_before_is_dead(patient: Patient) -> None:
    ask(patient.phone)
    archive_patient(patient, by=make.staff(patient.clinic).user, now=NOW)
    assert refused(patient.phone)
    assert ask(patient.phone, now=NOW + MINUTE) is None


@pytest.mark.parametrize(
    ("after", "works"),
    [
        (timedelta(0), True),
        (CODE_LIVES - timedelta(seconds=1), True),
        (CODE_LIVES, False),
        (timedelta(days=1), False),
    ],
    ids=str,
)
def test_a_code_lives_ten_minutes(patient: Patient, after: timedelta, works: bool) -> None:
    assert timedelta(minutes=10) == CODE_LIVES
    ask(patient.phone)
    assert refused(patient.phone, now=NOW + after) is not works


@pytest.mark.parametrize(("wrong", "works"), [(0, True), (MOST_TRIES - 1, True), (MOST_TRIES, False)])
def test_a_code_allows_five_tries(patient: Patient, wrong: int, works: bool) -> None:
    ask(patient.phone)
    for guess in range(wrong):
        assert refused(patient.phone, f"{guess:06d}")
    assert refused(patient.phone) is not works


def test_a_used_up_code_gives_way_to_a_new_one(patient: Patient) -> None:
    ask(patient.phone)
    for guess in range(MOST_TRIES):
        refused(patient.phone, f"{guess:06d}")
    ask(patient.phone, "654321", now=NOW + MINUTE)
    assert not refused(patient.phone, "654321", now=NOW + MINUTE)


def test_a_code_works_once(patient: Patient) -> None:
    ask(patient.phone)
    assert not refused(patient.phone)
    assert refused(patient.phone)


def test_only_the_newest_code_works(patient: Patient) -> None:
    ask(patient.phone, "111111")
    ask(patient.phone, "222222", now=NOW + MINUTE)
    assert refused(patient.phone, "111111", now=NOW + MINUTE)
    assert not refused(patient.phone, "222222", now=NOW + MINUTE)


def test_an_older_code_stays_dead_once_the_newest_was_used(patient: Patient) -> None:
    ask(patient.phone, "111111")
    ask(patient.phone, "222222", now=NOW + MINUTE)
    assert not refused(patient.phone, "222222", now=NOW + MINUTE)
    assert refused(patient.phone, "111111", now=NOW + MINUTE)


def test_a_code_of_one_number_opens_no_other(patient: Patient) -> None:
    other = make.patient()
    ask(patient.phone)
    ask(other.phone, "654321")
    assert refused(other.phone)
    assert not refused(patient.phone)


def test_a_number_gets_so_many_codes_an_hour_and_the_last_of_them_goes_on_working(patient: Patient) -> None:
    got = [ask(patient.phone, f"{n}" * 6, now=NOW + n * MINUTE, address=f"192.0.2.{n}") for n in range(7)]
    assert [one is not None for one in got] == [True] * 5 + [False] * 2
    assert not refused(patient.phone, "444444", now=NOW + 7 * MINUTE)


def test_an_address_gets_so_many_codes_an_hour_whatever_the_numbers() -> None:
    people = [make.patient(signed_up=False) for _ in range(4)]
    limits = CodeLimits(a_number=5, an_address=3)
    got = [ask(one.phone, limits=limits) for one in people]
    assert [one is not None for one in got] == [True, True, True, False]
    assert ask(people[3].phone, limits=limits, address="192.0.2.99") is not None


def test_unknown_numbers_count_for_the_address_too(patient: Patient) -> None:
    limits = CodeLimits(a_number=5, an_address=3)
    for n in range(3):
        ask(f"+1604555999{n}", limits=limits)
    assert ask(patient.phone, limits=limits) is None


def test_after_an_hour_codes_may_be_asked_for_again(patient: Patient) -> None:
    for _ in range(5):
        ask(patient.phone)
    assert ask(patient.phone, now=NOW + 59 * MINUTE) is None
    later = NOW + timedelta(hours=2)
    assert ask(patient.phone, now=later) is not None


def test_several_on_one_number_are_named_and_the_call_is_repeated(patient: Patient) -> None:
    second = make.patient(patient.clinic, phone=patient.phone)
    elsewhere = make.patient(phone=patient.phone)
    ask(patient.phone)
    asked = redeem(patient.phone)
    assert asked.user is None
    assert set(asked.patients) == {patient, second, elsewhere}
    opened = redeem(patient.phone, patient=second.pk)
    assert (opened.user, opened.patients) == (second.user, (second,))
    assert refused(patient.phone, patient=patient.pk), "it works once, for one of them"


def test_a_used_code_does_not_even_tell_who_is_on_the_number(patient: Patient) -> None:
    make.patient(patient.clinic, phone=patient.phone)
    ask(patient.phone)
    redeem(patient.phone, patient=patient.pk)
    with pytest.raises(WrongCode):
        redeem(patient.phone)


def test_naming_the_wrong_patient_opens_nothing_and_the_right_one_still_may(patient: Patient) -> None:
    stranger = make.patient()
    ask(patient.phone)
    for wrong in (stranger.pk, uuid4()):
        with pytest.raises(WrongCode):
            redeem(patient.phone, patient=wrong)
    assert redeem(patient.phone, patient=patient.pk).patients == (patient,)


def test_naming_the_patient_does_not_replace_the_code(patient: Patient) -> None:
    ask(patient.phone)
    assert refused(patient.phone, "000000", patient=patient.pk)
    assert SignInCode.objects.get().tries == 1


def test_a_code_of_a_number_given_up_opens_nobody(patient: Patient) -> None:
    old = patient.phone
    ask(old)
    change_patient(patient, {"phone": "+16045550177"}, by=None, now=NOW)
    assert refused(old)
    assert refused("+16045550177")
