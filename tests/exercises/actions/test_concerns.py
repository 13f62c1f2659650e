"""A question becomes a thread: kept once, answered by a person, read by both sides."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from exercises.actions.alert import close_alert
from exercises.actions.concerns import (
    ANSWERED,
    TOLD_AFTER,
    answer_concern,
    close_concern,
    mark_answers_read,
    mark_read,
    note_concern,
    read_answers,
    write_concern,
)
from exercises.actions.patients import archive_patient
from exercises.actions.receive import Inbound, receive_text
from exercises.errors import ConcernDiffers, ConcernIsClosed, Invalid, PatientIsArchived
from exercises.models import Alert, AnswerNotice, Change, Concern, ConcernEntry, Message, Patient, User
from exercises.rules.texts import segments
from exercises.terms import AlertKind, Author, ConcernSource, MessageKind
from tests import make

pytestmark = pytest.mark.django_db

NOW, MINUTE = make.NOW, timedelta(minutes=1)
NUMB = "I am numb between my legs since this morning and cant pee"
TO_REVIEW = "May I ride my bike to work this week?"
"""What the wide net of the safety screen catches, for a person to read."""


@pytest.fixture
def patient() -> Patient:
    return make.patient(make.clinic(name="Harbour Physio"))


@pytest.fixture
def by(patient: Patient) -> User:
    return make.staff(patient.clinic).user


def wrote(patient: Patient, body: str = "May I swim?", **given: Any) -> ConcernEntry:
    fields: dict[str, Any] = {"client_id": uuid4(), "now": NOW}
    return write_concern(patient, body, **fields | given)[0]


def texted(patient: Patient, body: str, sid: str = "SM1") -> Message:
    """A text that a person must read, with the alert that says so."""
    receive_text(Inbound(sid, patient.phone, patient.clinic.sender, body), now=NOW, by_webhook=True)
    return Message.objects.get(sid=sid)


def open_kinds(patient: Patient) -> list[str]:
    return sorted(Alert.objects.open().filter(patient=patient).values_list("kind", flat=True))


def unread_by_staff(patient: Patient) -> list[str]:
    words = ConcernEntry.objects.filter(patient=patient).of(Author.PATIENT).unread()
    return list(words.order_by("pk").values_list("body", flat=True))


# --- the patient's words -----------------------------------------------------------------------------------
def test_new_words_go_on_in_the_open_thread_and_open_another_after_it_is_closed(
    patient: Patient, by: User
) -> None:
    first = wrote(patient).concern
    assert wrote(patient, "Or cycle?", now=NOW + MINUTE).concern == first
    first.refresh_from_db()
    assert (first.opened_at, first.last_from_patient_at) == (NOW, NOW + MINUTE)
    close_concern(first, by=by, reason="Phoned.", now=NOW + MINUTE)
    assert wrote(patient, "And walk?").concern != first
    assert Concern.objects.count() == 2


def test_a_text_is_kept_once_with_its_message_and_raises_nothing_itself(patient: Patient) -> None:
    text = texted(patient, "May I swim in the lake this week?")
    before = Alert.objects.count()
    for _ in range(2):
        concern = note_concern(patient, text.body, message=text, source=ConcernSource.TEXT, now=NOW)
    [entry] = concern.entries.all()
    assert (entry.message, entry.body, entry.author, entry.by) == (text, text.body, "patient", None)
    assert concern.source == ConcernSource.TEXT
    assert Alert.objects.count() == before


def test_the_same_id_again_changes_nothing_and_with_other_words_is_refused(
    patient: Patient, by: User
) -> None:
    client_id = uuid4()
    first, is_new = write_concern(patient, "May I swim?", client_id=client_id, now=NOW)
    close_concern(first.concern, by=by, reason="Phoned.", now=NOW)
    again, is_new_again = write_concern(patient, "May I swim?", client_id=client_id, now=NOW + MINUTE)
    assert (again, is_new, is_new_again) == (first, True, False)
    with pytest.raises(ConcernDiffers):
        write_concern(patient, "May I run?", client_id=client_id, now=NOW)
    assert ConcernEntry.objects.count() == 1
    assert open_kinds(patient) == []


def test_the_id_of_an_answer_is_none_for_the_patients_words(patient: Patient, by: User) -> None:
    answer = answer_concern(wrote(patient).concern, "Yes.", by=by, now=NOW)
    with pytest.raises(ConcernDiffers):
        write_concern(patient, "Yes.", client_id=answer.client_id, now=NOW)


def test_two_patients_may_use_the_same_id(patient: Patient) -> None:
    client_id = uuid4()
    mine = wrote(patient, client_id=client_id)
    assert wrote(make.patient(patient.clinic), client_id=client_id) != mine


def test_words_from_the_app_wait_as_one_alert_a_thread(patient: Patient) -> None:
    wrote(patient)
    wrote(patient, "Or cycle?", now=NOW + MINUTE)
    [alert] = Alert.objects.filter(patient=patient)
    assert (alert.kind, alert.urgency, alert.repeated_at) == (AlertKind.MESSAGE, "", NOW + MINUTE)
    assert "swim" not in alert.detail


def test_words_of_danger_are_answered_at_once_and_told_to_staff(patient: Patient) -> None:
    entry = wrote(patient, NUMB)
    [alert] = Alert.objects.filter(patient=patient)
    assert (alert.kind, alert.urgency) == (AlertKind.SAFETY, "emergency")
    assert alert.answer is not None
    assert (alert.answer.kind, alert.answer.their_number) == (MessageKind.SAFETY, patient.phone)
    wrote(patient, NUMB, client_id=entry.client_id)
    assert Message.objects.filter(kind=MessageKind.SAFETY).count() == 1
    assert unread_by_staff(patient) == [NUMB]


# --- answers -----------------------------------------------------------------------------------------------
def test_an_answer_closes_the_alerts_of_its_thread_and_no_other(patient: Patient, by: User) -> None:
    text = texted(patient, "May I swim in the lake this week?")
    concern = note_concern(patient, text.body, message=text, source=ConcernSource.TEXT, now=NOW)
    wrote(patient, "Or cycle?")
    elsewhere = texted(make.patient(patient.clinic), "Could you please ring me up about next week?", "SM2")
    answer = answer_concern(concern, "  Yes, both. ", by=by, now=NOW + MINUTE)
    assert (answer.body, answer.author, answer.by) == ("Yes, both.", "staff", by)
    closed = Alert.objects.filter(patient=patient)
    assert {(one.close_reason, one.closed_by) for one in closed} == {(ANSWERED, by)}
    assert closed.count() == 2
    assert Alert.objects.open().get().message == elsewhere
    assert unread_by_staff(patient) == []
    assert Change.objects.filter(what="concern.answered", subject=concern.pk, who=by).count() == 1


@pytest.mark.parametrize("end", ["answer", "close"])
@pytest.mark.parametrize(("body", "left"), [(NUMB, 2), (TO_REVIEW, 0)], ids=["danger", "to review"])
def test_a_safety_alert_is_never_closed_that_way(
    patient: Patient, by: User, body: str, left: int, end: str
) -> None:
    text = texted(patient, body)
    concern = note_concern(patient, text.body, message=text, source=ConcernSource.TEXT, now=NOW)
    wrote(patient, body)
    assert Alert.objects.open().exclude(urgency="").count() == 2
    if end == "answer":
        answer_concern(concern, "Phone us.", by=by, now=NOW)
    else:
        close_concern(concern, by=by, reason="Phoned.", now=NOW)
    assert open_kinds(patient) == ["safety"] * left


def test_what_the_patient_wrote_in_the_meantime_stays_unread_and_its_alert_open(
    patient: Patient, by: User
) -> None:
    first = texted(patient, "May I swim in the lake this week?")
    second = texted(patient, "And may I swim in the pool this week?", "SM2")
    concern = note_concern(patient, first.body, message=first, source=ConcernSource.TEXT, now=NOW)
    note_concern(patient, second.body, message=second, source=ConcernSource.TEXT, now=NOW + MINUTE)
    wrote(patient, "And run?")
    answer_concern(concern, "Swim, yes.", by=by, now=NOW + MINUTE, seen=first.pk)
    assert unread_by_staff(patient) == [second.body, "And run?"]
    assert {one.message for one in Alert.objects.open()} == {second, None}


def test_an_alert_that_somebody_closed_before_is_left_alone(patient: Patient, by: User) -> None:
    entry = wrote(patient)
    close_alert(Alert.objects.get(), reason="Phoned.", by=by, now=NOW)
    answer_concern(entry.concern, "Yes.", by=by, now=NOW)
    assert Alert.objects.get().close_reason == "Phoned."


def test_a_thread_is_closed_once_and_then_takes_no_answer(patient: Patient, by: User) -> None:
    concern = wrote(patient).concern
    close_concern(concern, by=by, reason=" Phoned. ", now=NOW + MINUTE)
    concern = Concern.objects.get()
    assert (concern.closed_at, concern.closed_by, concern.close_reason) == (NOW + MINUTE, by, "Phoned.")
    assert Alert.objects.get().close_reason == "Phoned."
    with pytest.raises(ConcernIsClosed):
        close_concern(concern, by=by, reason="Again.", now=NOW)
    with pytest.raises(ConcernIsClosed):
        answer_concern(concern, "Yes.", by=by, now=NOW)
    assert Change.objects.get(what="concern.closed").after == {"reason": "Phoned."}


@pytest.mark.parametrize("blank", ["", " \n"])
def test_neither_an_answer_nor_a_reason_may_be_blank(patient: Patient, by: User, blank: str) -> None:
    concern = wrote(patient).concern
    with pytest.raises(Invalid) as refused:
        answer_concern(concern, blank, by=by, now=NOW)
    assert list(refused.value.errors) == ["body"]
    with pytest.raises(Invalid) as refused:
        close_concern(concern, by=by, reason=blank, now=NOW)
    assert list(refused.value.errors) == ["reason"]


def test_of_an_archived_patient_a_thread_is_closed_but_not_answered(patient: Patient, by: User) -> None:
    concern = wrote(patient).concern
    archive_patient(patient, by=by, now=NOW)
    with pytest.raises(PatientIsArchived):
        answer_concern(concern, "Yes.", by=by, now=NOW)
    assert close_concern(concern, by=by, reason="Has left.", now=NOW).closed_at == NOW


# --- reading -----------------------------------------------------------------------------------------------
def test_staff_read_up_to_what_they_saw_and_the_alert_stays(patient: Patient) -> None:
    first = wrote(patient)
    wrote(patient, "Or cycle?")
    mark_read(first.concern, seen=first.client_id, now=NOW + MINUTE)
    assert unread_by_staff(patient) == ["Or cycle?"]
    assert open_kinds(patient) == ["message"]
    mark_read(first.concern, seen=first.client_id, now=NOW + 2 * MINUTE)
    first.refresh_from_db()
    assert first.read_at == NOW + MINUTE


def test_only_an_entry_of_the_thread_can_have_been_seen(patient: Patient, by: User) -> None:
    mine, others = wrote(patient), wrote(make.patient(patient.clinic))
    for seen in (uuid4(), others.client_id):
        with pytest.raises(Invalid):
            mark_read(mine.concern, seen=seen, now=NOW)
        with pytest.raises(Invalid):
            mark_answers_read(patient, seen=seen, now=NOW)
        with pytest.raises(Invalid):
            answer_concern(mine.concern, "Yes.", by=by, now=NOW, seen=seen)
    assert ConcernEntry.objects.unread().count() == 2


def answers_to(patient: Patient, by: User, *bodies: str) -> list[UUID]:
    concern = wrote(patient).concern
    return [answer_concern(concern, body, by=by, now=NOW).client_id for body in bodies]


def test_the_patient_reads_up_to_what_was_shown_and_only_then_nothing_is_to_tell(
    patient: Patient, by: User
) -> None:
    first, second = answers_to(patient, by, "Yes.", "Slowly.")
    assert mark_answers_read(patient, seen=first, now=NOW) == 1
    assert AnswerNotice.objects.waiting().count() == 1
    assert mark_answers_read(patient, seen=second, now=NOW) == 1
    assert AnswerNotice.objects.waiting().count() == 0
    assert mark_answers_read(patient, seen=second, now=NOW) == 0
    assert unread_by_staff(patient) == []


def test_an_answer_after_all_were_read_is_told_five_minutes_later(patient: Patient, by: User) -> None:
    [first] = answers_to(patient, by, "Yes.")
    mark_answers_read(patient, seen=first, now=NOW + MINUTE)
    later = answer_concern(Concern.objects.get(), "Slowly.", by=by, now=NOW + 2 * MINUTE)
    notice = AnswerNotice.objects.waiting().get()
    assert (notice.first, notice.due_at) == (later, NOW + 2 * MINUTE + TOLD_AFTER)


def test_the_answers_are_read_by_text_once(patient: Patient, by: User) -> None:
    answers_to(patient, by, "Yes.", "Slowly.")
    assert read_answers(patient, now=NOW) == ["Harbour Physio: Yes.\nSlowly."]
    assert read_answers(patient, now=NOW) == []
    assert AnswerNotice.objects.waiting().count() == 0


def test_long_answers_are_read_in_several_texts_none_over_two_segments(patient: Patient, by: User) -> None:
    words = " ".join(f"word{n}" for n in range(120))
    answers_to(patient, by, words)
    parts = read_answers(patient, now=NOW)
    assert len(parts) > 2
    assert max(segments(part).count for part in parts) == 2
    assert all(part.endswith("Reply MORE for the rest.") for part in parts[:-1])
    told = " ".join(part.removesuffix(" ... Reply MORE for the rest.") for part in parts)
    assert told == f"Harbour Physio: {words}"


def test_another_patient_of_the_number_reads_none_of_it(patient: Patient, by: User) -> None:
    answers_to(patient, by, "Yes.")
    assert read_answers(make.patient(patient.clinic, phone=patient.phone), now=NOW) == []
