"""Signed requests to the application, repeated only as the fragment of the address says."""

import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, urldefrag, urlencode

import urllib3
from twilio.request_validator import RequestValidator
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NameResolutionError, NewConnectionError

LARGEST_ANSWER = 64 * 1024
BETWEEN_TRIES_S = 0.1


@dataclass(frozen=True, slots=True)
class Policy:
    """How a webhook is tried: repeats at most, on what, and time limits in seconds (`total` of all tries)."""

    repeats: int = 1
    on: frozenset[str] = frozenset({"ct"})
    connect: float = 5.0
    read: float = 15.0
    total: float = 15.0


ONCE = Policy(repeats=0)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the application said. `status` is None when it did not answer, and `problem` then says why."""

    status: int | None
    body: bytes = b""
    content_type: str = ""
    problem: str = ""

    @property
    def failure(self) -> str | None:
        """The kind of failure as the fragment names it: ct, rt, 4xx, 5xx; None when it is none."""
        if self.status is None:
            return self.problem.partition(":")[0]
        return f"{self.status // 100}xx" if self.status >= 400 else None


def read_policy(address: str) -> tuple[str, Policy]:
    """The address without its fragment, and what the fragment orders; nonsense in it is not heard."""
    bare, fragment = urldefrag(address)
    said = {key: values[-1] for key, values in parse_qs(fragment).items()}
    kinds = frozenset(said.get("rp", "ct").split(","))
    return bare, Policy(
        repeats=int(_within(said.get("rc"), 0, 5, otherwise=1)),
        on=frozenset({"ct", "rt", "4xx", "5xx"}) if "all" in kinds else kinds,
        connect=_within(said.get("ct"), 100, 10_000, otherwise=5_000) / 1000,
        read=_within(said.get("rt"), 100, 15_000, otherwise=15_000) / 1000,
        total=_within(said.get("tt"), 100, 15_000, otherwise=15_000) / 1000,
    )


def _within(said: str | None, least: int, most: int, *, otherwise: float) -> float:
    if said is None or not said.isascii() or not said.isdigit() or not least <= int(said) <= most:
        return otherwise
    return int(said)


class Webhooks:
    def __init__(self, auth_token: str) -> None:
        self._validator = RequestValidator(auth_token)
        self._kept = urllib3.PoolManager(num_pools=4, maxsize=16, retries=False)

    def post(self, address: str, fields: Mapping[str, str], *, on_answer: Callable[[Answer], None]) -> None:
        """A status callback; `on_answer` is told of every try."""
        url, policy = read_policy(address)
        token = str(uuid.uuid4())
        give_up = time.monotonic() + policy.total
        for repeat in range(policy.repeats + 1):
            answer = self._once(self._kept, url, fields, policy, token)
            on_answer(answer)
            if answer.failure not in policy.on or repeat == policy.repeats or time.monotonic() > give_up:
                return
            time.sleep(BETWEEN_TRIES_S)

    def post_once(self, address: str, fields: Mapping[str, str]) -> Answer:
        """An inbound message: tried once, on a connection of its own, so that no stale one can lose it."""
        with urllib3.PoolManager(retries=False) as fresh:
            return self._once(fresh, urldefrag(address).url, fields, ONCE, str(uuid.uuid4()))

    def _once(
        self, pool: urllib3.PoolManager, url: str, fields: Mapping[str, str], policy: Policy, token: str
    ) -> Answer:
        headers = {
            "Content-Type": "application/x-www-form-urlencoded; charset=utf-8",
            "User-Agent": "TwilioProxy/1.1",
            "Accept": "*/*",
            "I-Twilio-Idempotency-Token": token,
            "X-Twilio-Signature": self._validator.compute_signature(url, dict(fields)),
        }
        limits = urllib3.Timeout(connect=policy.connect, read=policy.read)
        try:
            answer = pool.request(
                "POST",
                url,
                body=urlencode(fields),
                headers=headers,
                timeout=limits,
                redirect=False,
                preload_content=False,
            )
            body = answer.read(LARGEST_ANSWER + 1)
        except (ConnectTimeoutError, NewConnectionError, NameResolutionError) as error:
            return Answer(None, problem=f"ct: {_plainly(error)}")
        except (HTTPError, OSError, ValueError) as error:
            return Answer(None, problem=f"rt: {_plainly(error)}")
        if len(body) > LARGEST_ANSWER:
            answer.close()
            return Answer(None, problem="size: the answer is larger than 64 KB")
        answer.release_conn()
        return Answer(answer.status, body, answer.headers.get("Content-Type", ""))


def _plainly(error: Exception) -> str:
    if isinstance(error, ConnectTimeoutError | NewConnectionError | NameResolutionError):
        return "the application cannot be reached"
    return f"the application did not answer ({type(error).__name__})"
