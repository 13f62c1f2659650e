"""The life of an outgoing message, from the row before the call to the last callback.

What happens to it on our side is an event, and a table says which state it moves to which. What the provider
reports comes in any order and more than once, and the answer of the call itself may be lost; so a state of the
provider's is reached by rank, never by the order of arrival.
"""

from collections.abc import Mapping
from enum import StrEnum


class MessageState(StrEnum):
    WRITTEN = "written"
    """The row is committed and the call is about to be made."""
    UNKNOWN = "unknown"
    """The call was made and its outcome is not known."""
    REFUSED = "refused"
    """The provider refused to create the message."""
    ABSENT = "absent"
    """The provider does not have it: it said so afterwards, refused it for a while, or was not asked yet."""

    ACCEPTED = "accepted"
    SCHEDULED = "scheduled"
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"
    FAILED = "failed"
    CANCELED = "canceled"
    READ = "read"


_RANK = {
    MessageState.ACCEPTED: 0,
    MessageState.SCHEDULED: 0,
    MessageState.QUEUED: 1,
    MessageState.SENDING: 2,
    MessageState.SENT: 3,
    MessageState.DELIVERED: 4,
    MessageState.UNDELIVERED: 4,
    MessageState.FAILED: 4,
    MessageState.CANCELED: 4,
    MessageState.READ: 5,
}

_FROM_PROVIDER = {state.value: state for state in _RANK} | {"partially_delivered": MessageState.SENT}

PROVIDER_STATES = frozenset(_RANK)


class Event(StrEnum):
    """What happens to a message on our side of the wire."""

    REFUSED = "refused"
    """The provider refused it for good."""
    PUT_OFF = "put_off"
    """The provider did not take it, for a reason that may pass; or the call was not made in time."""
    UNANSWERED = "unanswered"
    """The call ended without an answer that can be believed."""
    NOT_FOUND = "not_found"
    """It is not in the provider's list, long after the call."""
    TAKEN_UP = "taken_up"
    """It is about to be called again."""
    GIVEN_BACK = "given_back"
    """The provider's message that was taken for this one is another's."""


_S, _E = MessageState, Event
_MOVES: Mapping[Event, Mapping[MessageState, MessageState]] = {
    # An answer may come late: the list was read meanwhile, and did not show the text.
    _E.REFUSED: dict.fromkeys((_S.WRITTEN, _S.UNKNOWN, _S.ABSENT), _S.REFUSED),
    _E.PUT_OFF: dict.fromkeys((_S.WRITTEN, _S.UNKNOWN), _S.ABSENT),
    _E.UNANSWERED: {_S.WRITTEN: _S.UNKNOWN},
    _E.NOT_FOUND: dict.fromkeys((_S.WRITTEN, _S.UNKNOWN), _S.ABSENT),
    _E.TAKEN_UP: {_S.ABSENT: _S.WRITTEN},
    _E.GIVEN_BACK: dict.fromkeys(_RANK, _S.UNKNOWN),
}

OUTCOME_UNKNOWN = frozenset({MessageState.WRITTEN, MessageState.UNKNOWN})
"""Nobody knows yet whether the provider has the text."""

LOST = frozenset({MessageState.REFUSED, MessageState.UNDELIVERED, MessageState.FAILED, MessageState.CANCELED})
"""The text will never arrive."""


def after(current: MessageState, event: Event) -> MessageState | None:
    """The state after `event`; None where it moves nothing, as an answer that comes after a report."""
    return _MOVES[event].get(current)


def moved_by(event: Event) -> frozenset[MessageState]:
    """The states that `event` leads out of; for an UPDATE that must not move any other."""
    return frozenset(_MOVES[event])


def from_provider(word: str) -> MessageState | None:
    """The state a provider's status word stands for; None for inbound statuses and words we do not know."""
    return _FROM_PROVIDER.get(word)


def after_report(current: MessageState, reported: MessageState) -> MessageState:
    """The state after the provider reported `reported`; `current` when that would be no step forward.

    Of two terminal states the first one heard stands. A report proves that the message exists, so it
    overrides every state of our own making. ValueError when `reported` is not a provider's state.
    """
    if reported not in _RANK:
        raise ValueError(f"{reported} is not a state that a provider reports")
    if current in _RANK and _RANK[current] >= _RANK[reported]:
        return current
    return reported
