"""What the database itself refuses, whoever writes it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from exercises.actions.concerns import answer_concern, write_concern
from exercises.models import AnswerNotice, Concern, ConcernEntry, Message, OptOut, RevisionPhase
from exercises.rules.lifecycle import MessageState
from exercises.terms import Direction, FrozenBecause, MessageKind, StopSource, Topic
from tests import make

pytestmark = pytest.mark.django_db


def message(**given: Any) -> Message:
    clinic = make.clinic()
    fields: dict[str, Any] = {
        "clinic": clinic,
        "direction": Direction.OUT,
        "kind": MessageKind.REMINDER,
        "our_number": clinic.sender,
        "their_number": "+16045550142",
        "state": MessageState.WRITTEN,
        "created_at": make.NOW,
        "attempted_at": make.NOW,
    }
    return Message.objects.create(**fields | given)


IMPOSSIBLE: dict[str, dict[str, Any]] = {
    "in flight though delivered": {"in_flight": True, "state": MessageState.DELIVERED},
    "in flight though absent": {"in_flight": True, "state": MessageState.ABSENT},
    "written and never attempted": {"attempted_at": None},
    "unknown and never attempted": {"state": MessageState.UNKNOWN, "attempted_at": None},
    "a state nobody knows": {"state": "perhaps"},
}


@pytest.mark.parametrize("which", IMPOSSIBLE)
def test_a_text_that_cannot_be_is_refused(which: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        message(**IMPOSSIBLE[which])


def test_every_state_of_a_text_out_and_the_one_of_texts_in_are_known() -> None:
    for state in MessageState:
        message(state=state)
    message(direction=Direction.IN, kind=MessageKind.INBOUND, state="received", attempted_at=None)
    message(state=MessageState.ABSENT, attempted_at=None, try_at=make.NOW + timedelta(minutes=1))


@pytest.mark.parametrize(("first", "last"), [(0, 7), (8, 7)], ids=["before the first day", "backwards"])
def test_a_phase_out_of_order_is_refused(first: int, last: int) -> None:
    make.assignment(make.patient())
    with pytest.raises(IntegrityError), transaction.atomic():
        RevisionPhase.objects.update(first_day=first, last_day=last)


def test_a_concern_has_one_open_thread_a_patient_and_one_author_an_entry() -> None:
    patient = make.patient()
    by = make.staff(patient.clinic).user
    entry, _ = write_concern(patient, "May I swim?", client_id=uuid4(), now=make.NOW)
    answer = answer_concern(entry.concern, "Yes.", by=by, now=make.NOW)
    impossible: list[Callable[[], Any]] = [
        lambda: Concern.objects.create(
            clinic=patient.clinic,
            patient=patient,
            source="app",
            opened_at=make.NOW,
            last_from_patient_at=make.NOW,
        ),
        lambda: Concern.objects.update(closed_at=make.NOW, close_reason="Phoned."),
        lambda: Concern.objects.update(closed_at=make.NOW, closed_by=by),
        lambda: Concern.objects.update(close_reason="Phoned."),
        lambda: ConcernEntry.objects.filter(pk=entry.pk).update(by=by),
        lambda: ConcernEntry.objects.filter(pk=answer.pk).update(by=None),
        lambda: ConcernEntry.objects.filter(pk=answer.pk).update(client_id=entry.client_id),
        lambda: AnswerNotice.objects.update(held="opted_out"),
        lambda: AnswerNotice.objects.update(message=message()),
    ]
    for attempt in impossible:
        with pytest.raises(IntegrityError), transaction.atomic():
            attempt()


def test_a_topic_is_stopped_once_at_a_time_and_only_one_there_is() -> None:
    clinic = make.clinic()
    given = {"clinic": clinic, "phone": "+16045550142", "since": make.NOW, "kind": StopSource.KEYWORD}
    for topic in Topic:
        OptOut.objects.create(topic=topic, **given)
    for topic in (*Topic, "sport"):
        with pytest.raises(IntegrityError), transaction.atomic():
            OptOut.objects.create(topic=topic, **given)
    OptOut.objects.update(ended_at=make.NOW)
    OptOut.objects.create(topic=Topic.ALL, **given)


def test_a_number_is_frozen_for_a_reason_and_no_other_has_one() -> None:
    frozen: list[dict[str, Any]] = [
        {"number_frozen_at": make.NOW},
        {"number_frozen_because": FrozenBecause.WRONG_NUMBER},
        {"number_frozen_at": make.NOW, "number_frozen_because": "mood"},
    ]
    for given in frozen:
        with pytest.raises(IntegrityError), transaction.atomic():
            make.patient(**given)
