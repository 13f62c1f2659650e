"""How many SMS segments a body takes."""

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("\f^{}\\[~]|€")


def count(body: str) -> int:
    """At least 1. A letter of two units (an emoji, a euro sign) never straddles two segments."""
    if _BASIC.issuperset(body):  # nearly every body, and then only its length matters
        return 1 if len(body) <= 160 else -(-len(body) // 153)
    if (_BASIC | _EXTENDED).issuperset(body):
        return _packed([2 if letter in _EXTENDED else 1 for letter in body], alone=160, each=153)
    return _packed([2 if ord(letter) > 0xFFFF else 1 for letter in body], alone=70, each=67)


def _packed(units: list[int], *, alone: int, each: int) -> int:
    if sum(units) <= alone:
        return 1
    segments, used = 1, 0
    for size in units:
        if used + size > each:
            segments, used = segments + 1, 0
        used += size
    return segments
