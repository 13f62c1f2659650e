"""Files that somebody sends who means no good, or whose phone broke off: each with the word it is refused with.

A function makes a file and is named for what it is. Nothing is kept as a file: what it takes to make one is the
best account of it.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from PIL import Image

from tests.backend.pictures.intake.files import (
    MARKER,
    SAMPLES,
    behind_head,
    behind_start,
    box,
    chunk,
    full,
    heic,
    jpeg,
    mp4,
    png,
    raw_png,
    riff,
    riff_chunk,
    saved,
    scene,
    segment,
    sound_entry,
    table,
    video_entry,
    webp,
)

Make = Callable[[], bytes]
HOSTILE: dict[str, tuple[Make, str]] = {}
"""What makes each, and the code of its refusal."""


def refused(code: str) -> Callable[[Make], Make]:
    def enter(make: Make) -> Make:
        assert make.__name__ not in HOSTILE
        HOSTILE[make.__name__] = (make, code)
        return make

    return enter


ELF = b"\x7fELF\x02\x01\x01" + b"\0" * 60
EXE = b"MZ\x90\0" + b"\0" * 60 + b"PE\0\0"
HTML = b"<!DOCTYPE html><html><body onload=alert(1)>"
PHP = b"<?php system($_GET['c']); ?>"
SHORT_PHP = b"<?=`$_GET[0]`?>"
SCRIPT = b"<script>fetch('//evil.example')</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script/></svg>'
PDF = b"%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n%%EOF"


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("index.html", HTML)
    return out.getvalue()


def part_of(content: bytes, share: float) -> bytes:
    return content[: int(len(content) * share)]


# --- no picture at all -----------------------------------------------------------------------------------


@refused("file_kind")
def nothing() -> bytes:
    return b""


@refused("file_kind")
def one_byte() -> bytes:
    return b"\xff"


@refused("file_kind")
def only_zeros() -> bytes:
    return bytes(100_000)


@refused("file_kind")
def words_named_as_a_photograph() -> bytes:
    return MARKER * 100


@refused("file_kind")
def a_drawing_with_a_script() -> bytes:
    return b'<?xml version="1.0"?>' + SVG


@refused("file_kind")
def a_page() -> bytes:
    return HTML


@refused("file_kind")
def a_document() -> bytes:
    return PDF


@refused("file_kind")
def an_archive() -> bytes:
    return archive()


@refused("file_kind")
def a_program_for_linux() -> bytes:
    return ELF


@refused("file_kind")
def a_program_for_windows() -> bytes:
    return EXE


@refused("file_kind")
def an_avif_in_the_coat_of_an_heic() -> bytes:
    return box(b"ftyp", b"mif1\0\0\0\0mif1avif") + box(b"meta", bytes(4))


@refused("file_kind")
def a_gif() -> bytes:
    return saved(scene(), "GIF")


@refused("file_kind")
def a_tiff() -> bytes:
    return saved(scene(), "TIFF")


@refused("file_kind")
def a_bitmap() -> bytes:
    return saved(scene(), "BMP")


@refused("file_kind")
def postscript() -> bytes:
    return b"%!PS-Adobe-3.0 EPSF-3.0\n(/etc/passwd) (r) file" + bytes(500)


@refused("file_kind")
def a_sound_in_riff() -> bytes:
    return b"RIFF" + struct.pack("<I", 40) + b"WAVEfmt " + bytes(32)


@refused("file_kind")
def a_page_in_front_of_a_jpeg() -> bytes:
    return HTML + jpeg()


@refused("file_kind")
def php_in_front_of_a_png() -> bytes:
    return PHP + png()


@refused("file_kind")
def an_archive_in_front_of_a_webp() -> bytes:
    return archive() + webp()


# --- polyglots -------------------------------------------------------------------------------------------


@refused("file_hides_something")
def a_page_behind_a_jpeg() -> bytes:
    return jpeg() + HTML


@refused("file_hides_something")
def php_in_a_comment_of_a_jpeg() -> bytes:
    return behind_start(jpeg(), segment(0xFE, PHP))


@refused("file_hides_something")
def php_in_exif() -> bytes:
    tags = Image.Exif()
    tags[0x010E] = PHP.decode()
    return jpeg(exif=tags.tobytes())


@refused("file_hides_something")
def a_script_in_xmp() -> bytes:
    return behind_start(jpeg(), segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + SCRIPT))


@refused("file_hides_something")
def short_php_in_a_profile() -> bytes:
    return behind_start(jpeg(), segment(0xE2, b"ICC_PROFILE\0\x01\x01" + bytes(200) + SHORT_PHP))


@refused("file_hides_something")
def a_document_behind_a_jpeg() -> bytes:
    return jpeg() + PDF


@refused("file_hides_something")
def an_archive_behind_a_jpeg() -> bytes:
    return jpeg() + archive()


@refused("file_hides_something")
def a_program_behind_a_jpeg() -> bytes:
    return jpeg() + ELF


@refused("file_hides_something")
def an_archive_behind_a_png() -> bytes:
    return png() + archive()


@refused("file_hides_something")
def a_program_behind_a_png() -> bytes:
    return png() + EXE


@refused("file_hides_something")
def a_script_in_words_of_a_png() -> bytes:
    return behind_head(png(), chunk(b"tEXt", b"Comment\0" + SCRIPT))


@refused("file_hides_something")
def php_among_the_rows_of_a_png() -> bytes:
    """Stored rather than packed, so that it stands in the file as it is."""
    rows = b"".join(b"\0" + (PHP * 20)[:480] for _ in range(200))
    return raw_png(160, 200, b"").replace(
        chunk(b"IDAT", zlib.compress(b"")), chunk(b"IDAT", zlib.compress(rows, 0))
    )


@refused("file_hides_something")
def more_rows_than_a_png_says() -> bytes:
    return raw_png(200, 200, bytes(601 * 300))


@refused("file_hides_something")
def a_drawing_in_a_chunk_of_a_webp() -> bytes:
    return riff(webp() + riff_chunk(b"JUNK", SVG))


@refused("file_hides_something")
def a_page_behind_a_webp() -> bytes:
    return webp() + HTML


@refused("file_hides_something")
def an_archive_behind_an_heic() -> bytes:
    return heic() + archive()


@refused("file_hides_something")
def a_page_in_a_free_box_of_a_clip() -> bytes:
    return mp4(around=box(b"free", HTML))


@refused("file_hides_something")
def php_in_the_title_of_a_clip() -> bytes:
    return mp4(in_moov=box(b"udta", box(b"\xa9nam", PHP)))


@refused("file_hides_something")
def an_archive_in_the_media_of_a_clip() -> bytes:
    return mp4(gap=archive())


# --- bombs and sizes -------------------------------------------------------------------------------------


@refused("file_too_large")
def a_png_of_a_thousand_million_pixels() -> bytes:
    return raw_png(16_000, 16_000, bytes(1_000_000))


@refused("file_too_large")
def a_png_as_wide_as_numbers_go() -> bytes:
    return raw_png(0xFFFFFFFF, 200, b"")


@refused("file_too_large")
def a_jpeg_whose_head_says_65535_a_side() -> bytes:
    content = jpeg()
    at = content.index(b"\xff\xc0")
    return content[: at + 5] + b"\xff\xff\xff\xff" + content[at + 9 :]


@refused("file_too_large")
def a_webp_of_16383_a_side() -> bytes:
    return riff(b"RIFF\0\0\0\0WEBP" + riff_chunk(b"VP8L", b"\x2f\xff\xff\xff\x0f" + bytes(64)))


@refused("file_too_large")
def an_heic_whose_canvas_is_larger_than_any_memory() -> bytes:
    content = heic()
    at = content.index(b"ispe") + 8
    return content[:at] + struct.pack(">II", 60_000, 60_000) + content[at + 8 :]


@refused("file_too_large")
def a_photograph_of_too_many_bytes() -> bytes:
    return behind_start(jpeg(), *(segment(0xEF, bytes(65_000)) for _ in range(330)))


@refused("file_too_large")
def a_clip_of_too_many_bytes() -> bytes:
    return mp4(gap=bytes(26 * 1024 * 1024))


@refused("file_too_large")
def a_clip_in_4k() -> bytes:
    return mp4(entry=video_entry(size=(3840, 2160)), shown=(3840, 2160))


@refused("file_too_large")
def a_clip_whose_two_sizes_differ() -> bytes:
    return mp4(entry=video_entry(size=(65_535, 65_535)))


@refused("file_damaged")
def a_png_that_unpacks_to_less_than_it_says() -> bytes:
    return raw_png(6_000, 6_000, bytes(1_000))


@refused("file_damaged")
def a_jpeg_of_no_height() -> bytes:
    content = jpeg()
    at = content.index(b"\xff\xc0")
    return content[: at + 5] + b"\0\0" + content[at + 7 :]


@refused("file_damaged")
def a_png_of_no_width() -> bytes:
    return raw_png(0, 200, bytes(200))


@refused("file_too_small")
def a_preview() -> bytes:
    return saved(scene((120, 90)), "JPEG")


@refused("file_too_small")
def one_pixel() -> bytes:
    return saved(scene((1, 1)), "PNG")


@refused("file_too_small")
def a_line() -> bytes:
    return saved(scene((8_000, 200)), "PNG")


@refused("file_too_small")
def a_clip_of_one_pixel() -> bytes:
    return mp4(entry=video_entry(size=(1, 1)), shown=(1, 1))


@refused("file_damaged")
def a_jpeg_of_a_hundred_thousand_comments() -> bytes:
    return behind_start(jpeg(), segment(0xFE, b"") * 100_000)


@refused("file_damaged")
def a_png_of_a_hundred_thousand_chunks() -> bytes:
    return behind_head(png(), chunk(b"vpAg", b"") * 100_000)


@refused("file_damaged")
def a_clip_of_a_hundred_thousand_boxes() -> bytes:
    return mp4(around=box(b"free") * 100_000)


@refused("file_damaged")
def a_clip_of_a_thousand_media() -> bytes:
    return mp4(around=box(b"mdat") * 1_000)


@refused("file_damaged")
def a_clip_that_says_it_has_four_thousand_million_samples() -> bytes:
    return mp4(sizes=full(b"stsz", struct.pack(">II", 1, 0xFFFFFFFF)))


@refused("file_damaged")
def a_clip_that_says_it_has_four_thousand_million_chunks() -> bytes:
    return mp4(chunks=full(b"stco", struct.pack(">II", 0xFFFFFFFF, 48)))


# --- cut off and damaged ---------------------------------------------------------------------------------


@refused("file_damaged")
def only_the_first_bytes_of_a_jpeg() -> bytes:
    return jpeg()[:4]


@refused("file_damaged")
def a_jpeg_cut_in_its_tables() -> bytes:
    return jpeg()[:200]


@refused("file_damaged")
def half_a_jpeg() -> bytes:
    return part_of(jpeg(), 0.5)


@refused("file_damaged")
def a_jpeg_without_its_end() -> bytes:
    return jpeg()[:-2]


@refused("file_damaged")
def half_a_jpeg_with_an_end_put_on() -> bytes:
    return part_of(jpeg(), 0.5) + b"\xff\xd9"


@refused("file_damaged")
def nearly_a_whole_jpeg_with_an_end_put_on() -> bytes:
    return jpeg()[:-40] + b"\xff\xd9"


@refused("file_damaged")
def a_progressive_jpeg_without_its_last_scan() -> bytes:
    content = jpeg(progressive=True)
    return content[: content.rindex(b"\xff\xda")] + b"\xff\xd9"


@refused("file_damaged")
def a_jpeg_that_lacks_a_piece_between_two_marks() -> bytes:
    content = jpeg(restart_marker_blocks=20)
    return content[: content.index(b"\xff\xd3")] + content[content.index(b"\xff\xd5") :]


@refused("file_damaged")
def a_jpeg_of_two_frames() -> bytes:
    content = jpeg()
    at = content.index(b"\xff\xc0")
    frame = content[at : at + 19]
    return content[:at] + frame + content[at:]


@refused("file_kind")
def a_jpeg_without_loss() -> bytes:
    content = jpeg()
    at = content.index(b"\xff\xc0")
    return content[: at + 1] + b"\xc3" + content[at + 2 :]


@refused("file_damaged")
def only_the_head_of_a_png() -> bytes:
    return png()[:33]


@refused("file_damaged")
def half_a_png() -> bytes:
    return part_of(png(), 0.5)


@refused("file_damaged")
def a_png_without_its_end() -> bytes:
    return png()[:-12]


@refused("file_damaged")
def a_png_without_a_third_of_its_rows() -> bytes:
    return raw_png(300, 300, bytes(901 * 200))


@refused("file_damaged")
def a_png_whose_rows_break_off() -> bytes:
    rows = zlib.compress(bytes(901 * 300))[:-20]
    return raw_png(300, 300, b"").replace(chunk(b"IDAT", zlib.compress(b"")), chunk(b"IDAT", rows))


@refused("file_damaged")
def a_png_with_a_wrong_sum() -> bytes:
    content = png()
    return content[:-16] + bytes((content[-16] ^ 1,)) + content[-15:]


@refused("file_damaged")
def a_png_with_two_heads() -> bytes:
    content = png()
    return content[:33] + content[8:33] + content[33:]


@refused("file_damaged")
def a_png_of_three_bits_a_sample() -> bytes:
    return raw_png(200, 200, bytes(80_000), depth=3)


@refused("file_damaged")
def half_a_webp() -> bytes:
    return part_of(webp(), 0.5)


@refused("file_damaged")
def half_a_webp_whose_length_was_mended() -> bytes:
    content = part_of(webp(), 0.5)
    return riff(content[:16] + struct.pack("<I", len(content) - 20) + content[20:])


@refused("file_damaged")
def a_webp_without_a_picture() -> bytes:
    return riff(b"RIFF\0\0\0\0WEBP" + riff_chunk(b"VP8X", bytes(10)) + riff_chunk(b"EXIF", b"none"))


@refused("file_damaged")
def a_webp_whose_canvas_is_another_than_its_picture() -> bytes:
    content = webp(exif=b"Exif\0\0II*\0")
    return content[:24] + b"\xff\x3f\0\xff\x3f\0" + content[30:]


@refused("file_damaged")
def half_an_heic() -> bytes:
    return part_of(heic(), 0.5)


@refused("file_damaged")
def half_an_heic_whose_length_was_mended() -> bytes:
    content = heic()
    at = content.rindex(b"mdat") - 4
    cut = part_of(content, 0.6)
    return cut[:at] + struct.pack(">I", len(cut) - at) + cut[at + 4 :]


@refused("file_damaged")
def an_heic_of_nothing_but_its_first_box() -> bytes:
    return box(b"ftyp", b"heic", b"\0\0\0\0", b"mif1heic")


# --- what moves ------------------------------------------------------------------------------------------


@refused("file_moves")
def a_png_that_moves() -> bytes:
    frames = [scene((200, 200)), scene((200, 200)).rotate(90)]
    return saved(frames[0], "PNG", save_all=True, append_images=frames[1:])


@refused("file_moves")
def a_webp_of_seven_hundred_frames() -> bytes:
    frames = [Image.new("RGB", (200, 200), (number % 256, 0, number // 256)) for number in range(700)]
    return saved(frames[0], "WEBP", save_all=True, append_images=frames[1:], lossless=True, method=0)


@refused("file_moves")
def an_heic_sequence() -> bytes:
    return box(b"ftyp", b"hevc", b"\0\0\0\0", b"msf1hevc") + box(b"moov") + box(b"mdat")


# --- clips -----------------------------------------------------------------------------------------------


@refused("file_damaged")
def half_a_clip() -> bytes:
    return part_of(mp4(), 0.5)


@refused("file_damaged")
def a_clip_without_its_tables() -> bytes:
    content = mp4()
    return content[: content.rindex(b"moov") - 4]


@refused("file_damaged")
def a_clip_whose_media_were_cut_and_their_length_mended() -> bytes:
    content = mp4()
    start, end = content.index(b"mdat") - 4, content.rindex(b"moov") - 4
    media = content[start + 8 : end][: len(b"".join(SAMPLES)) // 2]
    return content[:start] + box(b"mdat", media) + content[end:]


@refused("file_damaged")
def a_clip_that_plays_what_is_not_media() -> bytes:
    return mp4(chunks=table(b"stco", [(0,)]))


@refused("file_damaged")
def a_clip_that_plays_what_lies_behind_its_end() -> bytes:
    return mp4(chunks=table(b"stco", [(0xFFFFFF00,)]))


@refused("file_damaged")
def a_clip_with_a_box_longer_than_the_file() -> bytes:
    return mp4(behind=struct.pack(">I", 1 << 30) + b"free")


@refused("file_damaged")
def a_clip_with_a_box_shorter_than_its_head() -> bytes:
    return mp4(behind=struct.pack(">I", 4) + b"free")


@refused("file_damaged")
def a_clip_of_no_time_scale() -> bytes:
    content = mp4()
    at = content.index(b"mdhd") + 16
    return content[:at] + b"\0\0\0\0" + content[at + 4 :]


@refused("file_kind")
def a_film_of_quicktime() -> bytes:
    return mp4(brand=b"qt  ")


@refused("file_kind")
def a_film_of_no_known_brand() -> bytes:
    return mp4(brand=b"evil")


@refused("clip_kind")
def a_clip_in_pieces() -> bytes:
    return mp4(behind=box(b"moof"))


@refused("clip_kind")
def a_clip_of_an_old_codec() -> bytes:
    return mp4(entry=video_entry(b"mp4v"))


@refused("clip_kind")
def a_clip_under_lock() -> bytes:
    return mp4(entry=video_entry(b"encv"))


@refused("clip_kind")
def a_clip_with_mp3_as_its_sound() -> bytes:
    return mp4(sound=sound_entry(sort=0x6B))


@refused("clip_kind")
def a_clip_with_raw_sound() -> bytes:
    return mp4(sound=sound_entry(b"sowt"))


@refused("clip_kind")
def only_sound() -> bytes:
    content = mp4(sound=sound_entry())
    return content.replace(b"vide", b"none", 1)


@refused("clip_kind")
def a_clip_whose_media_lie_at_another_address() -> bytes:
    return mp4(reference=full(b"url ", b"http://169.254.169.254/\0"))


@refused("clip_too_long")
def a_clip_of_an_hour() -> bytes:
    return mp4(seconds=3600)


@refused("clip_too_long")
def a_clip_of_an_hour_that_says_it_has_a_second() -> bytes:
    return mp4(seconds=3600, said=1)
