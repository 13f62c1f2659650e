"""Who wrote: one patient, one of a family on a phone, or somebody nobody knows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from exercises.models import Clinic, Guide, Message, Patient, Reminder
from exercises.reads.reminding import newest_reminder_to, unanswered_to
from exercises.rules.whose import named, says_nothing_else


@dataclass(frozen=True, slots=True)
class Whose:
    """The patient a text is from and the reminder it answers, each None when that is not known.

    `words` is what they say, and `explained` the earlier text of which they are the words, where this one only says
    whose it was. Of a shared phone `sure` is false where nothing but a waiting reminder tells who wrote, and `among`
    are the first names to choose from where nothing does.
    """

    patient: Patient | None
    reminder: Reminder | None
    words: str
    explained: Message | None = None
    among: tuple[str, ...] = ()
    sure: bool = True


def whose_text(
    clinic: Clinic,
    family: Sequence[Patient],
    number: str,
    body: str,
    *,
    guide: Guide | None,
    unexplained: Message | None,
    at: datetime,
) -> Whose:
    """Who wrote `body` at `at`. `family` are the patients on that number, `guide` the round that is followed on it,
    `unexplained` the text whose writer was asked for.

    A name in the text decides; else the round that is followed, else the one reminder that waits for an answer.
    """
    if len(family) < 2:
        return _alone(clinic, family[0] if family else None, number, body, at)
    said = named(body, [patient.first_name for patient in family])
    if said is not None:
        patient = family[said.place]
        if unexplained is not None and says_nothing_else(said.rest):
            reminder = _reminder(clinic, patient, number, unexplained.created_at)
            return Whose(patient, reminder, unexplained.body, explained=unexplained)
        return Whose(patient, _reminder(clinic, patient, number, at), said.rest)
    follows = next((one for one in family if guide and one.pk == guide.patient_id), None)
    if follows is not None:
        return Whose(follows, _reminder(clinic, follows, number, at), body)
    waiting = unanswered_to(clinic.pk, number, at=at)
    if len({reminder.patient_id for reminder in waiting}) == 1:
        return Whose(waiting[0].patient, waiting[0], body, sure=False)
    names = tuple(dict.fromkeys(patient.first_name for patient in family))
    return Whose(None, None, body, sure=False, among=names if len(names) == len(family) else ())


def _alone(clinic: Clinic, patient: Patient | None, number: str, body: str, at: datetime) -> Whose:
    return Whose(patient, _reminder(clinic, patient, number, at) if patient else None, body)


def _reminder(clinic: Clinic, patient: Patient, number: str, at: datetime) -> Reminder | None:
    return newest_reminder_to(clinic.pk, number, of=patient.pk, at=at)
