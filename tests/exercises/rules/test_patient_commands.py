"""What a patient asks for in a word, and that nothing else is taken for it."""

from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from exercises.rules.patient_commands import Command, CommandKind, asks_for_call, read_command
from exercises.rules.replies import Intent

DATA = Path(__file__).parents[2] / "data"
TODAY = date(2026, 11, 18)
"""A Wednesday."""

WHO, WHEN, CALL = (Command(kind) for kind in (CommandKind.WHO, CommandKind.WHEN, CommandKind.CALL))


def at(*times: time) -> Command:
    return Command(CommandKind.TIME, times=times)


def pause(until: date | None) -> Command:
    return Command(CommandKind.PAUSE, until=until)


def flare(pain: int | None = None) -> Command:
    return Command(CommandKind.FLARE, pain=pain)


def november(day: int) -> date:
    return date(2026, 11, day)


SAID: list[tuple[str, Command]] = [
    ("WHO", WHO),
    ("who?", WHO),
    ("Who is my physio?", WHO),
    ("who's my physiotherapist", WHO),
    ("What's my chiropractor's name?", WHO),
    ("who is looking after me", WHO),
    ("quién?", WHO),
    ("WHEN", WHEN),
    ("Hi, when are my reminders please?", WHEN),
    ("what time is my next reminder", WHEN),
    ("my times", WHEN),
    ("when do you text me?", WHEN),
    ("TIME 8:30", at(time(8, 30))),
    ("time 8:30 am and 6pm", at(time(8, 30), time(18))),
    ("Time: 21:00, 8.30 & 6 pm", at(time(8, 30), time(18), time(21))),
    ("time 0830", at(time(8, 30))),
    ("heure 8h30", at(time(8, 30))),
    ("TIME 7", at(time(7))),
    ("time 6", at(time(18))),
    ("time 12", at(time(12))),
    ("time 12 am", at(time(0))),
    ("change my time to 7 pm", at(time(19))),
    ("change my reminder times to 8 and 6", at(time(8), time(18))),
    ("please change my time to half past 8", at(time(8, 30))),
    ("set my time to 9", at(time(9))),
    ("time 8 to 6", at()),
    ("TIME", at()),
    ("TIME 25:00", at()),
    ("pause", pause(None)),
    ("pause 3", pause(None)),
    ("PAUSE 3 days", pause(november(21))),
    ("pause for a week!", pause(november(25))),
    ("pause my reminders for 2 weeks", pause(date(2026, 12, 2))),
    ("pause a month", pause(date(2026, 12, 18))),
    ("pause today", pause(november(19))),
    ("pause til tomorrow", pause(november(19))),
    ("pause until Monday", pause(november(23))),
    ("pause until wed", pause(november(25))),
    ("pause until next week", pause(november(23))),
    ("pausa 3 días", pause(november(21))),
    ("pause une semaine", pause(november(25))),
    ("FLARE", flare()),
    ("flare-up!", flare()),
    ("I'm having a bad flare up", flare()),
    ("flared up again", flare()),
    ("flare 7", flare(7)),
    ("flare up, pain 8/10", flare(8)),
    ("Call", CALL),
    ("please call me.", CALL),
    ("can someone ring me pls", CALL),
    ("give me a call", CALL),
    ("I would like a call back", CALL),
    ("appelez-moi", CALL),
    ("call me when you can about my leg pain getting worse", CALL),
    ("call me tomorrow at 3", CALL),
]


@pytest.mark.parametrize(("text", "command"), SAID, ids=[text for text, _ in SAID])
def test_a_command_is_read(text: str, command: Command) -> None:
    assert read_command(text, today=TODAY) == command


OTHER = [
    "",
    "when can I run again?",
    "when is my next appointment",
    "who is this",
    "time flies, done 3",
    "time to go",
    "times 3",
    "change my time, my back is worse",
    "pause 2 hours",
    "pause until 5pm",
    "pause 0 days",
    "pause because my leg is numb",
    "flare up after gardening, leg numb",
    "my back flared up",
    "flare 12",
    "done 3, call me",
    "call me, pain 6",
    "call 911",
    "don't call me",
    "I'll call you",
    "remind me at 8",
    "later",
]


@pytest.mark.parametrize("text", OTHER)
def test_who_says_more_is_read_otherwise(text: str) -> None:
    assert read_command(text, today=TODAY) is None


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("done 3, please call me", True),
        ("call me, pain 6", True),
        ("skipped, can someone give me a call", True),
        ("done 3", False),
        ("done, no need to call me", False),
        ("done, please don't call me again", False),
    ],
)
def test_a_report_may_ask_for_a_call_as_well(text: str, asks: bool) -> None:
    assert asks_for_call(text) == asks


def examples(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((DATA / f"{name}.yaml").read_text())["examples"]
    return found


MAY_BE_A_COMMAND = (Intent.QUESTION, Intent.UNKNOWN)


@pytest.mark.parametrize("name", ["replies", "unseen/replies_a", "unseen/replies_b"])
def test_no_labelled_reply_is_taken_for_another_command_than_call(name: str) -> None:
    found = [(one["intent"], read_command(one["text"], today=TODAY)) for one in examples(name)]
    taken = [(intent, command) for intent, command in found if command]
    assert len(found) > 100
    assert [one for one in taken if one[0] not in MAY_BE_A_COMMAND or one[1] != CALL] == []


@pytest.mark.parametrize("name", ["safety_examples", *(f"unseen/safety_{which}" for which in "abcd")])
def test_no_sign_of_danger_is_taken_for_a_command(name: str) -> None:
    dangerous = [one["text"] for one in examples(name) if one["urgency"] != "none"]
    assert dangerous
    assert [text for text in dangerous if read_command(text, today=TODAY)] == []


@given(
    st.text(max_size=60)
    | st.from_regex(r"(time|pause|flare|call|who|when)( [a-z0-9:.]{1,6}){0,4}", fullmatch=True)
)
def test_any_text_may_come(text: str) -> None:
    command = read_command(text, today=TODAY)
    assert command is None or command.until is None or command.until > TODAY
