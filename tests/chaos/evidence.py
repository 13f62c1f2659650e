"""What the provider noted and what our tables say, read when all has settled."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from backend.sms.sandbox.ledger import Callback, Ledger
from backend.sms.sandbox.ledger import Message as Noted
from tests.chaos.patients import FIRST_SETTING

Ask = Callable[[str], list[dict[str, Any]]]
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Text:
    """A row of ours, out or in. `intent` is what a text in was read as, `answers` the text that it answers.

    `created_at` is when a text in was read.
    """

    id: UUID
    clinic: UUID
    patient: UUID | None
    direction: str
    kind: str
    our_number: str
    their_number: str
    body: str
    sid: str | None
    state: str
    error_code: str
    reminder: UUID | None
    answers: UUID | None
    intent: str | None
    try_at: datetime | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Slot:
    """A reminder. `phone` is the number of its patient."""

    id: UUID
    clinic: UUID
    patient: UUID
    phone: str
    setting: int
    day: date
    state: str
    held: str


@dataclass(frozen=True, slots=True)
class Step:
    """What a text out became, in the order of the steps of one text. `committed` is when others could see it."""

    id: int
    message: UUID
    state: str
    sid: str | None
    guessed: bool
    in_flight: bool
    attempts: int
    attempted_at: datetime | None
    committed: datetime


@dataclass(frozen=True, slots=True)
class Opting:
    """A number that was opted out of a clinic's texts, or in again."""

    id: int
    clinic: UUID
    phone: str
    stopped: bool
    source: str
    committed: datetime


@dataclass(frozen=True, slots=True)
class CheckIn:
    id: int
    patient: UUID
    message: UUID | None
    day: date


@dataclass(frozen=True, slots=True)
class Alert:
    kind: str
    patient: UUID | None
    message: UUID | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """`due` are the ids of the settings that had a slot, `clinics` our clinics by the number one texts to."""

    noted: Sequence[Noted]
    callbacks: dict[str, list[Callback]]
    due: Sequence[int]
    clinics: dict[str, UUID]
    texts: Sequence[Text]
    slots: Sequence[Slot]
    steps: Sequence[Step]
    optings: Sequence[Opting]
    check_ins: Sequence[CheckIn]
    alerts: Sequence[Alert]

    def counts(self) -> dict[str, int]:
        """What was done, to be told and to see that the run was none of peace."""
        again = {step.message for step in self.steps if step.attempts > 1}
        found = {step.message for step in self.steps if step.guessed}
        return {
            "texts out": sum(one.direction == "out" and one.origin != "provider" for one in self.noted),
            "texts in": sum(one.direction == "in" for one in self.noted),
            "callbacks": sum(len(tries) for tries in self.callbacks.values()),
            "opt-outs": sum(one.stopped for one in self.optings),
            "check-ins": len(self.check_ins),
            "sent again": len(again),
            "found in the list": len(found),
            "held": sum(one.state == "held" for one in self.slots),
        }


QUERIES = {
    Text: """
        SELECT id, clinic_id AS clinic, patient_id AS patient, direction, kind, our_number, their_number, body,
            sid, state, error_code, reminder_id AS reminder, answers_id AS answers, meaning->>'intent' AS intent,
            try_at, created_at
        FROM exercises_message ORDER BY created_at, id""",
    Slot: """
        SELECT r.id, r.clinic_id AS clinic, r.patient_id AS patient, p.phone, r.setting_id AS setting, r.day,
            r.state, r.held
        FROM exercises_reminder AS r JOIN exercises_patient AS p ON p.id = r.patient_id ORDER BY r.due_at, r.id""",
    Step: """
        SELECT id, message, state, sid, guessed, in_flight, attempts, attempted_at,
            pg_xact_commit_timestamp(xmin) AS committed
        FROM chaos_step ORDER BY id""",
    Opting: """
        SELECT id, clinic, phone, stopped, source, pg_xact_commit_timestamp(xmin) AS committed
        FROM chaos_opting ORDER BY id""",
    CheckIn: "SELECT id, patient_id AS patient, message_id AS message, day FROM exercises_checkin ORDER BY id",
    Alert: "SELECT kind, patient_id AS patient, message_id AS message FROM exercises_alert ORDER BY raised_at",
}


def gather(ask: Ask, ledger: Path, patients: int) -> Evidence:
    def rows(kind: type[Row]) -> list[Row]:
        return [kind(**row) for row in ask(QUERIES[kind])]

    noted = Ledger(ledger)
    try:
        return Evidence(
            noted=noted.all(),
            callbacks=noted.callbacks(),
            due=range(FIRST_SETTING + 1, FIRST_SETTING + patients + 1),
            clinics={row["sender"]: row["id"] for row in ask("SELECT sender, id FROM exercises_clinic")},
            texts=rows(Text),
            slots=rows(Slot),
            steps=rows(Step),
            optings=rows(Opting),
            check_ins=rows(CheckIn),
            alerts=rows(Alert),
        )
    finally:
        noted.close()
