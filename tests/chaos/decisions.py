"""What happens when, drawn from a seed."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from backend.sms.sandbox.faults import ON_CREATE
from tests.chaos.patients import REFUSED, WORDS, Means, clinic_of, is_shared, phone_of, sender_of
from tests.chaos.stage import SCHEDULERS

SPREAD = 0.7
"""The reminders become due in the first part of the time, so much of it."""
STALL_SECONDS = 3.0, 5.0
"""Mostly longer than a claim's lease, and short enough for a call to end before its text is believed absent."""
LATEST_CALLBACK_SECONDS = 3.0
DELAY = [0.05, 0.6]
"""From the least to the most, in seconds, between two states of a text."""
TEXTING = 0.2
"""The part of the patients who text something."""
WHILE_DOWN = 8
"""So many begin in the seconds after each time the web server is killed."""
CONVERSATIONS = {
    # What one patient texts, and how often that is drawn.
    (Means.CHECK_IN,): 60,
    (Means.CHECK_IN, Means.CHECK_IN): 8,
    (Means.STOP,): 14,
    (Means.STOP, Means.CHECK_IN): 3,
    (Means.STOP, Means.START): 4,
    (Means.STOP, Means.START, Means.STOP): 4,
    (Means.DANGER,): 3,
    (Means.STOP, Means.DANGER): 1,
    (Means.QUESTION,): 3,
}


class Act(StrEnum):
    KILL = "kill"
    END = "end"
    START = "start"
    STALL = "stall"
    GO_ON = "go on"
    KILL_WORKER = "kill worker"
    REFUSE = "refuse"
    REFUSE_NO_MORE = "refuse no more"
    DATABASE_DOWN = "database down"
    DATABASE_UP = "database up"
    WEATHER = "weather"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Words:
    """What a patient texts, so many seconds after what they said before.

    `again_after`: so many seconds after it failed the same webhook is delivered once more.
    """

    body: str
    after: float
    again_after: float | None


@dataclass(frozen=True, slots=True)
class Conversation:
    """One patient's texts. The next is sent when what came of the one before is known."""

    sender: str
    to: str
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """`at` is in seconds since the start; `name` the process, `which` one of its workers."""

    at: float
    act: Act
    name: str = ""
    which: int = 0
    weather: dict[str, object] = field(default_factory=dict)
    conversation: Conversation | None = None


@dataclass(frozen=True, slots=True)
class Decisions:
    """`due` tells when the n-th patient's reminder becomes due, in seconds since the start."""

    due: list[float]
    events: list[Event]


def decide(seed: int, patients: int, seconds: float) -> Decisions:
    """The same for the same arguments, always."""
    dice = random.Random(seed)
    due = [round(dice.uniform(0, SPREAD * seconds), 3) for _ in range(patients)]
    web = list(_web(dice, seconds))
    events = [
        *(event for number in range(SCHEDULERS) for event in _scheduler(dice, number, seconds)),
        *web,
        *_database(dice, seconds),
        *_provider(dice, seconds),
        *_weather(dice, seconds),
        *_texts(dice, patients, seconds, [event.at for event in web if event.act == Act.KILL]),
    ]
    return Decisions(due, sorted(events, key=lambda event: event.at))


def _scheduler(dice: random.Random, number: int, seconds: float) -> Iterator[Event]:
    """Killed and started again, sometimes told to end, sometimes standing still for longer than its claims last."""
    name, at = f"scheduler-{number}", dice.uniform(2, 8)
    while at < seconds:
        act = dice.choices((Act.KILL, Act.END, Act.STALL), (6, 1, 2))[0]
        yield Event(at, act, name)
        at += dice.uniform(*STALL_SECONDS) if act is Act.STALL else dice.uniform(0, 2)
        yield Event(at, Act.GO_ON if act is Act.STALL else Act.START, name)
        at += dice.uniform(5, 10)


