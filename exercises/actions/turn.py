"""One text of a patient while it is being read: who wrote, what about, and the words it is answered with."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from exercises.actions.alert import raise_alert
from exercises.actions.concerns import note_concern
from exercises.models import Clinic, Guide, Message, Patient, Reminder
from exercises.reads.clinic_texts import emergency_number
from exercises.reads.pictures import still_paths
from exercises.rules.phones import can_mms
from exercises.rules.pictures import Look
from exercises.rules.sessions import SessionName
from exercises.rules.texts import MOST_SEGMENTS, segments, split
from exercises.rules.wording import Own, say
from exercises.terms import AlertKind, ConcernSource


@dataclass(frozen=True, slots=True)
class Turn:
    """Who wrote, to whom, and what it is about.

    `words` is what is read: the text's own, or those of an earlier one that this one explains. `text` is the row
    of the text that came. `at` is when they were written. `guide` is the round that the number follows by text.
    `frozen`: the number is said not to be the patient's. `may_answer` is false where a report is kept and nobody is
    answered. `among` are the first names of those who share the phone, where nothing tells which of them wrote.
    `picture_link` makes the address of an exercise's picture for where it cannot go with a text; None: then the text
    goes without. `own` are the clinic's own texts. `asked` are the texts of the last day that were
    answered with a question, the newest first.
    """

    clinic: Clinic
    number: str
    patient: Patient | None
    reminder: Reminder | None
    guide: Guide | None
    words: str
    text: Message
    at: datetime
    opted_out: bool
    may_answer: bool
    overtaken: bool
    corrects: bool
    frozen: bool
    picture_link: Callable[[UUID], str] | None
    own: Own
    among: tuple[str, ...] = ()
    asked: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """An answer: its text, the exercises whose pictures go with it, and what MORE brings."""

    text: str
    media: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()


def shown(turn: Turn, text: str, exercise: UUID) -> Words:
    """The text with the picture of the exercise, or with the link to it; alone where it has no still: a text shows no
    clip."""
    if not still_paths(exercise, tone=Look().tone):
        return Words(text)
    if can_mms(turn.text.our_number, turn.number):
        return Words(text, media=(str(exercise),))
    link = turn.picture_link(exercise) if turn.picture_link else ""
    return Words(f"{text}\n{link}".rstrip())


def fitted(turn: Turn, words: Words) -> Words:
    """What is longer than two segments goes in parts: the first now, the others when MORE is asked for.

    Not for a safety text, which goes whole: nobody must ask for the number to call.
    """
    if segments(words.text).count <= MOST_SEGMENTS:
        return words
    first, *rest = split(words.text, most=MOST_SEGMENTS, ending=words_of(turn, "more_tail"))
    return Words(first, words.media, (*rest, *words.rest))


def session_of(guide: Guide) -> SessionName:
    return SessionName(guide.day, guide.round)


def words_of(turn: Turn, name: str, **values: str) -> str:
    """The text of that name in the language of whoever wrote."""
    clinic, patient, language = turn.clinic, turn.patient, language_of(turn)
    known = {
        "clinic": clinic.name,
        "phone": clinic.phone or clinic.sender,
        "emergency_number": emergency_number(clinic, language),
        "first_name": patient.first_name if patient else "",
    }
    return say(name, language, known | values, turn.own)


def language_of(turn: Turn) -> str:
    return turn.patient.language if turn.patient else turn.clinic.language


def answer_reminder(turn: Turn, now: datetime) -> None:
    """What it asked has been answered, whatever the answer says."""
    if turn.reminder is not None:
        Reminder.objects.filter(pk=turn.reminder.pk, answered_at__isnull=True).update(answered_at=now)


def keep_in_thread(turn: Turn, now: datetime) -> None:
    """Staff can answer the words; those of somebody nobody knows, or of another on the number, are in no thread."""
    if turn.patient is not None and turn.words.strip() and not turn.frozen:
        note_concern(turn.patient, turn.words, message=turn.text, source=ConcernSource.TEXT, now=now)


def pass_on(turn: Turn, now: datetime) -> None:
    """A person must read it: an alert, one a text, and the words in the patient's thread."""
    answer_reminder(turn, now)
    keep_in_thread(turn, now)
    raise_alert(
        AlertKind.MESSAGE,
        clinic=turn.clinic,
        patient=turn.patient,
        detail="A text that a person must read.",
        key=f"message:{turn.text.pk}",
        now=now,
        message=turn.text,
    )
