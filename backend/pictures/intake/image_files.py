"""What a photograph's file is made of, told from its bytes before anything decodes it.

Each reader walks one format from its first byte to its last and gives the file anew with nothing in it but the
picture: metadata, previews and what follows the picture are left out, and the two facts worth keeping, the colour
profile and which way is up, stand beside it. A file that is not whole or hides something is refused.
"""

import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from backend.pictures.intake.boxes import Box, boxes_in, number
from backend.pictures.intake.refusals import Damaged, HidesSomething, Moves, TooLarge, TooSmall, WrongKind

MOST_PIXELS = 50_000_000
"""What the largest camera of today's iPhones makes (48 million), and some more."""
LONGEST_SIDE = 16_384
SHORTEST_SIDE = 160
NARROWEST = 4
"""The longer side is at most this many times the shorter one."""
LARGEST_PROFILE = 1 << 20
MOST_PARTS = 4096
"""Chunks or segments in one file. A progressive JPEG of a phone has about thirty, a large PNG some thousand."""

UPRIGHT = 1


@dataclass(frozen=True, slots=True)
class ImageFile:
    """A picture's file reduced to its picture. `orientation` is that of EXIF, 1 to 8; `profile` an ICC profile,
    empty for sRGB; `longer` a file that decodes to the same picture if, and only if, this one is whole."""

    format: str
    content: bytes
    orientation: int = UPRIGHT
    profile: bytes = b""
    longer: bytes = b""


def is_image(content: bytes) -> bool:
    return any(starts(content) for starts, _ in _READERS)


def read_image(content: bytes) -> ImageFile:
    """The picture in these bytes, whatever its name says. Raises a FileRefused."""
    for starts, read in _READERS:
        if starts(content):
            refuse_hidden(content)
            return read(content)
    raise WrongKind


def check_size(width: int, height: int) -> None:
    """Refuses what is too large to decode, or no photograph by its shape; sizes are in px."""
    if width == 0 or height == 0:
        raise Damaged
    if max(width, height) > LONGEST_SIDE or width * height > MOST_PIXELS:
        raise TooLarge(
            f"The picture has {width} × {height} pixels; at most {MOST_PIXELS // 1_000_000} million are taken, and"
            f" {LONGEST_SIDE} on a side. Make it smaller and send it again."
        )
    if min(width, height) < SHORTEST_SIDE:
        raise TooSmall(
            f"The picture has {width} × {height} pixels: too few to show a movement. Send the original; each side"
            f" needs at least {SHORTEST_SIDE}."
        )
    if max(width, height) > NARROWEST * min(width, height):
        raise TooSmall(
            "The picture is too long and narrow to be seen on a phone. Cut it to the person who exercises."
        )


# --- what is hidden --------------------------------------------------------------------------------------

_PROGRAMS = re.compile(
    rb"<\?php\s|<\?=\s?`?\$_[a-z]{3}|<!doctype\s|<html[\s>]|<script[\s>/]|<svg[\s>](?=[^\0]{0,200}(?:xmlns|onload|<))|%PDF-[12]\."
    rb"|#!/(?:bin|usr)/",
    re.IGNORECASE,
)
"""What a browser, a server or a reader would run or show, in marks long enough that compressed pictures do not
hold them by chance."""
_ARCHIVE_END = b"PK\x05\x06"
"""Where a ZIP file's list of contents ends; readers look for it in the last 64 KiB."""
_FOREIGN_STARTS = (b"MZ", b"\x7fELF", b"PK\x03\x04", b"%PDF", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"<")


def refuse_hidden(content: bytes) -> None:
    """Raises HidesSomething where the file is a page, a program or an archive besides."""
    if _PROGRAMS.search(content) or _ARCHIVE_END in content[-65_557:]:
        raise HidesSomething


