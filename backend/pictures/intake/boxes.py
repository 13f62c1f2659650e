"""The boxes that MP4 and HEIC files are made of (ISO base media file format): a size, four letters, content."""

from collections.abc import Iterator
from dataclasses import dataclass

from backend.pictures.intake.refusals import Damaged

MOST_BOXES = 2048
"""In one box; a clip of a minute has some dozens."""


@dataclass(frozen=True, slots=True)
class Box:
    """One box, in bytes from the start of the file: its head at `start`, its content from `body` to `end`."""

    kind: bytes
    start: int
    body: int
    end: int

    @property
    def length(self) -> int:
        return self.end - self.body


def number(content: bytes | bytearray, at: int, width: int = 4) -> int:
    """An unsigned number of `width` bytes. Raises Damaged where the file ends before it."""
    if at + width > len(content):
        raise Damaged
    return int.from_bytes(content[at : at + width], "big")


def boxes_in(content: bytes | bytearray, start: int, end: int) -> Iterator[Box]:
    """The boxes that fill `start` to `end` exactly. Raises Damaged where they do not."""
    for _ in range(MOST_BOXES):
        if start == end:
            return
        box = _box_at(content, start, end)
        yield box
        start = box.end
    raise Damaged


def _box_at(content: bytes | bytearray, start: int, end: int) -> Box:
    if end - start < 8:
        raise Damaged
    size, kind, body = number(content, start), bytes(content[start + 4 : start + 8]), start + 8
    if size == 1 and end - body >= 8:  # the size is too great for four bytes
        size, body = number(content, body, 8), body + 8
    elif size == 0 and end == len(content):  # up to the end of the file
        size = end - start
    if not body - start <= size <= end - start:
        raise Damaged
    return Box(kind, start, body, start + size)
