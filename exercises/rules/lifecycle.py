"""The life of an outgoing message, from the row before the call to the last callback.

Callbacks come in any order and more than once, and the answer of the call itself may be lost; so a
state is reached by rank, never by the order of arrival.
"""

from enum import StrEnum


class MessageState(StrEnum):
    WRITTEN = "written"
    """The row is committed and the call is about to be made."""
    UNKNOWN = "unknown"
    """The call was made and its outcome is not known."""
    REFUSED = "refused"
    """The provider refused to create the message."""
    ABSENT = "absent"
    """The provider was asked afterwards and has no such message."""

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
