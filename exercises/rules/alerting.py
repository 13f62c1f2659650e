"""Whom to call first, and why. Silence, being unreachable and not doing it are three different things."""

from collections.abc import Sequence
from dataclasses import dataclass

from exercises.rules.adherence import LOW_BAND, Adherence
from exercises.terms import Need, TextingState

PAIN_RISE = 2
"""A rise of 2 points of 10 on two readings asks for a clinician (mirror of the 2-point change that matters,
Ostelo 2008; worsening limits are less studied). Reference: docs/words.md."""

SILENT_AFTER_REMINDERS = 3
"""So many unanswered reminders in a row, and nothing said since, is silence; where texts do not arrive it is not."""

_ORDER = {need: place for place, need in enumerate(Need)}


@dataclass(frozen=True, slots=True)
class Following:
    """What is known of a patient when the caseload is ranked.

    `pains` are the reported scores of the window, oldest first. `unanswered` counts the reminders sent
    in a row, up to the newest, that nobody answered, `unread_words` what of the patient's concerns no member of staff
    has read.
    """

    adherence: Adherence
    pains: Sequence[int]
    unanswered: int
    texting: TextingState
    open_safety_alerts: int = 0
    open_pain_alerts: int = 0
    open_message_alerts: int = 0
    unread_words: int = 0
    open_flare_alerts: int = 0
    open_call_alerts: int = 0
    assigned: bool = True
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Rank:
    need: Need
    reason: str

    @property
    def place(self) -> int:
        return _ORDER[self.need]


def pain_is_rising(pains: Sequence[int]) -> bool:
    """True when each of the last two scores is at least 2 above the mean of those before them."""
    if len(pains) < 3:
        return False
    before, last = pains[:-2], pains[-2:]
    usual = sum(before) / len(before)
    return all(pain >= usual + PAIN_RISE for pain in last)


def rank(patient: Following) -> Rank:
    """Why the patient stands where they stand in the caseload: the most urgent reason that applies."""
    return next(found for found in _reasons(patient) if found is not None)


def _reasons(patient: Following) -> Sequence[Rank | None]:
    percent = patient.adherence.percent
    return (
        Rank(Need.SAFETY, "A safety alert is open.") if patient.open_safety_alerts else None,
        _pain(patient),
        Rank(Need.CONCERN, f"A concern waits to be read: {patient.unread_words} new.")
        if patient.unread_words
        else None,
        Rank(Need.FLARE, "A flare was reported.") if patient.open_flare_alerts else None,
        Rank(Need.CALL, "Asked to be phoned.") if patient.open_call_alerts else None,
        Rank(Need.MESSAGE, _plural(patient.open_message_alerts, "text", "waits", "wait") + " for an answer.")
        if patient.open_message_alerts
        else None,
        _silent(patient),
        _unreachable(patient),
        Rank(Need.NOT_DOING_IT, f"{percent} % of the sessions done in 14 days.")
        if percent is not None and percent < LOW_BAND
        else None,
        Rank(Need.PROGRAM_ENDED, "The program has ended." if patient.ended else "No program is assigned.")
        if not patient.assigned
        else None,
        Rank(Need.FINE, "Nothing to do."),
    )


def _pain(patient: Following) -> Rank | None:
    if patient.open_pain_alerts:
        return Rank(Need.PAIN_RISING, "High pain was reported.")
    if pain_is_rising(patient.pains):
        return Rank(Need.PAIN_RISING, f"Pain rose to {patient.pains[-1]} of 10.")
    return None


def _silent(patient: Following) -> Rank | None:
    reached = patient.assigned and patient.texting == TextingState.OK
    if not reached or patient.unanswered < SILENT_AFTER_REMINDERS:
        return None
    return Rank(Need.SILENT, f"{patient.unanswered} reminders in a row without an answer.")


def _unreachable(patient: Following) -> Rank | None:
    words = {
        TextingState.NUMBER_FROZEN: "The number must be checked: nothing goes there.",
        TextingState.UNREACHABLE: "Texts do not arrive at this number.",
        TextingState.OPTED_OUT: "Opted out of texts.",
        TextingState.NO_CONSENT: "Has not agreed to texts.",
    }
    if not patient.assigned or patient.texting == TextingState.OK:
        return None
    return Rank(Need.UNREACHABLE, words[patient.texting])


def _plural(count: int, noun: str, one: str, many: str) -> str:
    return f"{count} {noun} {one}" if count == 1 else f"{count} {noun}s {many}"
