"""The program by text: a round of the day, one exercise a text, led by short commands.

What a command is, and where it leads; who is asking and what it is answered with is in actions/guide.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import Any, Self

from exercises.rules.reply_spelling import bare_words

PAUSE_ENDS_IT = timedelta(hours=2)
"""A round that is not gone on with for so long is closed, and what was done of it noted."""


class Command(StrEnum):
    GO = "go"
    NEXT = "next"
    BACK = "back"
    HOW = "how"
    PICTURE = "picture"
    HARD = "hard"
    EASY = "easy"
    SKIP = "skip"
    PAINFUL = "painful"
    EXIT = "exit"


def _table(said: Mapping[Command, str]) -> dict[str, Command]:
    return {words.strip(): command for command, table in said.items() for words in table.split("|")}


_OPENS = _table(
    {
        Command.GO: "go | today | go today | go now | lets go | ok go | go please | today please | go on | continue"
        " | todays exercises | my exercises | exercises | vamos | hoy | aujourdhui | allons y"
    }
)
_LEADS = _OPENS | _table(
    {
        Command.NEXT: "next | nxt | nex | next one | next please | next pls | ok next | done next | next exercise"
        " | suivant | siguiente | sig",
        Command.BACK: "back | go back | previous | prev | back please | last one | retour | precedent | atras"
        " | anterior",
        Command.HOW: "how | how to | howto | steps | how do i do it | how do i do this | how do i do that | how please"
        " | how is it done | show me how | comment | como",
        Command.PICTURE: "pic | picture | pics | photo | image | pic please | picture please | show me | show pic"
        " | send pic | send picture | show me the picture | foto | imagen",
        Command.HARD: "hard | too hard | very hard | this is hard | that was hard | its hard | difficult | dificil"
        " | difficile | dur",
        Command.EASY: "easy | too easy | very easy | this is easy | that was easy | its easy | facil | facile",
        Command.SKIP: "skip | skip it | skip this | skip this one | skip that | skip one | skip this exercise | pass"
        " | not this one | cant do this one | i cant do this one | cant do this | cant do that one | sauter | saltar",
        Command.PAINFUL: "too painful | hurts too much | this hurts | it hurts | this one hurts | painful | that hurts",
        Command.EXIT: "exit | leave | enough | enough for today | thats enough | sortir | salir",
    }
)


def opens(text: str) -> bool:
    """Whether the text asks for today's exercises: GO or TODAY, and nothing else."""
    return bare_words(text) in _OPENS


def leads(text: str) -> Command | None:
    """The command of an open round that the text is; None when it is none.

    STOP, END and QUIT are the carriers' words and none of these; DONE and PAIN 6 are reports, as ever.
    """
    return _LEADS.get(bare_words(text))


def asks_for_more(text: str) -> bool:
    """Whether the text asks for the rest of one that was too long."""
    return bare_words(text) in ("more", "more please", "rest", "plus", "mas")


def asks_to_read(text: str) -> bool:
    """Whether the text asks for what staff have answered."""
    return bare_words(text) in ("read", "read it", "read please", "read answer", "lire", "leer")


@dataclass(frozen=True, slots=True)
class Step:
    """An exercise of the round as it was when the round began. `said` is "" until it is "done" or "skipped"; `side`
    is "" unless one side is prescribed."""

    item: str
    exercise: str
    name: str
    dose: str
    cue: str = ""
    said: str = ""
    difficulty: str = ""
    side: str = ""


@dataclass(frozen=True, slots=True)
class Walk:
    """How far a round has come. `place` is the step that was texted last, from 0; there is at least one step."""

    steps: tuple[Step, ...]
    place: int = 0

    @classmethod
    def read(cls, steps: Iterable[Mapping[str, Any]], place: int) -> Self:
        return cls(tuple(Step(**step) for step in steps), place)

    def plain(self) -> list[dict[str, Any]]:
        return [asdict(step) for step in self.steps]

    @property
    def here(self) -> Step:
        return self.steps[self.place]

    @property
    def is_last(self) -> bool:
        return self.place == len(self.steps) - 1

    @property
    def done(self) -> int:
        """How many exercises were done."""
        return sum(step.said == "done" for step in self.steps)

    @property
    def left_out(self) -> int:
        """How many were skipped."""
        return sum(step.said == "skipped" for step in self.steps)

    @property
    def is_through(self) -> bool:
        """Whether something was said of every exercise."""
        return all(step.said for step in self.steps)

    @property
    def fraction(self) -> float:
        """The part of the round that was done, 0 to 1."""
        return round(self.done / len(self.steps), 2)

    def forward(self, said: str) -> "Walk":
        """On to the next step, with "done" or "skipped" of this one. After the last it stays there."""
        there = self._with(said=said)
        return replace(there, place=min(there.place + 1, len(there.steps) - 1))

    def back(self) -> "Walk":
        """To the step before; at the first it stays. What was said of that one is said anew."""
        return replace(self, place=max(self.place - 1, 0))._with(said="")

    def rated(self, difficulty: str) -> "Walk":
        return self._with(difficulty=difficulty)

    def said_of_items(self) -> list[dict[str, str]]:
        """What was said of each exercise, as a check-in keeps it."""
        return [
            {"item": step.item, "outcome": step.said, "difficulty": step.difficulty}
            for step in self.steps
            if step.said
        ]

    def resumed(self) -> "Walk":
        """At the first step of which nothing was said; at the first of all when there is none."""
        open_ = (place for place, step in enumerate(self.steps) if not step.said)
        return replace(self, place=next(open_, 0))

    def _with(self, **said: str) -> "Walk":
        steps = list(self.steps)
        steps[self.place] = replace(steps[self.place], **said)
        return replace(self, steps=tuple(steps))