def _web(dice: random.Random, seconds: float) -> Iterator[Event]:
    """A worker killed now and then; now and then all of them, and in their place nobody, or one who answers 500."""
    at = dice.uniform(2, 6)
    while at < seconds:
        manner = dice.random()
        if manner < 0.5:
            yield Event(at, Act.KILL_WORKER, which=dice.randrange(8))
        else:
            yield Event(at, Act.KILL, "web")
            down = dice.uniform(1, 3)
            if manner < 0.75:
                yield Event(at + 0.01, Act.REFUSE)
                yield Event(at + down, Act.REFUSE_NO_MORE)
            at += down + 0.01
            yield Event(at, Act.START, "web")
        at += dice.uniform(4, 8)


def _database(dice: random.Random, seconds: float) -> Iterator[Event]:
    at = dice.uniform(0.3, 0.7) * seconds
    yield Event(at, Act.DATABASE_DOWN)
    yield Event(at + dice.uniform(0, 1.5), Act.DATABASE_UP)


def _provider(dice: random.Random, seconds: float) -> Iterator[Event]:
    """In every other seed the provider itself is gone for a moment."""
    if dice.random() < 0.5:
        at = dice.uniform(0.2, 0.8) * seconds
        yield Event(at, Act.KILL, "sandbox")
        yield Event(at + dice.uniform(0, 1), Act.START, "sandbox")


def _weather(dice: random.Random, seconds: float) -> Iterator[Event]:
    at = 0.0
    while at < seconds:
        yield Event(at, Act.WEATHER, weather=_misbehaviour(dice))
        at += dice.uniform(3, 6)
    yield Event(seconds, Act.WEATHER, weather={"delay": DELAY})


def _misbehaviour(dice: random.Random) -> dict[str, object]:
    """A little of everything, and in some of the time much of one thing."""
    rates = {name: round(dice.uniform(0, 0.06), 3) for name in ON_CREATE}
    if dice.random() < 0.35:
        rates[dice.choice(ON_CREATE)] = 0.5
    slow = {
        name: {"rate": rates.pop(name), "seconds": dice.uniform(0.5, 3.5)} for name in ("slow", "slow_after")
    }
    return {
        "seed": dice.randrange(2**31),
        "delay": DELAY,
        "reads": dice.random() < 0.4,
        "faults": {
            **rates,
            **slow,
            "failed": 0.02,
            "undelivered": 0.03,
            "callback_never": 0.08,
            "callback_shuffle": 0.1,
            "callback_late": {"rate": 0.1, "seconds": dice.uniform(1, LATEST_CALLBACK_SECONDS)},
            "callback_repeat": 0.1,
        },
    }


def _texts(dice: random.Random, patients: int, seconds: float, outages: list[float]) -> Iterator[Event]:
    instants = [dice.uniform(0, seconds) for _ in range(int(patients * TEXTING))]
    instants += [at + dice.uniform(0, 2) for at in outages for _ in range(WHILE_DOWN)]
    who = [n for n in range(1, patients + 1) if n not in REFUSED]
    texting = dice.sample(who, min(len(instants), len(who)))
    kinds = dice.choices(list(CONVERSATIONS), list(CONVERSATIONS.values()), k=len(texting))
    for n, at, kind in zip(texting, instants, kinds, strict=False):
        # A family's last word is not known: nobody of it texts START.
        said = [means for means in kind if means is not Means.START or not is_shared(n)]
        words = tuple(_words(dice, means, is_first=not place) for place, means in enumerate(said))
        yield Event(at, Act.TEXT, conversation=Conversation(phone_of(n), sender_of(clinic_of(n)), words))


def _words(dice: random.Random, means: Means, *, is_first: bool) -> Words:
    after = 0 if is_first else round(dice.uniform(0.5, 6), 2)
    again_after = round(dice.uniform(0, 1), 2) if dice.random() < 0.3 else None
    return Words(dice.choice(WORDS[means]), after, again_after)
