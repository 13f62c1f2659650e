"""One question back: what a short answer means, or for whom it is. A person sees the text until that is answered."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from exercises.actions.alert import raise_alert, withdraw_alert
from exercises.actions.report import REPORTS
from exercises.actions.turn import Turn, language_of
from exercises.models import Clinic, Message
from exercises.rules.replies import Intent, Reply
from exercises.rules.wording import spoken
from exercises.terms import AlertKind, Direction

ASKED_ONCE_IN = timedelta(hours=24)
"""So long after one question back the next unclear text goes to a person."""

SHORT_WORDS = 4
"""A longer text that is not understood says something, and a person reads it at once."""


def asked_lately(clinic: Clinic, number: str, at: datetime) -> list[Message]:
    """The texts of the last day from that number that were answered with a question, the newest first."""
    texts = Message.objects.filter(
        clinic=clinic,
        their_number=number,
        direction=Direction.IN,
        created_at__gt=at - ASKED_ONCE_IN,
        meaning__has_any_keys=["asked", "asked_whose"],
    )
    return list(texts.order_by("-created_at"))


def waits_for_a_name(asked: Sequence[Message]) -> Message | None:
    return next((text for text in asked if text.meaning.get("asked_whose") == "open"), None)


def is_worth_asking(turn: Turn, reply: Reply) -> bool:
    """Whether a short text that says nothing clear may be the answer to a reminder; asked once, then a person reads.

    Who may not be answered cannot be asked, so a person reads that too; and so for those who are not texted in English,
    as the words of danger of other languages have not been tried on what patients truly write.
    """
    if (
        reply.needs_human
        or spoken(language_of(turn)) != "en"
        or turn.reminder is None
        or turn.reminder.answered_at is not None
    ):
        return False
    once = not any("asked" in text.meaning for text in turn.asked)
    return turn.may_answer and once and 0 < len(turn.words.split()) <= SHORT_WORDS


def ask(turn: Turn, what: str, words: str, now: datetime) -> str:
    """Remembers that the text was answered with a question. A person sees it until the patient has answered that."""
    turn.text.meaning[what] = "open"
    turn.text.save(update_fields=["meaning"])
    raise_alert(
        AlertKind.MESSAGE,
        clinic=turn.clinic,
        patient=turn.patient,
        detail="A text that was not clear. The patient was asked back and has not answered yet.",
        key=f"message:{turn.text.pk}",
        now=now,
        message=turn.text,
    )
    return words


def no_longer_open(turn: Turn, reply: Reply, explained: Message | None, now: datetime) -> None:
    """The patient has answered what was asked back: nobody needs to read that text any more. Another of the family,
    and whoever says something else, such as HELP, has not answered it."""
    reports = reply.intent in (*REPORTS, Intent.SNOOZE)
    for text in turn.asked:
        same = reports and turn.patient is not None and text.patient_id == turn.patient.pk
        answered = (same and text.meaning.get("asked") == "open") or text == explained
        if not answered:
            continue
        for what in ("asked", "asked_whose"):
            if what in text.meaning:
                text.meaning[what] = "answered"
        text.save(update_fields=["meaning"])
        if text.media:
            continue  # a picture came with it, and only a person can look at that
        withdraw_alert(
            turn.clinic, f"message:{text.pk}", reason="The patient has answered what was asked.", now=now
        )
