"""Who is reminded: the n-th patient's clinic and number, and what patients text."""

from enum import StrEnum

CLINICS = 5
BY_SERVICE = 0
"""This clinic texts through a Messaging Service."""
SERVICE = f"MG{'0123456789abcdef' * 2}"
SERVICE_NUMBER = "+15005550006"
"""What the stand-in sends from for a Messaging Service."""
REFUSED = {5: "+15005550009", 15: "+15005550001"}
"""These patients have a number that the provider refuses: no mobile telephone, and no number at all."""
FIRST_SETTING = 1_000_000
"""The id of the n-th patient's reminder setting is so much and n."""


class Means(StrEnum):
    """What a text must lead to."""

    CHECK_IN = "a check-in"
    STOP = "an opt-out"
    START = "the end of an opt-out"
    DANGER = "a safety alert"
    QUESTION = "an alert"


WORDS = {
    Means.CHECK_IN: ("DONE 3", "done", "pain 4", "SKIP", "all done, pain 2", "did half of it, pain 6", "6"),
    # The provider knows the first two itself and refuses texts from then on until it hears START; of the others
    # only we know.
    Means.STOP: ("STOP", "unsubscribe", "please stop texting me", "stop stop", "no more texts please"),
    Means.START: ("START", "unstop"),
    Means.DANGER: ("numb between my legs since this morning",),
    Means.QUESTION: ("what time do you open?", "Can I use ice after?"),
}
MEANING = {words: means for means, all_words in WORDS.items() for words in all_words}


def clinic_of(n: int) -> int:
    return n // 10 % CLINICS


def sender_of(clinic: int) -> str:
    """The number that a clinic's patients text to."""
    return SERVICE_NUMBER if clinic == BY_SERVICE else f"+1604555{7000 + clinic}"


def is_shared(n: int) -> bool:
    """Two of ten patients are a family with one telephone, and of one name: their texts are the same words."""
    return n % 10 in (8, 9)


def phone_of(n: int) -> str:
    return REFUSED.get(n, f"+1{2_000_000_000 + n - (n % 10 == 9)}")
