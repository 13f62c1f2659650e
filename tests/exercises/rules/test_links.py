"""Tokens: the same each time, unguessable, readable by people, and not kept."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from exercises.rules.links import (
    HIDDEN,
    LinkMaker,
    digest,
    has_hidden_token,
    read_token,
    with_token,
    without_token,
)

LINKS = LinkMaker("https://h.example", b"secret", timedelta(days=14))
OTHER = LinkMaker("https://h.example", b"other secret", timedelta(days=14))
ONE = UUID("5f0c3a52-6d1e-4c3b-9a57-0e3b6c1f2d11")
TOKEN = LINKS.token(ONE)


def test_a_row_has_one_token_and_another_row_or_secret_another() -> None:
    assert LINKS.token(ONE) == TOKEN
    assert len({TOKEN, OTHER.token(ONE), LINKS.token(uuid4())}) == 3


def test_every_bit_of_a_token_is_in_use() -> None:
    """80 bits: each of the 32 characters stands at each of the 16 places."""
    seen = {(place, char) for _ in range(2000) for place, char in enumerate(LINKS.token(uuid4()))}
    assert len(seen) == 16 * 32


def test_a_short_address_costs_at_most_forty_characters() -> None:
    assert LINKS.url(TOKEN) == f"https://h.example/t/{TOKEN}"
    assert len(LINKS.url(TOKEN)) <= 40


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("0123456789abcdef", "0123456789abcdef"),
        ("0123456789ABCDEF", "0123456789abcdef"),
        ("OI23456789abcdeL", "0123456789abcde1"),
        ("0123456789abcde", None),
        ("0123456789abcdef0", None),
        ("0123456789abcdeu", None),
        ("0123456789abcde\n", None),
        ("", None),
        ("../../etc/passwd", None),
        ("\u0661" * 16, None),
        ("*" * 16, None),
    ],
)
def test_a_token_is_read_as_people_type_it(typed: str, read: str | None) -> None:
    assert read_token(typed) == read


def test_what_is_kept_opens_nothing() -> None:
    text = f"Harbour: time to move. Today's exercises: {LINKS.url(TOKEN)}"
    kept = without_token(text)
    assert TOKEN not in kept
    assert len(kept) == len(text)
    assert has_hidden_token(kept) and not has_hidden_token(text)
    assert with_token(kept, TOKEN) == text
    assert read_token(HIDDEN) is None
    assert TOKEN not in digest(TOKEN)


@pytest.mark.parametrize("text", ["Plain.", "https://h.example/t/short", f"/t/{TOKEN}more"])
def test_a_text_without_a_token_is_kept_as_it_is(text: str) -> None:
    assert without_token(text) == text
