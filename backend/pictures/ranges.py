"""Parts of a file over HTTP, as players of clips ask for them (RFC 9110, section 14)."""

import re

_RANGE = re.compile(r"bytes=\s*(\d{0,18})-(\d{0,18})\s*", re.ASCII | re.IGNORECASE)


class NotSatisfiable(Exception):
    """The part that is asked for lies behind the end."""


def part_of(length: int, asked: str) -> tuple[int, int] | None:
    """From where and up to where (not included) a Range header asks of a file of that length.

    None is the whole: nothing was asked, several parts at once, or nothing that we understand. Raises NotSatisfiable.
    """
    found = _RANGE.fullmatch(asked)
    if found is None or not any(found.groups()):
        return None
    first, last = found.groups()
    if not first:
        start, end = max(0, length - int(last)), length
    else:
        start, end = int(first), min(length, int(last) + 1) if last else length
        if last and int(last) < start:
            return None
    if start >= length or end <= start:
        raise NotSatisfiable
    return start, end
