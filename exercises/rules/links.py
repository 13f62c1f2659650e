"""Personal links: their tokens made, read, and kept out of what is stored and logged.

A token is derived from the row's id with the server's secret, so that each text can carry the same link although the
database holds a hash alone. It is 80 bits long: at a thousand guesses a second one of a million live links is found
in some forty million years.
"""

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

PATH = "/t/"
LENGTH = 16
HIDDEN = "*" * LENGTH
"""Stands for a token in a text that is kept; as long as one, so that the text costs the same."""

USUAL_LINK = f"https://clinic.example.org{PATH}{HIDDEN}"
"""About as long as they are."""

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32: no i, l, o or u. A token may be read out over the phone."""
_MISREAD = str.maketrans("ilo", "110")
_BITS = 5
_TOKEN = re.compile(f"[{_ALPHABET}]{{{LENGTH}}}")
_IN_TEXT = re.compile(f"{PATH}{_TOKEN.pattern}(?![{_ALPHABET}])")


@dataclass(frozen=True, slots=True)
class LinkMaker:
    """How this installation makes links.

    `address` is what they begin with, as https://example.org; `life` how long one opens that is neither used nor
    sent. Another `secret` makes other tokens; those that were sent are then replaced with the next text.
    """

    address: str
    secret: bytes
    life: timedelta

    def token(self, link_id: UUID) -> str:
        made = hmac.new(self.secret, b"homestretch.link:" + link_id.bytes, hashlib.sha256).digest()
        number = int.from_bytes(made) >> (len(made) * 8 - LENGTH * _BITS)
        return "".join(_ALPHABET[number >> place * _BITS & 31] for place in reversed(range(LENGTH)))

    def url(self, token: str) -> str:
        return f"{self.address}{PATH}{token}"


def read_token(text: str) -> str | None:
    """The token as it was made, when somebody typed it in capitals or took 0 for o; None when it is none."""
    token = text.lower().translate(_MISREAD)
    return token if _TOKEN.fullmatch(token) else None


def digest(token: str) -> str:
    """What the database knows a token by. Without salt: nobody can try 2^80 tokens."""
    return hashlib.sha256(token.encode()).hexdigest()


def without_token(text: str) -> str:
    """The text as it is kept: it must open nothing to who reads the database."""
    return _IN_TEXT.sub(PATH + HIDDEN, text)


def has_hidden_token(text: str) -> bool:
    return PATH + HIDDEN in text


def with_token(text: str, token: str) -> str:
    """The text as it goes out: `without_token` undone."""
    return text.replace(PATH + HIDDEN, PATH + token)
