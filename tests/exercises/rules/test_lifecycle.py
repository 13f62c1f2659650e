"""The states of an outgoing message, every pair and every order of callbacks."""

from itertools import permutations, product

import pytest

from exercises.rules.lifecycle import (
    PROVIDER_STATES,
    MessageState,
    after_report,
    from_provider,
)

S = MessageState

# The order the provider promises, written out again here so that a slip in the module shows.
STEPS = [
    {S.ACCEPTED, S.SCHEDULED},
    {S.QUEUED},
    {S.SENDING},
    {S.SENT},
    {S.DELIVERED, S.UNDELIVERED, S.FAILED, S.CANCELED},
    {S.READ},
]
OURS = {S.WRITTEN, S.UNKNOWN, S.REFUSED, S.ABSENT}
LATER = {
    (earlier, later)
    for i, step in enumerate(STEPS)
    for further in STEPS[i + 1 :]
    for earlier, later in product(step, further)
}


def test_every_state_is_either_ours_or_the_providers() -> None:
    assert set(S) == OURS | PROVIDER_STATES
    assert not OURS & PROVIDER_STATES
    assert set().union(*STEPS) == PROVIDER_STATES


@pytest.mark.parametrize(("current", "reported"), sorted(product(PROVIDER_STATES, PROVIDER_STATES)))
def test_a_provider_state_only_moves_forward(current: S, reported: S) -> None:
    expected = reported if (current, reported) in LATER else current

    assert after_report(current, reported) is expected


@pytest.mark.parametrize(("current", "reported"), sorted(product(OURS, PROVIDER_STATES)))
def test_any_report_overrides_what_we_only_believed(current: S, reported: S) -> None:
    assert after_report(current, reported) is reported


@pytest.mark.parametrize(("current", "reported"), sorted(product(S, OURS)))
def test_a_state_of_our_own_is_not_something_a_provider_reports(current: S, reported: S) -> None:
    with pytest.raises(ValueError, match=reported.value):
        after_report(current, reported)


CALLBACKS = [
    ("delivered text", [S.QUEUED, S.SENDING, S.SENT, S.DELIVERED], S.DELIVERED),
    ("through a messaging service", [S.ACCEPTED, S.QUEUED, S.SENT, S.DELIVERED], S.DELIVERED),
    ("no receipt from the carrier", [S.ACCEPTED, S.QUEUED, S.SENDING, S.SENT], S.SENT),
    ("receipt says no", [S.QUEUED, S.SENT, S.UNDELIVERED], S.UNDELIVERED),
    ("never left the provider", [S.QUEUED, S.FAILED], S.FAILED),
    ("scheduled, then canceled", [S.SCHEDULED, S.CANCELED], S.CANCELED),
    ("read on the phone", [S.QUEUED, S.SENT, S.DELIVERED, S.READ], S.READ),
    ("each twice", [S.QUEUED, S.QUEUED, S.SENT, S.SENT, S.DELIVERED, S.DELIVERED], S.DELIVERED),
]


@pytest.mark.parametrize("start", sorted(OURS))
@pytest.mark.parametrize(
    ("reports", "end"), [row[1:] for row in CALLBACKS], ids=[row[0] for row in CALLBACKS]
)
def test_every_order_of_callbacks_ends_in_the_same_state(start: S, reports: list[S], end: S) -> None:
    for order in set(permutations(reports)):
        state = start
        for report in order:
            state = after_report(state, report)
        assert state is end, order


def test_of_two_terminal_states_the_first_one_heard_stands() -> None:
    assert after_report(S.DELIVERED, S.UNDELIVERED) is S.DELIVERED
    assert after_report(S.UNDELIVERED, S.DELIVERED) is S.UNDELIVERED


@pytest.mark.parametrize("state", sorted(PROVIDER_STATES))
def test_a_providers_own_word_is_its_state(state: S) -> None:
    assert from_provider(state.value) is state


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("partially_delivered", S.SENT),
        ("receiving", None),
        ("received", None),
        ("teleported", None),
        ("", None),
        ("Delivered", None),
        ("written", None),
        ("unknown", None),
        ("refused", None),
        ("absent", None),
    ],
)
def test_words_that_are_no_state_of_the_providers_are_none(word: str, state: S | None) -> None:
    assert from_provider(word) is state
