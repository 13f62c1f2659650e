"""Photographs and clips made in code, as cameras write them."""

import io
import struct
import zlib
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

import pillow_heif
from PIL import Image, ImageDraw, ImageFilter

MARKER = b"Kommandobryggan 7, 118 20"
"""Stands in everything that must not come out again: an address, say."""

CORNERS = {"red": (0, 0), "lime": (1, 0), "blue": (0, 1), "yellow": (1, 1)}
"""Where the colours of a scene stand when it is upright: across and down."""


def scene(size: tuple[int, int] = (800, 600), mode: str = "RGB") -> Image.Image:
    """Four colours, one a corner, with something for compressors to do in the middle."""
    image = Image.new("RGB", size)
    draw = ImageDraw.Draw(image)
    width, height = size
    for colour, (across, down) in CORNERS.items():
        left, top = across * width // 2, down * height // 2
        draw.rectangle((left, top, left + width // 2, top + height // 2), fill=colour)
    across, down = width // 3, height // 3
    noise = Image.frombytes("L", (across, down), Random(1).randbytes(across * down))
    image.paste(noise.filter(ImageFilter.GaussianBlur(1)).convert("RGB"), (across, down))
    return image.convert(mode)


def saved(image: Image.Image, kind: str, **given: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **given)
    return out.getvalue()


def jpeg(**given: Any) -> bytes:
    return saved(scene(), "JPEG", **({"quality": 85} | given))


def png(**given: Any) -> bytes:
    return saved(scene(), "PNG", **given)


def webp(**given: Any) -> bytes:
    return saved(scene(), "WEBP", **given)


def heic(size: tuple[int, int] = (320, 240), **given: Any) -> bytes:
    out = io.BytesIO()
    pillow_heif.from_pillow(scene(size)).save(out, **({"quality": 70} | given))
    return out.getvalue()


def held_heic(image: Image.Image, orientation: int) -> bytes:
    """An HEIC of a phone that was held so; what it saw is not turned."""
    out = io.BytesIO()
    file = pillow_heif.from_bytes("RGB", image.size, image.tobytes())
    file.info["exif"] = exif(orientation)
    file.save(out, quality=80)
    return out.getvalue()


def exif(orientation: int = 1) -> bytes:
    """Which way is up, where it was taken, and the marker in everything that takes words."""
    tags = Image.Exif()
    tags[0x0112] = orientation
    for words in (0x010E, 0x013B, 0x8298):  # description, artist, copyright
        tags[words] = MARKER.decode()
    place = tags.get_ifd(0x8825)
    place[1], place[2] = "N", (59.0, 19.0, 30.0)
    place[3], place[4] = "E", (18.0, 4.0, 12.0)
    place[29] = MARKER.decode()
    return tags.tobytes()


def xmp() -> bytes:
    return b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + MARKER + b"</x:xmpmeta>"


# --- colour profiles -------------------------------------------------------------------------------------


def _fixed(*values: float) -> bytes:
    return b"".join(struct.pack(">i", round(value * 65536)) for value in values)


def _profile(space: bytes, tags: Sequence[tuple[bytes, bytes]], *, connects: bytes = b"XYZ ") -> bytes:
    at, table, content = 132 + 12 * len(tags), b"", b""
    for name, body in tags:
        body += b"\0" * (-len(body) % 4)
        table += name + struct.pack(">II", at + len(content), len(body))
        content += body
    sort = b"prtr" if space == b"CMYK" else b"mntr"
    head = struct.pack(">I", at + len(content)) + b"\0\0\0\0" + b"\x02\x40\0\0" + sort + space + connects
    head += b"\0" * 12 + b"acsp" + b"\0" * 28 + _fixed(0.9642, 1, 0.8249)
    return head.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + content


def _described() -> bytes:
    words = MARKER + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">I", len(words)) + words + b"\0" * 78


def wide_gamut() -> bytes:
    """Display P3's primaries, adapted to D50, with a gamma of 2.2."""
    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(2.2 * 256))
    primaries = {
        b"rXYZ": (0.51512, 0.2412, -0.00105),
        b"gXYZ": (0.29198, 0.69225, 0.04189),
        b"bXYZ": (0.1571, 0.06657, 0.78407),
    }
    tags = [(name, b"XYZ \0\0\0\0" + _fixed(*where)) for name, where in primaries.items()]
    tags += [(name, curve) for name in (b"rTRC", b"gTRC", b"bTRC")]
    white = (b"wtpt", b"XYZ \0\0\0\0" + _fixed(0.9642, 1, 0.8249))
    return _profile(b"RGB ", [(b"desc", _described()), white, *tags])


