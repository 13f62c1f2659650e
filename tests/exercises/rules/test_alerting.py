"""Whom to call first: silence, being unreachable and not doing it are three different things."""

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.rules.adherence import Adherence
from exercises.rules.alerting import Following, pain_is_rising, rank
from exercises.terms import Need, TextingState

WELL = Adherence(done=9, expected=10)
POORLY = Adherence(done=2, expected=10)
RISING = (2, 2, 4, 5)


def following(**given: Any) -> Following:
    """A patient with whom all is well."""
    facts: dict[str, Any] = {"adherence": WELL, "pains": (), "unanswered": 0, "texting": TextingState.OK}
    return Following(**facts | given)


# In the order of urgency; each of them gives way to all above it.
NEEDS: list[tuple[str, dict[str, Any], Need, str]] = [
    ("a safety alert", {"open_safety_alerts": 1}, Need.SAFETY, "A safety alert is open."),
    ("high pain was told", {"open_pain_alerts": 1}, Need.PAIN_RISING, "High pain was reported."),
    ("pain rises", {"pains": RISING}, Need.PAIN_RISING, "Pain rose to 5 of 10."),
    ("a concern is unread", {"unread_words": 2}, Need.CONCERN, "A concern waits to be read: 2 new."),
    ("a flare was told", {"open_flare_alerts": 1}, Need.FLARE, "A flare was reported."),
    ("a call was asked for", {"open_call_alerts": 1}, Need.CALL, "Asked to be phoned."),
    ("a text waits", {"open_message_alerts": 1}, Need.MESSAGE, "1 text waits for an answer."),
    ("three reminders", {"unanswered": 3}, Need.SILENT, "3 reminders in a row without an answer."),
    (
        "the number is dead",
        {"texting": TextingState.UNREACHABLE},
        Need.UNREACHABLE,
        "Texts do not arrive at this number.",
    ),
    ("little was done", {"adherence": POORLY}, Need.NOT_DOING_IT, "20 % of the sessions done in 14 days."),
    ("no program", {"assigned": False}, Need.PROGRAM_ENDED, "No program is assigned."),
    ("all is well", {}, Need.FINE, "Nothing to do."),
]


@pytest.mark.parametrize(
    ("given", "need", "reason"), [row[1:] for row in NEEDS], ids=[row[0] for row in NEEDS]
)
def test_a_need_and_its_reason(given: dict[str, Any], need: Need, reason: str) -> None:
    found = rank(following(**given))
    assert (found.need, found.reason) == (need, reason)
    assert found.place == list(Need).index(need)


def test_every_need_has_its_row_in_the_order_of_urgency() -> None:
    assert list(dict.fromkeys(need for _, _, need, _ in NEEDS)) == list(Need)


# Where texts do not arrive nobody is silent, and without a program nobody is asked.
_APART = {
    (Need.SILENT, Need.UNREACHABLE),
    (Need.SILENT, Need.PROGRAM_ENDED),
    (Need.UNREACHABLE, Need.PROGRAM_ENDED),
}
PAIRS = [(before, after) for before, after in combinations(NEEDS, 2) if (before[2], after[2]) not in _APART]


@pytest.mark.parametrize(
    ("before", "after"), PAIRS, ids=[f"{before[0]} before {after[0]}" for before, after in PAIRS]
)
def test_the_more_urgent_reason_is_given(
    before: tuple[str, dict[str, Any], Need, str], after: tuple[str, dict[str, Any], Need, str]
) -> None:
    assert rank(following(**before[1] | after[1])).reason == before[3]


@pytest.mark.parametrize(
    ("texting", "reason"),
    [
        (TextingState.UNREACHABLE, "Texts do not arrive at this number."),
        (TextingState.OPTED_OUT, "Opted out of texts."),
        (TextingState.NO_CONSENT, "Has not agreed to texts."),
    ],
)
def test_who_gets_no_texts_is_unreachable_and_not_silent(texting: TextingState, reason: str) -> None:
    found = rank(following(texting=texting, unanswered=5, adherence=POORLY))
    assert (found.need, found.reason) == (Need.UNREACHABLE, reason)


