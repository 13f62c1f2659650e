"""The program by text: which words are commands, and where they lead."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from exercises.rules.guide import Command, Step, Walk, asks_for_more, leads, opens
from exercises.rules.replies import Intent, read_reply

LABELLED = Path(__file__).parents[2] / "data" / "replies.yaml"

OPENING = ["GO", "go!", "Today", "today please", "let's go", "Ok, go", "go on", "continue", "vamos"]
NOT_OPENING = [
    "going to do it later",
    "today was hard",
    "done today",
    "no go today",
    "go away",
    "START",
    "later today",
]

OTHER_TEXTS = [
    *[
        "STOP",
        "END",
        "QUIT",
        "CANCEL",
        "HELP",
        "DONE",
        "done 3",
        "PAIN 6",
        "6",
        "",
        "\U0001f642",
        "my back hurts",
    ],
    *["how long will this", "hard to breathe", "back pain 7", "it was easy but my leg went numb"],
]


@pytest.mark.parametrize("text", OPENING)
def test_go_and_today_open_a_round(text: str) -> None:
    assert opens(text) and leads(text) is Command.GO


@pytest.mark.parametrize("text", NOT_OPENING)
def test_other_words_do_not(text: str) -> None:
    assert not opens(text)


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("NEXT", Command.NEXT),
        ("Next!", Command.NEXT),
        ("nxt", Command.NEXT),
        ("done, next", Command.NEXT),
        ("back", Command.BACK),
        ("Go back", Command.BACK),
        ("HOW?", Command.HOW),
        ("how do i do it", Command.HOW),
        ("Pic", Command.PICTURE),
        ("show me", Command.PICTURE),
        ("HARD", Command.HARD),
        ("too hard", Command.HARD),
        ("easy", Command.EASY),
        ("skip this one", Command.SKIP),
        ("exit", Command.EXIT),
        ("that's enough", Command.EXIT),
        ("suivant", Command.NEXT),
        ("Siguiente", Command.NEXT),
        ("fácil", Command.EASY),
    ],
)
def test_a_command_in_the_words_people_use(text: str, command: Command) -> None:
    assert leads(text) is command


@pytest.mark.parametrize(
    "text",
    OTHER_TEXTS,
)
def test_carrier_words_reports_and_worries_are_no_commands(text: str) -> None:
    assert leads(text) is None


def test_no_labelled_opt_out_or_help_is_taken_for_a_command() -> None:
    examples = yaml.safe_load(LABELLED.read_text(encoding="utf-8"))["examples"]
    theirs = [one["text"] for one in examples if one["intent"] in ("stop", "start", "help")]
    assert len(theirs) > 10
    assert [text for text in theirs if leads(text)] == []


def test_more_is_a_word_of_its_own() -> None:
    assert asks_for_more("More") and not asks_for_more("more pain today")


def test_hard_and_back_mean_outside_a_round_what_they_meant_before() -> None:
    assert read_reply("hard").intent is not Intent.HELP
    assert read_reply("back").needs_human or read_reply("back").intent is Intent.UNKNOWN


def walk(count: int = 3) -> Walk:
    return Walk(tuple(Step(f"item {n}", f"exercise {n}", f"Name {n}", "10 reps") for n in range(count)))


def test_next_marks_as_done_and_stays_at_the_last() -> None:
    there = walk().forward("done").forward("done").forward("done")
    assert (there.place, there.done, there.is_through, there.fraction) == (2, 3, True, 1.0)


def test_back_takes_back_what_was_said_of_the_one_before() -> None:
    there = walk().forward("done").back()
    assert (there.place, there.done) == (0, 0)


def test_skip_leaves_one_out() -> None:
    there = walk().forward("skipped").forward("done")
    assert (there.done, there.left_out, there.fraction) == (1, 1, 0.33)
    assert there.said_of_items() == [
        {"item": "item 0", "outcome": "skipped", "difficulty": ""},
        {"item": "item 1", "outcome": "done", "difficulty": ""},
    ]


def test_one_that_was_left_goes_on_where_nothing_was_said() -> None:
    assert walk().forward("done").resumed().place == 1
    assert walk(1).forward("done").resumed().place == 0


@given(st.lists(st.sampled_from(["done", "skipped", "back", "hard", "resume"])), st.integers(1, 5))
def test_no_order_of_commands_leaves_the_round(commands: list[str], count: int) -> None:
    there = walk(count)
    for command in commands:
        match command:
            case "back":
                there = there.back()
            case "hard":
                there = there.rated("hard")
            case "resume":
                there = there.resumed()
            case _:
                there = there.forward(command)
        assert 0 <= there.place < count
        assert 0 <= there.fraction <= 1
        assert there.done + there.left_out <= count
        assert Walk.read(there.plain(), there.place) == there
