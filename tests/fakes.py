"""A provider that keeps what it is handed, for tests of the inside. The real dialect is spoken by the stand-in."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from exercises.gateway import Accepted, Answer, LookupFailed, Outgoing, ProviderMessage
from exercises.terms import Direction

_sids = count(1)


@dataclass
class RecordingGateway:
    """Takes every text unless `answer` says otherwise. `taken` is what it holds, as its list would show it."""

    now: Callable[[], datetime]
    answer: Callable[[Outgoing], Answer | None] = lambda _: None
    taken: list[ProviderMessage] = field(default_factory=list)
    inbound: list[ProviderMessage] = field(default_factory=list)
    calls: list[Outgoing] = field(default_factory=list)
    unreachable: bool = False

    def send(self, outgoing: Outgoing) -> Answer:
        self.calls.append(outgoing)
        return self.answer(outgoing) or self.take(outgoing)

    def take(self, outgoing: Outgoing) -> Accepted:
        sid = f"SM{next(_sids):032x}"
        self.taken.append(
            ProviderMessage(
                sid, Direction.OUT, outgoing.sender, outgoing.to, outgoing.body, "queued", self.now()
            )
        )
        return Accepted(sid)

    def receive(self, sender: str, to: str, body: str) -> None:
        sid = f"SM{next(_sids):032x}"
        self.inbound.append(ProviderMessage(sid, Direction.IN, sender, to, body, "received", self.now()))

    def sent_to(self, number: str, *, since: datetime) -> list[ProviderMessage]:
        if self.unreachable:
            raise LookupFailed("unreachable")
        return [one for one in self.taken if one.to == number and one.at >= since]

    def received_by(self, sender: str, *, since: datetime) -> list[ProviderMessage]:
        if self.unreachable:
            raise LookupFailed("unreachable")
        return [one for one in self.inbound if one.to == sender and one.at >= since]
