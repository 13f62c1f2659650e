"""A family on one phone: whose name a text says."""

import pytest

from exercises.rules.whose import named, says_nothing_else

FAMILY = ("Ana", "Ben", "Will", "Mary Ann", "Zoé", "Can", "My", "Mary")


@pytest.mark.parametrize(
    ("text", "name", "rest"),
    [
        ("Ana", "Ana", ""),
        ("ana.", "Ana", ""),
        ("for Ben", "Ben", ""),
        ("it's Ben", "Ben", ""),
        ("Ben here", "Ben", ""),
        ("Ben: done 3", "Ben", "done 3"),
        ("done 3 - Ana", "Ana", "done 3"),
        ("DONE 3 for Ana", "Ana", "DONE 3"),
        ("GO BEN", "Ben", "GO"),
        ("mary ann skip", "Mary Ann", "skip"),
        ("Zoe done", "Zoé", "done"),
        ("zoé: pain 4", "Zoé", "pain 4"),
        ("Will", "Will", ""),
        ("Will: done", "Will", "done"),
        ("done, Will", "Will", "done"),
        ("for will", "Will", ""),
    ],
)
def test_a_name_says_whose_it_is(text: str, name: str, rest: str) -> None:
    found = named(text, FAMILY)
    assert found is not None
    assert (FAMILY[found.place], found.rest) == (name, rest)


@pytest.mark.parametrize(
    "text",
    [
        "done 3",
        "will do it later",
        "I will",
        "Ana did hers, Ben skipped",
        "banana for breakfast, done",
        "bend was hard",
        "can't do it, too much pain",
        "did my exercises, pain 3",
        "",
        "\U0001f642",
    ],
)
def test_no_name_and_two_names_say_nothing(text: str) -> None:
    assert named(text, FAMILY) is None


def test_a_name_of_signs_is_only_itself() -> None:
    assert named("a.b (c", ["A.B (C"]) is not None
    assert named("axb", ["a.b"]) is None
    assert named("anything", ["", " "]) is None


@pytest.mark.parametrize("rest", ["", "please", "my son", "it's for", "\U0001f44d", "?", "ok thanks"])
def test_beside_a_name_these_say_nothing(rest: str) -> None:
    assert says_nothing_else(rest)


@pytest.mark.parametrize(
    "rest",
    ["3", "done", "skip", "hurts", "my knee", "\u043c\u043d\u0435 \u0431\u043e\u043b\u044c\u043d\u043e"],
)
def test_beside_a_name_these_say_something(rest: str) -> None:
    assert not says_nothing_else(rest)