def _refuse_foreign_end(rest: bytes) -> None:
    """What phones append (a second picture, a clip, their own notes) is left out; anything else is refused."""
    if rest.lstrip(b"\0\r\n\t ").startswith(_FOREIGN_STARTS):
        raise HidesSomething


# --- JPEG ------------------------------------------------------------------------------------------------

_NEXT_MARKER = re.compile(rb"\xff+[\x01-\xcf\xd8-\xfe]")
_RESTART = re.compile(rb"\xff[\xd0-\xd7]")
_FRAMES = range(0xC0, 0xD0)
_READ_FRAMES = (0xC0, 0xC1, 0xC2)
_NO_FRAMES = (0xC4, 0xC8, 0xCC)
_TABLES = (0xC4, 0xDB, 0xDD)
_APP0, _APP1, _APP2, _APP14, _COMMENT = 0xE0, 0xE1, 0xE2, 0xEE, 0xFE
_START_OF_SCAN, _END_OF_IMAGE = 0xDA, 0xD9
_AFTER_THE_END = b"\x5b\xa6\x39\xd4" * 64


class _Jpeg:
    """A JPEG while it is walked: what is kept of it, and what is known by now."""

    def __init__(self) -> None:
        self.kept: list[bytes] = [b"\xff\xd8"]
        self.longer: list[bytes] = [b"\xff\xd8"]
        self.profile: dict[int, bytes] = {}
        self.orientation = UPRIGHT
        self.components: tuple[int, ...] = ()
        self.progressive = False
        self.missing: set[tuple[int, int]] = set()
        """Of each component the coefficients, 0 to 63, that no scan has brought in full."""

    def take(self, marker: int, body: bytes) -> None:
        if marker in _FRAMES and marker not in _NO_FRAMES:
            self._frame(marker, body)
        elif marker == _APP1 and body.startswith(b"Exif\0\0") and self.orientation == UPRIGHT:
            self.orientation = orientation_in(body[6:])
        elif marker == _APP2 and body.startswith(b"ICC_PROFILE\0") and len(body) > 14:
            self.profile.setdefault(body[12], body[14:])
        is_colour = (marker == _APP0 and body[:5] == b"JFIF\0") or (marker == _APP14 and body[:5] == b"Adobe")
        if marker in _FRAMES or marker in _TABLES or is_colour:
            self.keep(_segment(marker, body[:14] if marker == _APP0 else body))

    def keep(self, part: bytes) -> None:
        self.kept.append(part)
        self.longer.append(part)

    def _frame(self, marker: int, body: bytes) -> None:
        if marker not in _READ_FRAMES:
            raise WrongKind("This is a rare kind of JPEG. Save it anew as an ordinary JPEG and send that.")
        if self.components or len(body) < 6 or len(body) != 6 + 3 * body[5] or body[5] not in (1, 3, 4):
            raise Damaged
        check_size(number(body, 3, 2), number(body, 1, 2))
        self.components = tuple(body[6 + 3 * place] for place in range(body[5]))
        self.progressive = marker == 0xC2
        self.missing = {(one, coefficient) for one in self.components for coefficient in range(64)}

    def scan(self, head: bytes, data: bytes) -> None:
        count = head[0] if head else 0
        if not self.components or len(head) != 4 + 2 * count or not data:
            raise Damaged
        _check_restarts(data)
        first, last, low = head[-3], head[-2], head[-1] & 15
        if not self.progressive:
            first, last, low = 0, 63, 0
        if low == 0:
            for place in range(count):
                brought = ((head[1 + 2 * place], coefficient) for coefficient in range(first, last + 1))
                self.missing.difference_update(brought)
        self.keep(_segment(_START_OF_SCAN, head))
        self.kept.append(data)
        self.longer += (data, _AFTER_THE_END)

    def whole(self) -> ImageFile:
        if not self.components or self.missing:
            raise Damaged
        profile = b"".join(self.profile[place] for place in sorted(self.profile))
        return ImageFile(
            "JPEG",
            b"".join((*self.kept, b"\xff\xd9")),
            self.orientation,
            profile if len(profile) <= LARGEST_PROFILE else b"",
            b"".join((*self.longer, b"\xff\xd9")),
        )


