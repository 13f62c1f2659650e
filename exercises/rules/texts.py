"""What a text costs and how it is made: SMS segments, plain placeholders, GSM-7 look-alikes."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

MOST_SEGMENTS = 2
"""No text we write takes more."""

# GSM 03.38, default alphabet (3GPP TS 23.038, 6.2.1), without the escape character.
GSM_DEFAULT = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ"
    " !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
# Its extension table: each of these travels as an escape and a character.
GSM_EXTENSION = frozenset("\f^{}\\[~]|€")

_ALL_GSM = re.compile(f"[{re.escape(''.join(sorted(GSM_DEFAULT | GSM_EXTENSION)))}]*")
_WIDE_GSM = re.compile(f"[{re.escape(''.join(sorted(GSM_EXTENSION)))}]")

_LOOK_ALIKES = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4\u0060\u02bc", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2022", "-"),
        **dict.fromkeys("\u00a0\u1680\u202f\u205f\u3000\t" + "".join(map(chr, range(0x2000, 0x200B))), " "),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
        "\u2026": "...",
        "\u00d7": "x",
        "\u2044": "/",
    }
)

_BRACES = re.compile(r"\{(?P<inside>[^{}]*)\}|[{}]")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@dataclass(frozen=True)
class Segments:
    """How a text travels. An empty text counts one: a message is never less."""

    encoding: Literal["GSM-7", "UCS-2"]
    count: int


def segments(text: str) -> Segments:
    """The encoding and the number of SMS segments that `text` takes.

    A character of two units (GSM-7 extension, or outside the BMP) is never split over two segments.
    """
    if _ALL_GSM.fullmatch(text):
        if not _WIDE_GSM.search(text):
            return Segments("GSM-7", 1 if len(text) <= 160 else -(-len(text) // 153))
        widths = [2 if char in GSM_EXTENSION else 1 for char in text]
        return Segments("GSM-7", _packed(widths, alone=160, joined=153))
    widths = [2 if ord(char) > 0xFFFF else 1 for char in text]
    return Segments("UCS-2", _packed(widths, alone=70, joined=67))


def split(text: str, *, most: int, ending: str) -> list[str]:
    """`text` in parts of at most `most` segments, all but the last with `ending` after a space.

    Broken after a sentence, else between words, where there is one in the second half of a part. `ending` must fit
    beside something.
    """
    parts = []
    rest = text.strip()
    while segments(rest).count > most:
        end = _longest(rest, most, ending)
        end = _break(rest, end)
        parts.append(f"{rest[:end].rstrip()} {ending}")
        rest = rest[end:].lstrip()
    return [*parts, rest]


def _break(text: str, end: int) -> int:
    """Where a part of at most `end` characters ends best."""
    sentence = max(text.rfind(mark, end // 2, end + 1) for mark in (". ", "! ", "? ", "; ", "\n"))
    word = text.rfind(" ", end // 2, end + 1)
    return sentence + 1 if sentence > 0 else word if word > 0 else end


def _longest(text: str, most: int, ending: str) -> int:
    """How many characters of `text` fit with the ending, at least one. More of them never take fewer segments."""
    lengths = range(2, len(text) + 1)
    return 1 + bisect_right(lengths, most, key=lambda length: segments(f"{text[:length]} {ending}").count)


def gsm_safe(text: str) -> str:
    """`text` with typographic look-alikes replaced by GSM-7 characters; letters are never touched."""
    return text.translate(_LOOK_ALIKES)


def placeholders(template: str) -> frozenset[str]:
    """The names in `template`. ValueError when a brace in it is not part of a plain `{name}`."""
    return frozenset(_name_in(found) for found in _BRACES.finditer(template))


def fill(template: str, values: Mapping[str, str]) -> str:
    """`template` with each `{name}` replaced by its value; what values contain is left as it is.

    ValueError, naming it, for a placeholder without a value and for braces that hold no plain name.
    """

    def value_of(found: re.Match[str]) -> str:
        name = _name_in(found)
        if name not in values:
            raise ValueError(f"no value for the placeholder {{{name}}}")
        return values[name]

    return _BRACES.sub(value_of, template)


def _name_in(found: re.Match[str]) -> str:
    inside = found["inside"]
    if inside is None or not _NAME.fullmatch(inside):
        raise ValueError(f"{found[0]} is not a placeholder: only a plain {{name}} is")
    return inside


def _packed(widths: Iterable[int], *, alone: int, joined: int) -> int:
    """Segments needed for characters of these widths, in units: `alone` fit one, `joined` each of several."""
    total, count, used = 0, 1, 0
    for width in widths:
        total += width
        if used + width > joined:
            count, used = count + 1, 0
        used += width
    return 1 if total <= alone else count