def printed(colour_of: Callable[[Sequence[int]], tuple[int, int, int]]) -> bytes:
    """A CMYK profile: Lab, each as one byte, of each corner of full and no ink."""
    identity = bytes(range(256))
    corners = [
        [cyan, magenta, yellow, black]
        for cyan in (0, 1)
        for magenta in (0, 1)
        for yellow in (0, 1)
        for black in (0, 1)
    ]
    grid = b"".join(bytes(colour_of(corner)) for corner in corners)
    table = b"mft1\0\0\0\0" + bytes((4, 3, 2, 0)) + _fixed(1, 0, 0, 0, 1, 0, 0, 0, 1)
    table += identity * 4 + grid + identity * 3
    white = (b"wtpt", b"XYZ \0\0\0\0" + _fixed(0.9642, 1, 0.8249))
    return _profile(b"CMYK", [(b"desc", _described()), white, (b"A2B0", table)], connects=b"Lab ")


# --- parts of files --------------------------------------------------------------------------------------


def segment(marker: int, body: bytes) -> bytes:
    """A segment of a JPEG."""
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


def behind_start(content: bytes, *segments: bytes) -> bytes:
    """A JPEG with segments behind its first two bytes."""
    return content[:2] + b"".join(segments) + content[2:]


def chunk(kind: bytes, body: bytes) -> bytes:
    """A chunk of a PNG."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def behind_head(content: bytes, *chunks: bytes) -> bytes:
    """A PNG with chunks behind its head."""
    return content[:33] + b"".join(chunks) + content[33:]


def raw_png(
    width: int, height: int, rows: bytes, *, depth: int = 8, colour: int = 2, extra: bytes = b""
) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    parts = chunk(b"IHDR", head) + extra + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def riff(content: bytes) -> bytes:
    """A WebP whose length is right again."""
    return content[:4] + struct.pack("<I", len(content) - 8) + content[8:]


def riff_chunk(kind: bytes, body: bytes) -> bytes:
    return kind + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


# --- clips -----------------------------------------------------------------------------------------------

SAMPLES = [b"picture %03d " % number + bytes(range(40)) for number in range(30)]
SOUNDS = [b"sound %03d " % number + bytes(range(20)) for number in range(10)]


def box(kind: bytes, *inside: bytes) -> bytes:
    body = b"".join(inside)
    return struct.pack(">I", 8 + len(body)) + kind + body


def full(kind: bytes, *inside: bytes, flags: int = 0) -> bytes:
    return box(kind, struct.pack(">I", flags), *inside)


def table(kind: bytes, rows: Sequence[Sequence[int]]) -> bytes:
    return full(kind, struct.pack(">I", len(rows)), *(struct.pack(f">{len(row)}I", *row) for row in rows))


def video_entry(codec: bytes = b"avc1", size: tuple[int, int] = (640, 360), extra: bytes = b"") -> bytes:
    numbers = b"\0" * 6 + b"\0\1" + b"\0" * 16 + struct.pack(">HH", *size) + b"\0\x48\0\0" * 2 + b"\0" * 4
    numbers += b"\0\1" + bytes((len(MARKER),)) + MARKER.ljust(31, b"\0") + b"\0\x18\xff\xff"
    return box(codec, numbers, box(b"avcC", b"\1\x42\0\x1e\xff\xe0\0"), extra)


def sound_entry(codec: bytes = b"mp4a", sort: int = 0x40) -> bytes:
    numbers = b"\0" * 6 + b"\0\1" + b"\0" * 8 + b"\0\2\0\x10\0\0\0\0" + struct.pack(">I", 44100 << 16)
    decoder = b"\x04\x80\x80\x80\x0f" + bytes((sort,)) + b"\x15" + b"\0" * 11 + b"\x05\x00"
    return box(codec, numbers, full(b"esds", b"\x03\x80\x80\x80\x16\0\1\0", decoder))


MATRIX = struct.pack(">9i", 65536, 0, 0, 0, 65536, 0, 0, 0, 1 << 30)
TURNED = struct.pack(">9i", 0, 65536, 0, -65536, 0, 0, 0, 0, 1 << 30)
WHEN = struct.pack(">II", 3_900_000_000, 3_900_000_000)


def track(
    entry: bytes,
    samples: Sequence[bytes],
    at: int,
    *,
    sort: bytes = b"vide",
    seconds: float = 3,
    shown: tuple[int, int] = (640, 360),
    matrix: bytes = MATRIX,
    sizes: bytes = b"",
    chunks: bytes = b"",
    extra: bytes = b"",
    reference: bytes = b"",
) -> bytes:
    """All samples in one chunk that begins `at`, a thousand ticks a second."""
    ticks = round(seconds * 1000)
    each = ticks // max(1, len(samples))
    timing = table(b"stts", [(len(samples), each)])
    stbl = box(
        b"stbl",
        full(b"stsd", struct.pack(">I", 1), entry),
        timing,
        table(b"stsc", [(1, len(samples), 1)]),
        sizes or full(b"stsz", struct.pack(f">{2 + len(samples)}I", 0, len(samples), *map(len, samples))),
        chunks or table(b"stco", [(at,)]),
    )
    head = box(b"vmhd", b"\0\0\0\1" + b"\0" * 8) if sort == b"vide" else full(b"smhd", b"\0\0\0\0")
    dref = full(b"dref", struct.pack(">I", 1), reference or full(b"url ", flags=1))
    mdia = box(
        b"mdia",
        full(b"mdhd", WHEN, struct.pack(">IIHH", 1000, ticks, 0, 0)),
        full(b"hdlr", b"\0" * 4 + sort + b"\0" * 12, MARKER + b"\0"),
        box(b"minf", head, box(b"dinf", dref), stbl),
    )
    tkhd = full(
        b"tkhd",
        WHEN,
        struct.pack(">III", 1, 0, ticks),
        b"\0" * 16,
        matrix,
        struct.pack(">II", shown[0] << 16, shown[1] << 16),
        flags=3,
    )
    return box(b"trak", tkhd, extra, mdia)


def mp4(
    *,
    brand: bytes = b"isom",
    entry: bytes | None = None,
    seconds: float = 3,
    said: float | None = None,
    sound: bytes | None = None,
    more: Callable[[int], bytes] = lambda at: b"",
    in_moov: bytes = b"",
    around: bytes = b"",
    behind: bytes = b"",
    gap: bytes = b"",
    **given: Any,
) -> bytes:
    """A clip of three seconds. `more` makes further tracks, of where their samples begin; `said` is how long the
    movie says it is; `gap` lies among the samples, and no track needs it."""
    ftyp = box(b"ftyp", brand, b"\0\0\2\0", b"isommp42")
    media = b"".join(SAMPLES) + gap + b"".join(SOUNDS)
    at = len(ftyp) + len(around) + 8
    ticks = round((seconds if said is None else said) * 1000)
    mvhd = full(b"mvhd", WHEN, struct.pack(">II", 1000, ticks), b"\0" * 80)
    video = track(entry or video_entry(), SAMPLES, at, seconds=seconds, **given)
    start = at + len(b"".join(SAMPLES)) + len(gap)
    heard = track(sound, SOUNDS, start, sort=b"soun", seconds=seconds) if sound else b""
    moov = box(b"moov", mvhd, video, heard, more(start), in_moov)
    return ftyp + around + box(b"mdat", media) + moov + behind
