"""What a patient asks for in a word: the program by text, the answers of staff, MORE, and WHO, WHEN, TIME and so on."""

from datetime import datetime, timedelta

from exercises.actions.concerns import read_answers
from exercises.actions.guide import begin, lead
from exercises.actions.patient_commands import carry_out
from exercises.actions.turn import Turn, Words, answer_reminder, keep_in_thread, words_of
from exercises.models import Message, Patient
from exercises.rules.guide import asks_for_more, asks_to_read, opens
from exercises.rules.patient_commands import Command, CommandKind, read_command
from exercises.rules.sessions import local_date

CALL_ALONE = 4
"""So many words ask for a call and say nothing else."""

MORE_WITHIN = timedelta(hours=24)


def led(turn: Turn, patient: Patient, now: datetime) -> Words | None:
    """What is led by a command: the program by text, what staff have answered, and the other commands."""
    if asks_for_more(turn.words) and (rest := _rest(turn)) is not None:
        return rest
    if (led := lead(turn, patient, now)) is not None:
        return led
    if opens(turn.words):
        return begin(turn, patient, now)
    if asks_to_read(turn.words):
        return _read_out(turn, patient, now)
    command = command_of(turn)
    return _carried_out(turn, patient, command, now) if command else None


def _read_out(turn: Turn, patient: Patient, now: datetime) -> Words:
    """What staff have answered and the patient has not read."""
    first, *rest = read_answers(patient, now=now) or [words_of(turn, "read_all")]
    return Words(first, rest=tuple(rest))


def _rest(turn: Turn) -> Words | None:
    """What was left of the newest text to that number, if it was too long for one."""
    newest = (
        Message.objects.out()
        .filter(clinic=turn.clinic, their_number=turn.number, created_at__gt=turn.at - MORE_WITHIN)
        .order_by("-created_at")
        .first()
    )
    rest = newest.meaning.get("rest", ()) if newest else ()
    return Words(rest[0], rest=tuple(rest[1:])) if rest else None


def command_of(turn: Turn) -> Command | None:
    zone = turn.patient.timezone if turn.patient else turn.clinic.timezone
    return read_command(turn.words, today=local_date(turn.at, zone))


def _carried_out(turn: Turn, patient: Patient, command: Command, now: datetime) -> Words:
    """WHO, WHEN, TIME, PAUSE, FLARE or CALL. What else stands beside CALL is for staff to read."""
    if command.kind in (CommandKind.FLARE, CommandKind.CALL):
        answer_reminder(turn, now)
    if command.kind is CommandKind.CALL and len(turn.words.split()) > CALL_ALONE:
        keep_in_thread(turn, now)
    return Words(carry_out(patient, command, turn.text, now=now))


def is_command(turn: Turn) -> bool:
    """Whether the text asks for something that must be done for somebody known."""
    return opens(turn.words) or asks_to_read(turn.words) or command_of(turn) is not None