@pytest.mark.parametrize(
    ("label", "given", "need", "reason"),
    [
        ("two unanswered are not silence", {"unanswered": 2}, Need.FINE, "Nothing to do."),
        ("more than three", {"unanswered": 12}, Need.SILENT, "12 reminders in a row without an answer."),
        (
            "silence after the program is none",
            {"unanswered": 3, "assigned": False, "ended": True},
            Need.PROGRAM_ENDED,
            "The program has ended.",
        ),
        (
            "unreachable without a program",
            {"texting": TextingState.OPTED_OUT, "assigned": False},
            Need.PROGRAM_ENDED,
            "No program is assigned.",
        ),
        ("half done is not low", {"adherence": Adherence(5, 10)}, Need.FINE, "Nothing to do."),
        (
            "a little less is",
            {"adherence": Adherence(4.94, 10)},
            Need.NOT_DOING_IT,
            "49 % of the sessions done in 14 days.",
        ),
        ("too little expected to speak of", {"adherence": Adherence(0, 3)}, Need.FINE, "Nothing to do."),
        ("several texts", {"open_message_alerts": 3}, Need.MESSAGE, "3 texts wait for an answer."),
        (
            "safety without a program",
            {"open_safety_alerts": 2, "assigned": False},
            Need.SAFETY,
            "A safety alert is open.",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and value[0].islower() else "",
)
def test_the_edges_of_a_need(label: str, given: dict[str, Any], need: Need, reason: str) -> None:
    found = rank(following(**given))
    assert (found.need, found.reason) == (need, reason)


@pytest.mark.parametrize(
    ("pains", "rising", "label"),
    [
        ((), False, "nothing told"),
        ((9,), False, "one reading"),
        ((2, 9), False, "nothing to compare the first with but itself"),
        ((2, 4, 4), True, "two points on two readings"),
        ((2, 4, 3), False, "the last is lower"),
        ((2, 3, 4), False, "only the last is higher"),
        ((2, 2, 2, 9), False, "a single peak"),
        ((2, 3, 4, 5), False, "2.5 before, 4 is 1.5 above"),
        ((2, 2, 4, 5), True, "rising still"),
        ((3, 2, 4, 5), False, "usually 2.5"),
        ((5, 5, 6, 6), False, "one point"),
        ((8, 8, 10, 10), True, "up to the top"),
        ((9, 9, 10, 10), False, "no room for two points"),
        ((6, 5, 4, 3), False, "falling"),
        ((0, 2, 2), True, "from nought"),
        ((7, 7, 2, 2, 4, 4), False, "4 is below what was usual"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_pain_is_rising(pains: tuple[int, ...], rising: bool, label: str) -> None:
    assert pain_is_rising(pains) is rising


@given(st.lists(st.integers(0, 10)))
def test_pain_that_never_rose_by_two_is_not_rising(pains: list[int]) -> None:
    if pain_is_rising(pains):
        assert min(pains[-2:]) - min(pains[:-2]) >= 2


@given(
    st.builds(
        Following,
        adherence=st.sampled_from((WELL, POORLY, Adherence(0, 0))),
        pains=st.lists(st.integers(0, 10)),
        unanswered=st.integers(0, 9),
        texting=st.sampled_from(TextingState),
        open_safety_alerts=st.integers(0, 2),
        open_pain_alerts=st.integers(0, 2),
        open_message_alerts=st.integers(0, 2),
        unread_words=st.integers(0, 2),
        assigned=st.booleans(),
        ended=st.booleans(),
    )
)
def test_everybody_has_a_place_and_an_open_safety_alert_always_the_first(patient: Following) -> None:
    found = rank(patient)
    assert (found.place == 0) == (found.need == Need.SAFETY) == (patient.open_safety_alerts > 0)
    assert found.reason