def _read_jpeg(content: bytes) -> ImageFile:
    """A JPEG is whole when its end is marked and its scans bring every coefficient. That the last scan itself is
    whole only a decoder can tell: one cut short shows what is put behind it."""
    jpeg, at = _Jpeg(), 2
    for _ in range(MOST_PARTS):
        found = _NEXT_MARKER.match(content, at)
        if found is None:
            raise Damaged
        marker, at = content[found.end() - 1], found.end()
        if marker == _END_OF_IMAGE:
            _refuse_foreign_end(content[at:])
            return jpeg.whole()
        length = number(content, at, 2)
        body, at = content[at + 2 : at + length], at + length
        if length < 2 or at > len(content):
            raise Damaged
        if marker == _START_OF_SCAN:
            following = _NEXT_MARKER.search(content, at)
            if following is None:
                raise Damaged
            jpeg.scan(body, content[at : following.start()])
            at = following.start()
        else:
            jpeg.take(marker, body)
    raise Damaged


def _segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(body) + 2).to_bytes(2, "big") + body


def _check_restarts(data: bytes) -> None:
    """The marks within a scan count from 0 to 7 again and again; where one is left out, a piece is missing."""
    for count, found in enumerate(_RESTART.finditer(data)):
        if found.group()[1] - 0xD0 != count % 8:
            raise Damaged


# --- PNG -------------------------------------------------------------------------------------------------

_PNG = b"\x89PNG\r\n\x1a\n"
_SAMPLES: Mapping[int, int] = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_DEPTHS: Mapping[int, tuple[int, ...]] = {
    0: (1, 2, 4, 8, 16),
    2: (8, 16),
    3: (1, 2, 4, 8),
    4: (8, 16),
    6: (8, 16),
}
_ADAM7 = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))


