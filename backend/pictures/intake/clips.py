"""A clinic's clip: an MP4 that phones play, with nothing in it but picture and sound.

It is not encoded anew. What else it holds (where and when it was filmed, tracks of positions, titles, what no sample
needs) is overwritten with zeros in boxes called `free`, so that nothing moves and every offset still holds.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from backend.pictures.intake.boxes import Box, boxes_in, number
from backend.pictures.intake.image_files import refuse_hidden
from backend.pictures.intake.photographs import CleanFile
from backend.pictures.intake.refusals import Damaged, TooLarge, TooLong, TooSmall, WrongClip, WrongKind

LONGEST_SECONDS = 60
LONGEST_SIDE = 1920
MOST_PIXELS = 1920 * 1088
SHORTEST_SIDE = 160
MOST_MEDIA = 8
"""Boxes of media; phones write one, or one and a very small one."""

_BRANDS = {
    b"isom",
    b"avc1",
    b"av01",
    b"mp41",
    b"mp42",
    b"M4V ",
    b"MSNV",
    *(b"iso%d" % part for part in range(2, 10)),
}
_KEPT: Mapping[bytes, frozenset[bytes]] = {
    b"": frozenset({b"ftyp", b"moov", b"mdat"}),
    b"moov": frozenset({b"mvhd", b"trak", b"iods"}),
    b"trak": frozenset({b"tkhd", b"edts", b"mdia"}),
    b"edts": frozenset({b"elst"}),
    b"mdia": frozenset({b"mdhd", b"hdlr", b"minf"}),
    b"minf": frozenset({b"vmhd", b"smhd", b"dinf", b"stbl"}),
    b"dinf": frozenset({b"dref"}),
    b"stbl": frozenset(
        {
            b"stsd",
            b"stts",
            b"ctts",
            b"cslg",
            b"stsc",
            b"stsz",
            b"stco",
            b"co64",
            b"stss",
            b"sdtp",
            b"sgpd",
            b"sbgp",
        }
    ),
}
"""What a player needs, by the box it stands in. Everything else is overwritten."""
_STREAMED = {b"moof", b"mvex", b"sidx", b"styp"}
_VIDEO = {b"avc1", b"hvc1", b"hev1", b"av01"}
_SOUND = {b"mp4a"}
_SETTINGS = {b"avcC", b"hvcC", b"av1C", b"colr", b"pasp", b"clap", b"btrt", b"fiel", b"esds", b"chnl"}
"""What a sample entry may hold besides its numbers."""
_AAC = {0x40, 0x67}
_VIDEO_ENTRY, _SOUND_ENTRY = 78, 28
"""Bytes of the numbers in a sample entry, before the boxes in it."""


@dataclass(frozen=True, slots=True)
class _Track:
    """A track of picture or sound that stays. `chunks` are the pieces of the file it plays, from and to."""

    sort: bytes
    seconds: float
    size: tuple[int, int]
    chunks: Sequence[tuple[int, int]]


def is_clip(content: bytes) -> bool:
    return content[4:8] == b"ftyp"


def clean_clip(content: bytes) -> CleanFile:
    """The clip, as long as it came. Raises a FileRefused."""
    top = list(boxes_in(content, 0, len(content)))
    if top[0].kind != b"ftyp" or content[8:12] not in _BRANDS or top[0].length > 256:
        raise WrongKind
    kinds = [box.kind for box in top]
    if _STREAMED.intersection(kinds):
        raise WrongClip("This clip is in pieces for streaming. Export it as an ordinary MP4 and send that.")
    if kinds.count(b"moov") != 1 or kinds.count(b"ftyp") != 1 or kinds.count(b"mdat") > MOST_MEDIA:
        raise Damaged
    refuse_hidden(content)
    clip = _Clip(content)
    tracks = clip.read(top)
    video = [track for track in tracks if track.sort == b"vide"]
    if len(video) != 1 or len(tracks) > 2:
        raise WrongClip
    width, height = video[0].size
    return CleanFile(bytes(clip.content), width, height, "video/mp4")


class _Clip:
    """A clip while it is walked and cleaned."""

    def __init__(self, content: bytes) -> None:
        self.content = bytearray(content)

    def read(self, top: Sequence[Box]) -> list[_Track]:
        """The tracks that stay, after everything else was overwritten."""
        kept = {box.kind: box for box in self._kept(b"", top)}
        moov = list(self._kept(b"moov", self._inside(kept[b"moov"])))
        if _seconds(self._one(moov, b"mvhd"), self.content) > LONGEST_SECONDS:
            raise _too_long()
        tracks = [track for box in moov if box.kind == b"trak" for track in self._track(box)]
        places = [(box.body, box.end) for box in top if box.kind == b"mdat"]
        self._blank_unplayed(places, sorted(chunk for track in tracks for chunk in track.chunks))
        return tracks

    def _track(self, trak: Box) -> Iterator[_Track]:
        """The track, or none where it is neither picture nor sound: those hold positions, titles and the like."""
        inside = list(self._inside(trak))
        mdia = self._one(inside, b"mdia")
        handler = self._one(list(self._inside(mdia)), b"hdlr")
        sort = bytes(self.content[handler.body + 8 : handler.body + 12])
        if sort not in (b"vide", b"soun"):
            self._free(trak)
            return
        kept = list(self._kept(b"trak", inside))
        media = list(self._kept(b"mdia", self._inside(self._one(kept, b"mdia"))))
        self._clear(handler.body + 24, handler.end)  # its name, in anybody's words
        header = self._one(media, b"mdhd")
        minf = list(self._kept(b"minf", self._inside(self._one(media, b"minf"))))
        self._check_reference(self._one(minf, b"dinf"))
        tables = list(self._kept(b"stbl", self._inside(self._one(minf, b"stbl"))))
        size = self._entry(self._one(tables, b"stsd"), sort)
        seconds, count = self._played(self._one(tables, b"stts"), header)
        if max(seconds, _seconds(header, self.content)) > LONGEST_SECONDS:
            raise _too_long()
        shown = self._shown_size(self._one(kept, b"tkhd"), size)
        for box in (self._one(kept, b"tkhd"), header):
            self._clear_times(box)
        for box in kept:
            if box.kind == b"edts":
                list(self._kept(b"edts", self._inside(box)))
        yield _Track(sort, seconds, shown, self._chunks(tables, count))

    # --- what stays and what goes -------------------------------------------------------------------------

    def _kept(self, within: bytes, boxes: Iterator[Box] | Sequence[Box]) -> Iterator[Box]:
        for box in list(boxes):
            if box.kind in _STREAMED:
                raise WrongClip(
                    "This clip is in pieces for streaming. Export it as an ordinary MP4 and send that."
                )
            if box.kind in _KEPT[within]:
                if box.kind == b"mvhd":
                    self._clear_times(box)
                yield box
            else:
                self._free(box)

    def _inside(self, box: Box) -> Iterator[Box]:
        return boxes_in(self.content, box.body, box.end)

    def _one(self, boxes: Sequence[Box], kind: bytes) -> Box:
        found = [box for box in boxes if box.kind == kind]
        if len(found) != 1:
            raise Damaged
        return found[0]

    def _free(self, box: Box) -> None:
        self.content[box.start + 4 : box.start + 8] = b"free"
        self._clear(box.body, box.end)

    def _clear(self, start: int, end: int) -> None:
        if end > start:
            self.content[start:end] = bytes(end - start)

    def _clear_times(self, box: Box) -> None:
        """When it was made and last changed."""
        wide = 8 if self.content[box.body] == 1 else 4
        self._clear(box.body + 4, box.body + 4 + 2 * wide)

    def _blank_unplayed(self, places: Sequence[tuple[int, int]], chunks: Sequence[tuple[int, int]]) -> None:
        """Overwrites what no sample needs. Raises Damaged where a sample lies outside of the media, as in a clip
        that was cut off."""
        for start, end in chunks:
            if not any(first <= start and end <= last for first, last in places):
                raise Damaged
        for first, last in places:
            at = first
            for start, end in chunks:
                if first <= start < last:
                    self._clear(at, start)
                    at = max(at, end)
            self._clear(at, last)

    # --- what a track says --------------------------------------------------------------------------------

    def _check_reference(self, dinf: Box) -> None:
        """The samples lie in this file, not at an address that a player would ask."""
        dref = self._one(list(self._kept(b"dinf", self._inside(dinf))), b"dref")
        entries = list(boxes_in(self.content, dref.body + 8, dref.end))
        if any(number(self.content, one.body) & 1 == 0 or one.length > 4 for one in entries) or not entries:
            raise WrongClip

    def _entry(self, stsd: Box, sort: bytes) -> tuple[int, int]:
        """Checks how it is encoded, and gives its size in px; (0, 0) for sound."""
        entries = list(boxes_in(self.content, stsd.body + 8, stsd.end))
        if len(entries) != 1:
            raise WrongClip
        [entry] = entries
        numbers = _VIDEO_ENTRY if sort == b"vide" else _SOUND_ENTRY
        if entry.kind not in (_VIDEO if sort == b"vide" else _SOUND):
            raise WrongClip
        if entry.length < numbers:
            raise Damaged
        for box in list(boxes_in(self.content, entry.body + numbers, entry.end)):
            if box.kind == b"esds":
                self._check_aac(box)
            elif box.kind not in _SETTINGS:
                self._free(box)
        if sort != b"vide":
            return (0, 0)
        self._clear(entry.body + 42, entry.body + 74)  # the name of the program that encoded it
        return number(self.content, entry.body + 24, 2), number(self.content, entry.body + 26, 2)

    def _check_aac(self, esds: Box) -> None:
        """The object type stands behind the tag of the decoder's settings, whose length takes one to four bytes."""
        head = bytes(self.content[esds.body : min(esds.end, esds.body + 64)])
        at = head.find(b"\x04", 4 + 2)
        while 0 < at < len(head) - 1 and head[at + 1] & 0x80:
            at += 1
        if at < 0 or at + 2 >= len(head) or head[at + 2] not in _AAC:
            raise WrongClip

    def _shown_size(self, tkhd: Box, size: tuple[int, int]) -> tuple[int, int]:
        """As it is shown, in px: the phone's position is told by a matrix that turns it."""
        if size == (0, 0):
            return size
        turn = tkhd.body + (52 if self.content[tkhd.body] == 1 else 40)
        sideways = number(self.content, turn) == 0 and number(self.content, turn + 16) == 0
        track = number(self.content, turn + 36) >> 16, number(self.content, turn + 40) >> 16
        for width, height in (size, track):
            _check_frame(width, height)
        return (track[1], track[0]) if sideways else track

    def _played(self, stts: Box, mdhd: Box) -> tuple[float, int]:
        """How long the samples last together, in seconds, and how many there are."""
        ticks = count = 0
        for at in self._rows(stts, 8):
            many, each = number(self.content, at), number(self.content, at + 4)
            ticks, count = ticks + many * each, count + many
        return ticks / _scale(mdhd, self.content), count

    def _chunks(self, tables: Sequence[Box], count: int) -> list[tuple[int, int]]:
        sizes = self._sizes(self._one(tables, b"stsz"), count)
        wide = any(box.kind == b"co64" for box in tables)
        offsets = self._one(tables, b"co64" if wide else b"stco")
        starts = [number(self.content, at, 8 if wide else 4) for at in self._rows(offsets, 8 if wide else 4)]
        chunks, sample = [], 0
        for start, many in zip(
            starts, self._samples_a_chunk(self._one(tables, b"stsc"), len(starts)), strict=True
        ):
            chunks.append((start, start + sum(sizes[sample : sample + many])))
            sample += many
        if sample != count or not count:
            raise Damaged
        return chunks

    def _sizes(self, stsz: Box, count: int) -> Sequence[int]:
        each, many = number(self.content, stsz.body + 4), number(self.content, stsz.body + 8)
        if many != count or many > len(self.content):
            raise Damaged
        if each:
            return [each] * many
        if 12 + 4 * many > stsz.length:
            raise Damaged
        return [number(self.content, stsz.body + 12 + 4 * place) for place in range(many)]

    def _samples_a_chunk(self, stsc: Box, chunks: int) -> list[int]:
        runs = [(number(self.content, at) - 1, number(self.content, at + 4)) for at in self._rows(stsc, 12)]
        samples: list[int] = []
        for (first, many), (following, _) in zip(runs, [*runs[1:], (chunks, 0)], strict=True):
            if first != len(samples) or not first < following <= chunks:
                raise Damaged
            samples += [many] * (following - first)
        if len(samples) != chunks:
            raise Damaged
        return samples

    def _rows(self, table: Box, width: int) -> range:
        """Where the rows of a table stand. Raises Damaged where it says that it has more than there are."""
        many = number(self.content, table.body + 4)
        if 8 + many * width > table.length:
            raise Damaged
        return range(table.body + 8, table.body + 8 + many * width, width)


def _scale(header: Box, content: bytearray) -> int:
    """Ticks a second."""
    scale = number(content, header.body + (20 if content[header.body] == 1 else 12))
    if scale == 0:
        raise Damaged
    return scale


def _seconds(header: Box, content: bytearray) -> float:
    wide = content[header.body] == 1
    if header.length < (32 if wide else 20):
        raise Damaged
    ticks = number(content, header.body + (24 if wide else 16), 8 if wide else 4)
    unknown = (1 << (64 if wide else 32)) - 1
    return 0 if ticks == unknown else ticks / _scale(header, content)


def _check_frame(width: int, height: int) -> None:
    if max(width, height) > LONGEST_SIDE or width * height > MOST_PIXELS:
        raise TooLarge(
            f"The clip has {width} × {height} pixels; at most {LONGEST_SIDE} × 1080 are taken. Export it smaller"
            " (1080p or 720p) and send it again."
        )
    if min(width, height) < SHORTEST_SIDE:
        raise TooSmall(f"The clip has {width} × {height} pixels; each side needs at least {SHORTEST_SIDE}.")


def _too_long() -> TooLong:
    return TooLong(
        f"The clip is longer than {LONGEST_SECONDS} seconds. Cut it to the movement and send it again."
    )
