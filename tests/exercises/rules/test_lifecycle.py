"""The states of an outgoing message, every pair and every order of callbacks."""

from itertools import permutations, product

import pytest

from exercises.rules.lifecycle import (
    LOST,
    OUTCOME_UNKNOWN,
    PROVIDER_STATES,
    Event,
    MessageState,
    after,
    after_report,
    from_provider,
    moved_by,
)

S, E = MessageState, Event

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


# --- what happens on our side ------------------------------------------------------------------------------
MOVES = {
    (S.WRITTEN, E.REFUSED): S.REFUSED,
    (S.WRITTEN, E.PUT_OFF): S.ABSENT,
    (S.WRITTEN, E.UNANSWERED): S.UNKNOWN,
    (S.WRITTEN, E.NOT_FOUND): S.ABSENT,
    (S.UNKNOWN, E.REFUSED): S.REFUSED,
    (S.UNKNOWN, E.PUT_OFF): S.ABSENT,
    (S.UNKNOWN, E.NOT_FOUND): S.ABSENT,
    (S.ABSENT, E.REFUSED): S.REFUSED,
    (S.ABSENT, E.TAKEN_UP): S.WRITTEN,
    **{(state, E.GIVEN_BACK): S.UNKNOWN for state in PROVIDER_STATES},
}


@pytest.mark.parametrize(("state", "event"), sorted(product(S, E)))
def test_every_event_in_every_state(state: S, event: E) -> None:
    assert after(state, event) is MOVES.get((state, event))


@pytest.mark.parametrize("event", E)
def test_an_update_moves_the_states_that_the_event_moves_and_no_other(event: E) -> None:
    assert moved_by(event) == {state for state in S if after(state, event) is not None}


def test_a_text_is_called_again_only_when_the_provider_does_not_have_it() -> None:
    assert {state for state in S if after(state, E.TAKEN_UP)} == {S.ABSENT}
    becomes_absent = {state for state, event in MOVES if MOVES[state, event] is S.ABSENT}
    assert becomes_absent == OUTCOME_UNKNOWN


def test_no_event_of_ours_moves_what_the_provider_reported_except_that_it_was_another_s() -> None:
    moved = {event for state, event in product(PROVIDER_STATES, E) if after(state, event)}
    assert moved == {E.GIVEN_BACK}


def test_what_is_lost_for_good_no_event_of_ours_revives() -> None:
    """A report does: it proves that the provider has the text after all."""
    assert all(after(state, event) is None for state, event in product(LOST - PROVIDER_STATES, E))
    assert {after_report(S.REFUSED, reported) for reported in PROVIDER_STATES} == PROVIDER_STATES


# --- what the provider reports -----------------------------------------------------------------------------
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