def _read_png(content: bytes) -> ImageFile:
    """A PNG is whole when each chunk's sum is right and its rows are all there: a decoder would leave those that
    are missing black without a word."""
    kept, profile, orientation, end = [_PNG], b"", UPRIGHT, len(_PNG)
    data: list[bytes] = []
    head = b""
    for kind, body, whole in _chunks(content, len(_PNG)):
        end += len(whole)
        if (kind == b"IHDR") != (not head):
            raise Damaged
        if kind == b"IHDR":
            head = _checked_head(body)
        elif kind in (b"acTL", b"fcTL", b"fdAT"):
            raise Moves
        elif kind == b"IDAT":
            data.append(body)
        elif kind == b"iCCP":
            profile = _png_profile(body)
        elif kind == b"eXIf":
            orientation = orientation_in(body)
        if kind in (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"):
            kept.append(whole)
        if kind == b"IEND":
            break
    else:
        raise Damaged
    _refuse_foreign_end(content[end:])
    _check_rows(data, _bytes_of_rows(head))
    return ImageFile("PNG", b"".join(kept), orientation, profile)


def _chunks(content: bytes, at: int) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Each chunk's kind, its content, and the whole of it."""
    for _ in range(MOST_PARTS * 16):
        if at >= len(content):
            return
        end = at + 12 + number(content, at)
        kind, body = content[at + 4 : at + 8], content[at + 8 : end - 4]
        if end > len(content) or zlib.crc32(kind + body) != number(content, end - 4):
            raise Damaged
        yield kind, body, content[at:end]
        at = end
    raise Damaged


def _checked_head(body: bytes) -> bytes:
    if len(body) != 13:
        raise Damaged
    depth, colour, compression, rows, interlaced = body[8:]
    if depth not in _DEPTHS.get(colour, ()) or (compression, rows) != (0, 0) or interlaced > 1:
        raise Damaged
    check_size(number(body, 0), number(body, 4))
    return body


def _bytes_of_rows(head: bytes) -> int:
    """How many bytes the rows have when unpacked, each with the byte before it that names its filter."""
    width, height = number(head, 0), number(head, 4)
    bits = head[8] * _SAMPLES[head[9]]
    passes = _ADAM7 if head[12] else ((0, 0, 1, 1),)
    total = 0
    for left, top, right, down in passes:
        columns, rows = -(-(width - left) // right), -(-(height - top) // down)
        if columns > 0 and rows > 0:
            total += rows * (1 + (columns * bits + 7) // 8)
    return total


def _check_rows(data: list[bytes], expected: int) -> None:
    """Unpacks the rows a piece at a time and keeps none of them."""
    unpacking, found = zlib.decompressobj(), 0
    try:
        for part in data:
            while part and not unpacking.eof and found <= expected:
                found += len(unpacking.decompress(part, 1 << 18))
                part = unpacking.unconsumed_tail
    except zlib.error as why:
        raise Damaged from why
    if found > expected:
        raise HidesSomething
    if found < expected or not unpacking.eof:
        raise Damaged


def _png_profile(body: bytes) -> bytes:
    """The colour profile, unpacked as far as profiles go; what unpacks to more is none."""
    _name, _, packed = body.partition(b"\0")
    unpacking = zlib.decompressobj()
    try:
        profile = unpacking.decompress(packed[1:], LARGEST_PROFILE)
    except zlib.error:
        return b""
    return profile if unpacking.eof else b""


# --- WebP ------------------------------------------------------------------------------------------------


def _read_webp(content: bytes) -> ImageFile:
    if content[8:12] != b"WEBP" or content[12:15] != b"VP8":
        raise WrongKind
    end = 8 + int.from_bytes(content[4:8], "little")
    if end > len(content) or end < 20:
        raise Damaged
    _refuse_foreign_end(content[end:])
    parts: dict[bytes, bytes] = {}
    for kind, body in _webp_chunks(content, end):
        if kind in (b"ANIM", b"ANMF"):
            raise Moves
        parts.setdefault(kind, body)
    return _webp_file(parts)


def _webp_file(parts: Mapping[bytes, bytes]) -> ImageFile:
    picture = parts.get(b"VP8 ") or parts.get(b"VP8L")
    if picture is None:
        raise Damaged
    size = _vp8_size(picture) if b"VP8 " in parts else _vp8l_size(picture)
    check_size(*size)
    kept = [_webp_chunk(b"VP8 " if b"VP8 " in parts else b"VP8L", picture)]
    if b"VP8X" in parts:
        canvas = parts[b"VP8X"]
        if (
            len(canvas) != 10
            or tuple(1 + int.from_bytes(canvas[at : at + 3], "little") for at in (4, 7)) != size
        ):
            raise Damaged
        has_alpha = b"ALPH" in parts and b"VP8 " in parts
        if has_alpha:
            kept.insert(0, _webp_chunk(b"ALPH", parts[b"ALPH"]))
        flags = 0x10 if has_alpha or canvas[0] & 0x10 else 0
        kept.insert(0, _webp_chunk(b"VP8X", bytes((flags,)) + canvas[1:]))
    whole = b"WEBP" + b"".join(kept)
    profile = parts.get(b"ICCP", b"")
    return ImageFile(
        "WEBP",
        b"RIFF" + len(whole).to_bytes(4, "little") + whole,
        orientation_in(parts.get(b"EXIF", b"").removeprefix(b"Exif\0\0")),
        profile if len(profile) <= LARGEST_PROFILE else b"",
    )


def _webp_chunks(content: bytes, end: int) -> Iterator[tuple[bytes, bytes]]:
    at = 12
    for _ in range(MOST_PARTS):
        if at >= end:
            return
        if at + 8 > end:
            raise Damaged
        kind, length = content[at : at + 4], int.from_bytes(content[at + 4 : at + 8], "little")
        if at + 8 + length > end:
            raise Damaged
        yield kind, content[at + 8 : at + 8 + length]
        at += 8 + length + length % 2
    raise Damaged


def _webp_chunk(kind: bytes, body: bytes) -> bytes:
    return kind + len(body).to_bytes(4, "little") + body + b"\0" * (len(body) % 2)


def _vp8_size(frame: bytes) -> tuple[int, int]:
    if len(frame) < 10 or frame[3:6] != b"\x9d\x01\x2a" or frame[0] & 1:
        raise Damaged
    return int.from_bytes(frame[6:8], "little") & 0x3FFF, int.from_bytes(frame[8:10], "little") & 0x3FFF


def _vp8l_size(frame: bytes) -> tuple[int, int]:
    if len(frame) < 5 or frame[0] != 0x2F:
        raise Damaged
    bits = int.from_bytes(frame[1:5], "little")
    return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)


# --- HEIC ------------------------------------------------------------------------------------------------

_STILL = (b"heic", b"heix", b"mif1")
_SEQUENCES = (b"hevc", b"hevx", b"msf1")


def is_heic(content: bytes) -> bool:
    return content[4:8] == b"ftyp" and content[8:12] in (*_STILL, *_SEQUENCES)


def _read_heic(content: bytes) -> ImageFile:
    """An HEIC stays as it is, but for a clip behind it: its decoder reads the picture alone and turns it upright.
    Its boxes must fill it, and no picture in it, tiles and previews included, may be larger than is decoded."""
    if content[8:12] in _SEQUENCES:
        raise Moves
    boxes: list[Box] = []
    for box in boxes_in(content, 0, len(content)):
        if box.kind == b"ftyp" and boxes:  # the clip of a moving photograph
            break
        boxes.append(box)
    kinds = [box.kind for box in boxes]
    if b"moov" in kinds:
        raise Moves
    if b"heic" not in content[8 : boxes[0].end]:  # an AVIF, say
        raise WrongKind
    if kinds.count(b"meta") != 1:
        raise Damaged
    sizes = list(_heic_sizes(content, boxes[kinds.index(b"meta")]))
    if not sizes:
        raise Damaged
    check_size(*max(sizes, key=lambda size: (max(size) > LONGEST_SIDE, size[0] * size[1])))
    return ImageFile("HEIF", content[: boxes[-1].end])


def _heic_sizes(content: bytes, meta: Box) -> Iterator[tuple[int, int]]:
    """Of every picture in the file, width and height in px."""
    within = [replace(meta, body=meta.body + 4)]
    for kind in (b"iprp", b"ipco", b"ispe"):
        within = [
            inner for box in within for inner in boxes_in(content, box.body, box.end) if inner.kind == kind
        ]
    for box in within:
        yield number(content, box.body + 4), number(content, box.body + 8)


# --- which way is up -------------------------------------------------------------------------------------


def orientation_in(exif: bytes) -> int:
    """The orientation in the first directory of EXIF; upright where it says none that there is."""
    if exif[:4] not in (b"II*\0", b"MM\0*"):
        return UPRIGHT

    def read(at: int, width: int) -> int:
        return int.from_bytes(exif[at : at + width], "little" if exif[:1] == b"I" else "big")

    directory = read(4, 4)
    for place in range(min(read(directory, 2), 256)):
        entry = directory + 2 + 12 * place
        if read(entry, 2) == 0x0112:
            value = read(entry + 8, 2)
            return value if value in range(1, 9) else UPRIGHT
    return UPRIGHT


_READERS: tuple[tuple[Callable[[bytes], bool], Callable[[bytes], ImageFile]], ...] = (
    (lambda content: content.startswith(b"\xff\xd8\xff"), _read_jpeg),
    (lambda content: content.startswith(_PNG), _read_png),
    (lambda content: content.startswith(b"RIFF"), _read_webp),
    (is_heic, _read_heic),
)
