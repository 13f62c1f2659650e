"""A file from outside comes in clean or not at all."""

import io
import resource
import subprocess
import sys
import tempfile
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Semaphore

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PIL import Image

from backend.pictures.intake import isolated
from backend.pictures.intake.image_files import orientation_in
from backend.pictures.intake.isolated import cleaned, take_in
from backend.pictures.intake.photographs import CleanFile
from backend.pictures.intake.refusals import REFUSALS, Damaged, FileRefused, NotNow, TooLarge
from tests.backend.pictures.intake.files import (
    CORNERS,
    MARKER,
    SAMPLES,
    SOUNDS,
    TURNED,
    behind_head,
    behind_start,
    box,
    chunk,
    exif,
    heic,
    held_heic,
    jpeg,
    mp4,
    png,
    printed,
    raw_png,
    riff,
    riff_chunk,
    saved,
    scene,
    segment,
    sound_entry,
    track,
    video_entry,
    webp,
    wide_gamut,
    xmp,
)
from tests.backend.pictures.intake.hostile import HOSTILE

SLOW_MACHINE = 10
"""Seconds that no file may take in this process, however busy the machine."""


@pytest.fixture(autouse=True)
def nothing_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever a decoder puts aside goes to this folder, and is gone when it has done."""
    aside = tmp_path / "aside"
    aside.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(aside))
    yield
    assert list(aside.iterdir()) == []


def opened(file: CleanFile) -> Image.Image:
    return Image.open(io.BytesIO(file.content))


def colour_at(image: Image.Image, across: float, down: float) -> tuple[int, int, int]:
    found = image.convert("RGB").getpixel((int(image.width * across), int(image.height * down)))
    assert isinstance(found, tuple)
    return (int(found[0]), int(found[1]), int(found[2]))


def near(found: tuple[int, ...], wanted: tuple[int, ...], within: int = 30) -> bool:
    return all(abs(one - other) <= within for one, other in zip(found, wanted, strict=True))


# --- what is refused -------------------------------------------------------------------------------------


@pytest.mark.parametrize("which", HOSTILE)
def test_a_hostile_file_is_refused_with_the_right_word(which: str) -> None:
    make, code = HOSTILE[which]
    content = make()
    began = time.monotonic()
    with pytest.raises(FileRefused) as refused:
        cleaned(content)
    assert refused.value.code == code
    assert refused.value.errors == {"file": [refused.value.detail]}
    assert time.monotonic() - began < SLOW_MACHINE


def test_every_word_of_refusal_is_met_and_names_a_way_out() -> None:
    assert {code for _, code in HOSTILE.values()} == {refusal.code for refusal in REFUSALS}
    for refusal in REFUSALS:
        words = refusal().detail
        assert any(way in words for way in ("Save", "save", "Send", "send", "Export", "Cut")), words


@pytest.mark.parametrize("make", [jpeg, png, webp, heic, mp4])
def test_a_file_cut_off_anywhere_is_refused(make: Callable[[], bytes]) -> None:
    content = make()
    for place in range(1, 40):
        with pytest.raises(FileRefused):
            cleaned(content[: len(content) * place // 40])


@pytest.mark.parametrize("progressive", [False, True])
def test_a_jpeg_cut_off_anywhere_and_closed_is_refused(progressive: bool) -> None:
    content = jpeg(progressive=progressive)
    for place in range(1, 40):
        with pytest.raises(FileRefused):
            cleaned(content[: len(content) * place // 40] + b"\xff\xd9")


# --- what is cleaned -------------------------------------------------------------------------------------


def everything_a_camera_writes(kind: str) -> bytes:
    """The marker wherever a format has room for words."""
    if kind == "jpeg":
        picture = jpeg(exif=exif(), icc_profile=wide_gamut(), comment=MARKER)
        return behind_start(
            picture,
            segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + xmp()),
            segment(0xED, b"Photoshop 3.0\0" + MARKER),
            segment(0xE5, MARKER),
            segment(0xE0, b"JFXX\0\x10" + MARKER),
        )
    if kind == "png":
        return behind_head(
            png(exif=exif(), icc_profile=wide_gamut()),
            chunk(b"tEXt", b"Author\0" + MARKER),
            chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp()),
            chunk(b"prVt", MARKER),
        )
    if kind == "webp":
        return riff(webp(exif=exif(), xmp=xmp(), icc_profile=wide_gamut()) + riff_chunk(b"OWN ", MARKER))
    return heic(exif=exif(), xmp=xmp())


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp", "heic"])
def test_nothing_of_what_a_camera_writes_comes_out_again(kind: str) -> None:
    content = everything_a_camera_writes(kind)
    assert MARKER in content or kind == "png"
    for file in cleaned(content):
        image = opened(file)
        assert MARKER not in file.content
        assert not image.getexif()
        assert {"exif", "xmp", "icc_profile", "comment"}.isdisjoint(image.info)
        assert [file.content[at : at + 4] for at in (0, 8, 12)] == [b"RIFF", b"WEBP", b"VP8 "]


def motion(content: bytes) -> bytes:
    return content + mp4(in_moov=box(b"udta", MARKER))


APPENDED = {
    "a second picture, for depth or brightness": lambda: jpeg() + jpeg(comment=MARKER),
    "notes of a Samsung": lambda: (
        jpeg() + b"\0\0\1\x0a\x0e\0\0\0Image_UTC_Data" + MARKER + b"SEFH" + bytes(40) + b"SEFT"
    ),
    "the clip of a moving photograph": lambda: motion(jpeg()),
    "the clip of a moving photograph behind an HEIC": lambda: motion(heic()),
    "zeros": lambda: jpeg() + bytes(4096),
    "the rest of a larger screenshot": lambda: png() + chunk(b"IDAT", MARKER * 100) + chunk(b"IEND", b""),
}


@pytest.mark.parametrize("which", APPENDED)
def test_what_phones_append_is_cut_off(which: str) -> None:
    files = cleaned(APPENDED[which]())
    assert len(files) >= 1
    assert all(MARKER not in file.content and len(file.content) < 60_000 for file in files)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photograph_comes_out_upright(kind: str, orientation: int) -> None:
    undone = {2: 2, 3: 3, 4: 4, 5: 5, 6: 8, 7: 7, 8: 6}  # which turn leads there from upright
    turns = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_270,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }
    held = scene() if orientation == 1 else scene().transpose(turns[undone[orientation]])
    largest = cleaned(saved(held, kind, exif=exif(orientation)))[-1]
    assert (largest.width, largest.height) == (800, 600)
    image = opened(largest)
    for colour, (across, down) in CORNERS.items():
        found = colour_at(image, 0.1 + 0.8 * across, 0.1 + 0.8 * down)
        assert near(found, Image.new("RGB", (1, 1), colour).getpixel((0, 0))), colour  # type: ignore[arg-type]


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_an_heic_comes_out_upright_and_turned_once(orientation: int) -> None:
    """Phones say it twice: to the decoder, which obeys, and in EXIF, which is left unread."""
    turned = {1: 0, 3: 180, 6: 90, 8: 270}[orientation]
    largest = cleaned(held_heic(scene((320, 240)).rotate(turned, expand=True), orientation))[-1]
    assert (largest.width, largest.height) == (320, 240)
    assert near(colour_at(opened(largest), 0.1, 0.1), (255, 0, 0), 40)


def test_a_file_that_lies_about_its_orientation_is_taken_as_it_is() -> None:
    for nonsense in (
        b"",
        b"II*\0",
        b"MM\0*\xff\xff\xff\xff",
        b"II*\0\x08\0\0\0\xff\xff" + bytes(40),
        bytes(100),
    ):
        assert orientation_in(nonsense) == 1
    assert orientation_in(exif(6).removeprefix(b"Exif\0\0")) == 6


# --- sizes and names -------------------------------------------------------------------------------------

SIZES = {
    "larger than all": ((2000, 1500), [(320, 240), (640, 480), (960, 720)]),
    "held upright": ((1200, 1600), [(320, 427), (640, 853), (960, 1280)]),
    "between two": ((500, 400), [(320, 256), (500, 400)]),
    "as wide as one": ((640, 480), [(320, 240), (640, 480)]),
    "smaller than all": ((200, 300), [(200, 300)]),
}


@pytest.mark.parametrize("which", SIZES)
def test_pictures_are_made_smaller_and_never_larger(which: str) -> None:
    size, wanted = SIZES[which]
    files = cleaned(saved(scene(size), "JPEG"))
    assert [(file.width, file.height) for file in files] == wanted
    assert [opened(file).size for file in files] == wanted


def test_a_file_is_named_after_its_content() -> None:
    one, again, other = cleaned(jpeg())[0], cleaned(jpeg(comment=MARKER))[0], cleaned(png())[0]
    assert one.name == again.name != other.name
    assert one.name.endswith(".webp") and len(one.name) == 37
    assert cleaned(mp4())[0].name.endswith(".mp4")


# --- colours ---------------------------------------------------------------------------------------------

GREY = (128, 128, 128)


def grey_16_bit() -> bytes:
    return raw_png(200, 200, (b"\0" + b"\x80\x80" * 200) * 200, depth=16, colour=0)


def colour_16_bit() -> bytes:
    return raw_png(200, 200, (b"\0" + b"\x80\x12" * 600) * 200, depth=16)


COLOURS = {
    "greyscale": lambda: saved(Image.new("L", (200, 200), 128), "JPEG"),
    "palette": lambda: saved(Image.new("RGB", (200, 200), GREY).quantize(4), "PNG"),
    "a palette that is see-through": lambda: saved(
        Image.new("RGBA", (200, 200), (0, 0, 0, 127)).quantize(4), "PNG"
    ),
    "black and half see-through, on white": lambda: saved(
        Image.new("RGBA", (200, 200), (0, 0, 0, 127)), "PNG"
    ),
    "the same as WebP": lambda: saved(Image.new("RGBA", (200, 200), (0, 0, 0, 127)), "WEBP", lossless=True),
    "grey and half see-through": lambda: saved(Image.new("LA", (200, 200), (0, 127)), "PNG"),
    "16 bits of grey": grey_16_bit,
    "16 bits of colour": colour_16_bit,
    "inks": lambda: saved(Image.new("CMYK", (200, 200), (127, 127, 127, 0)), "JPEG"),
    "inks with a profile": lambda: saved(
        Image.new("CMYK", (200, 200), (255, 255, 255, 0)), "JPEG", icc_profile=printed(lab)
    ),
}


def lab(inks: object) -> tuple[int, int, int]:
    """White paper, and every ink or none: L* of 53.6, which is the grey 128 of sRGB, when all but black are there."""
    return {(0, 0, 0, 0): (255, 128, 128), (1, 1, 1, 0): (137, 128, 128)}.get(tuple(inks), (0, 128, 128))  # type: ignore[arg-type]


@pytest.mark.parametrize("which", COLOURS)
def test_colours_of_every_kind_come_out_right(which: str) -> None:
    assert near(colour_at(opened(cleaned(COLOURS[which]())[0]), 0.5, 0.5), GREY, 4)


def test_a_wide_gamut_is_brought_into_srgb() -> None:
    """The red of sRGB, as a camera of a wider gamut writes it."""
    as_p3 = Image.new("RGB", (200, 200), (234, 51, 35))
    for kind in ("JPEG", "PNG", "WEBP"):
        with_profile = saved(
            as_p3, kind, icc_profile=wide_gamut(), **({} if kind == "PNG" else {"quality": 95})
        )
        assert near(colour_at(opened(cleaned(with_profile)[0]), 0.5, 0.5), (255, 0, 0), 14), kind


@pytest.mark.parametrize(
    "profile",
    [b"no profile", bytes(200), wide_gamut()[:150], wide_gamut()[:40] + b"\xff" * 400, printed(lab)],
)
def test_a_profile_that_cannot_be_used_is_no_reason_to_refuse(profile: bytes) -> None:
    picture = saved(Image.new("RGB", (200, 200), GREY), "JPEG", icc_profile=profile)
    assert near(colour_at(opened(cleaned(picture)[0]), 0.5, 0.5), GREY, 4)


def test_a_profile_or_words_that_unpack_to_gigabytes_are_left_packed() -> None:
    bomb = zlib.compress(bytes(120_000_000))
    picture = behind_head(png(), chunk(b"iCCP", b"p\0\0" + bomb), chunk(b"zTXt", b"w\0\0" + bomb))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    cleaned(picture)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60_000  # KB


# --- clips -----------------------------------------------------------------------------------------------


def positions(at: int) -> bytes:
    """A track of where the phone was, as action cameras write it."""
    return track(box(b"gpmd", bytes(8)), [MARKER], at - len(MARKER), sort=b"meta", shown=(0, 0))


def clip_of_a_phone() -> bytes:
    place = box(b"\xa9xyz", b"\0\x12\x15\xc7+59.3200+018.0700/" + MARKER)
    return mp4(
        sound=sound_entry(),
        around=box(b"uuid", bytes(16), MARKER) + box(b"free", MARKER) + box(b"wide"),
        gap=MARKER,
        more=positions,
        in_moov=box(b"udta", place) + box(b"meta", bytes(4), MARKER) + box(b"odd ", MARKER),
        extra=box(b"udta", MARKER) + box(b"tref", box(b"cdsc", bytes(4))),
        entry=video_entry(extra=box(b"uuid", MARKER)),
        behind=box(b"skip", MARKER),
    )


def test_a_clip_keeps_picture_and_sound_and_nothing_else_and_nothing_moves() -> None:
    content = clip_of_a_phone()
    assert content.count(MARKER) >= 10
    [file] = cleaned(content)
    assert len(file.content) == len(content)
    assert MARKER not in file.content and b"+59.32" not in file.content
    for sample in (*SAMPLES, *SOUNDS):
        assert file.content.index(sample) == content.index(sample)
    assert (file.width, file.height, file.type) == (640, 360, "video/mp4")


def test_when_a_clip_was_made_is_not_told() -> None:
    when = (3_900_000_000).to_bytes(4, "big")
    assert mp4().count(when) == 6
    assert when not in cleaned(mp4())[0].content


def test_cleaning_a_clean_clip_changes_nothing() -> None:
    [once] = cleaned(clip_of_a_phone())
    [twice] = cleaned(once.content)
    assert once == twice


def test_a_clip_held_upright_says_its_size_as_it_is_shown() -> None:
    [file] = cleaned(mp4(matrix=TURNED))
    assert (file.width, file.height) == (360, 640)


@pytest.mark.parametrize("codec", [b"avc1", b"hvc1", b"hev1", b"av01"])
@pytest.mark.parametrize("brand", [b"isom", b"mp42", b"avc1", b"M4V ", b"iso6"])
def test_what_phones_play_is_taken(codec: bytes, brand: bytes) -> None:
    assert len(cleaned(mp4(entry=video_entry(codec), brand=brand, sound=sound_entry()))) == 1


def test_a_clip_may_last_a_minute_and_be_full_hd_either_way() -> None:
    for size in ((1920, 1080), (1080, 1920)):
        assert len(cleaned(mp4(entry=video_entry(size=size), shown=size, seconds=60))) == 1


# --- whatever happens ------------------------------------------------------------------------------------

WHOLE = {
    "jpeg": lambda: saved(scene((200, 160)), "JPEG", exif=exif(6), comment=MARKER),
    "progressive": lambda: saved(scene((200, 160)), "JPEG", progressive=True, icc_profile=wide_gamut()),
    "png": lambda: saved(scene((200, 160)), "PNG", exif=exif(3)),
    "webp": lambda: saved(scene((200, 160)), "WEBP", exif=exif(8), xmp=xmp()),
    "heic": lambda: heic((200, 160), exif=exif()),
    "mp4": clip_of_a_phone,
}
_made: dict[str, bytes] = {}


def whole(which: str) -> bytes:
    if which not in _made:
        _made[which] = WHOLE[which]()
    return _made[which]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    which=st.sampled_from(sorted(WHOLE)),
    damage=st.lists(
        st.tuples(
            st.floats(0, 1),
            st.sampled_from(["set", "cut", "drop", "repeat"]),
            st.binary(min_size=1, max_size=8),
        ),
        min_size=1,
        max_size=6,
    ),
)
@example(which="mp4", damage=[(0.9, "set", b"\xff\xff\xff\xff")])
def test_damage_of_any_kind_gives_a_refusal_or_clean_files(
    which: str, damage: list[tuple[float, str, bytes]]
) -> None:
    content = whole(which)
    for share, how, junk in damage:
        at = int(share * len(content))
        content = {
            "set": content[:at] + junk + content[at + len(junk) :],
            "cut": content[:at] + b"\xff\xd9" * (which == "jpeg"),
            "drop": content[:at] + content[at + len(junk) :],
            "repeat": content[:at] + content[max(0, at - 50) : at] + content[at:],
        }[how]
    try:
        files = cleaned(content)
    except FileRefused:
        return
    for file in files:
        if file.type == "image/webp":
            assert MARKER not in file.content
            assert file.content[12:16] == b"VP8 "
            assert opened(file).convert("RGB").size == (file.width, file.height)
        else:
            assert b"+59.32" not in file.content and len(file.content) == len(content)


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(
        [b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF", b"\0\0\0\x18ftypheic", b"\0\0\0\x18ftypisom", b""]
    ),
    st.binary(max_size=400),
)
def test_nonsense_of_any_kind_is_refused(start: bytes, rest: bytes) -> None:
    with pytest.raises(FileRefused):
        cleaned(start + rest)


# --- the process of its own ------------------------------------------------------------------------------


@pytest.mark.process
def test_the_other_process_says_the_same_and_leaves_nothing_behind() -> None:
    for content in (jpeg(), heic(), mp4()):
        assert take_in(content) == cleaned(content)


@pytest.mark.process
def test_the_other_process_passes_a_refusal_on_with_its_words() -> None:
    make, code = HOSTILE["a_clip_in_4k"]
    with pytest.raises(TooLarge, match="3840 × 2160") as refused:
        take_in(make())
    assert refused.value.code == code


@pytest.mark.process
def test_a_process_that_dies_or_hangs_is_a_damaged_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for program, said in (
        ("#!/bin/sh\nkill -SEGV $$\n", "ended with -11"),
        ("#!/bin/sh\nexit 1\n", "ended with 1"),
        ("#!/bin/sh\nexec sleep 60\n", "within 1.0 seconds"),
    ):
        stand_in = tmp_path / "decoder"
        stand_in.write_text(program)
        stand_in.chmod(0o755)
        monkeypatch.setattr(sys, "executable", str(stand_in))
        monkeypatch.setattr(isolated, "SECONDS", 0.5)
        with pytest.raises(Damaged):
            take_in(jpeg())
        assert said in caplog.messages[-1]  # the fault may be ours, and then somebody must see it


@pytest.mark.process
def test_without_a_process_nothing_is_said_against_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(NotNow):
        take_in(jpeg())
    monkeypatch.undo()
    assert take_in(jpeg()) == cleaned(jpeg())


@pytest.mark.process
def test_who_comes_when_too_many_wait_is_told_at_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stand_in, go = tmp_path / "decoder", tmp_path / "go"
    stand_in.write_text(f"#!/bin/sh\nwhile [ ! -e {go} ]; do sleep 0.05; done\n")
    stand_in.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(stand_in))

    def code(_: int) -> str:
        try:
            take_in(jpeg())
        except FileRefused as refused:
            if isinstance(refused, NotNow):
                told.release()
            return refused.code
        return ""

    told = Semaphore(0)
    with ThreadPoolExecutor(10) as pool:
        codes = pool.map(code, range(10))
        for _ in range(10 - isolated.AT_ONCE):
            assert told.acquire(timeout=SLOW_MACHINE)
        go.touch()  # only now can any of the others be done
        assert Counter(codes) == {"file_damaged": isolated.AT_ONCE, "file_not_now": 10 - isolated.AT_ONCE}
    monkeypatch.undo()
    assert take_in(jpeg()) == cleaned(jpeg())


@pytest.mark.process
def test_the_other_process_can_open_nothing_and_has_no_more_memory_than_its_share(tmp_path: Path) -> None:
    tries = (
        (f"open({str(tmp_path / 'out')!r}, 'wb', 0).write(b'x')", "Too many open files"),
        ("open('pyproject.toml')", "Too many open files"),
        ("socket.socket()", "Too many open files"),
        (f"bytearray({isolated.MEMORY})", "MemoryError"),
    )
    for attempt, said in tries:
        code = f"import socket; from backend.pictures.intake import isolated; isolated._bounded(); {attempt}"
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, check=False, text=True, cwd=isolated._ROOT
        )
        assert done.returncode != 0
        assert said in done.stderr
    assert not (tmp_path / "out").exists()
