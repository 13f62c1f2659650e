"""What the domain asks of whoever carries its texts. The provider's side is in backend/sms/."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from exercises.terms import Direction, RefusalKind


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One text to be sent.

    `sender` is an E.164 number or a messaging service's id; `valid_for` is how long the provider
    may keep trying, so that a reminder never arrives the next day (None: the provider's own limit).
    `media` are the pictures that go along, in the words of `rules.pictures.TextedPicture`; the provider's side makes
    addresses of them, fresh at every attempt.
    `attempt` counts how often this message was handed over, so that a late answer is known for what it is.
    `due_at` is when a reminder should have gone; None for what is sent because a patient wrote.
    """

    message_id: UUID
    sender: str
    to: str
    body: str
    media: tuple[str, ...] = ()
    valid_for: timedelta | None = None
    attempt: int = 1
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Accepted:
    """The provider took the text and gave it this id."""

    sid: str
    state: str = "queued"


@dataclass(frozen=True, slots=True)
class Refused:
    """The provider did not take the text and never will, as it stands.

    `wait` is how long it asks us to wait before the next attempt, where it says so.
    """

    code: str
    kind: RefusalKind
    detail: str = ""
    wait: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody knows whether the provider took the text: it must be looked up before it may go again."""

    reason: str


Answer = Accepted | Refused | Unknown


@dataclass(frozen=True, slots=True)
class ProviderMessage:
    """One message as the provider lists it. `at` is aware, in whole seconds; `state` is the provider's own word.

    `body` is empty where the provider redacts it; `error_kind` says what the error code is about.
    """

    sid: str
    direction: Direction
    sender: str
    to: str
    body: str
    state: str
    at: datetime
    error_code: str = ""
    error_kind: RefusalKind | None = None


class LookupFailed(Exception):
    """The provider could not be asked; nothing is known."""


class MailFailed(Exception):
    """The mail server did not take an e-mail, or could not be reached."""


class Mailer(Protocol):
    """Who sends e-mail to staff. Not called inside a database transaction."""

    def send(self, to: str, subject: str, body: str) -> None:
        """Raises MailFailed."""


class SmsGateway(Protocol):
    """A provider of texts. None of the calls is made inside a database transaction."""

    def send(self, outgoing: Outgoing) -> Answer: ...

    def sent_to(self, number: str, *, since: datetime) -> list[ProviderMessage]:
        """The provider's outgoing messages to `number` since `since`. Raises LookupFailed."""
        ...

    def received_by(self, sender: str, *, since: datetime) -> list[ProviderMessage]:
        """The provider's incoming messages to `sender` since `since`, oldest first. Raises LookupFailed."""
        ...
