"""The handout as a printer gets it: read back, measured and scanned."""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageDraw
from pypdfium2 import raw

from backend.pictures.figures.draw import webp_bytes
from backend.pictures.figures.palette import palette
from backend.pictures.paper.handout import MARGIN, handout_pdf
from backend.pictures.paper.poses import GAP, places, way
from backend.pictures.store import keep
from exercises.reads.handout import Handout, HandoutExercise
from exercises.reads.library_files import EXERCISES, read_yaml
from exercises.rules.dose import Dose, frequency, sentence
from exercises.rules.paper import dose_words
from exercises.rules.pictures import Look
from exercises.rules.wording import say
from exercises.terms import Paper

LINK = "https://clinic.example.org/t/7k3m9q2x5b8d4f6h"
SAME_DAY = {"phone": "604 555 0199", "urgent_line": "811"}
SMALLEST = 9
A_PEN = 14
"""Points of a box that a pen can tick: 5 mm."""


@pytest.fixture(scope="module")
def library() -> list[dict[str, Any]]:
    exercises: list[dict[str, Any]] = read_yaml(EXERCISES)["exercises"]
    return exercises


@pytest.fixture(autouse=True)
def poses() -> None:
    """Two poses of somebody lying, and two of somebody standing."""
    look = palette(Look())
    for name, box in (("lying", (40, 340, 600, 400)), ("standing", (280, 60, 360, 390))):
        for number in (1, 2):
            pose = Image.new("RGB", (640, 420), look.room)
            ImageDraw.Draw(pose).rectangle(box, fill=(200, 30 * number, 30))
            keep(f"{name}{number}.webp", webp_bytes(pose))


def exercise(entry: dict[str, Any], language: str = "en", *poses: str) -> HandoutExercise:
    dose, words = Dose.read(entry["default_dose"]), dose_words(language)
    return HandoutExercise(
        name=entry["name"],
        dose=sentence(dose, words),
        frequency=frequency(dose, words),
        note="",
        steps=tuple(entry["steps"]),
        cautions=tuple(entry["cautions"]),
        stop_if=tuple(entry["stop_if"]),
        pictures=poses,
        several_a_day=dose.per_day > 1,
    )


def content(entries: Sequence[dict[str, Any]], language: str = "en", **given: Any) -> Handout:
    made = [
        exercise(entry, language, *(f"{'standing' if place % 3 else 'lying'}{pose}.webp" for pose in (1, 2)))
        for place, entry in enumerate(entries)
    ]
    fields: dict[str, Any] = {
        "language": language,
        "day": date(2026, 11, 18),
        "clinic": "Seaside Movement",
        "first_name": "Anna",
        "phase": (2, 4, "Repeat and unload"),
        "is_paused": False,
        "begins_on": None,
        "easier_until": None,
        "exercises": tuple(made),
        "safety": say("safety_same_day", language, SAME_DAY),
        "phone": "604 555 0199",
        "urgent_line": "811",
        "emergency_number": "911",
        "text_number": "(604) 555-0100",
    }
    return Handout(**fields | given)


def pdf_of(shown: Handout, *, link: str | None = LINK, paper: Paper = Paper.LETTER) -> bytes:
    return handout_pdf(shown, link=link, paper=paper)


@contextmanager
def opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        yield document
    finally:
        document.close()


def texts_of(pdf: bytes) -> list[str]:
    """The text of each page, in one line."""
    with opened(pdf) as document:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]


def text_of(pdf: bytes) -> str:
    return " ".join(texts_of(pdf))


def scanned(pdf: bytes) -> list[str]:
    with opened(pdf) as document:
        return [found.text for found in zxingcpp.read_barcodes(document[0].render(scale=2).to_pil())]


Box = tuple[float, float, float, float]


def overlap(one: Box, other: Box) -> bool:
    return (
        min(one[2], other[2]) - max(one[0], other[0]) > 1
        and min(one[3], other[3]) - max(one[1], other[1]) > 1
    )


# --- what stands there -------------------------------------------------------------------------------------
WORDS = {
    "en": (
        "Home exercises for Anna",
        "Phase 2 of 4: Repeat and unload",
        "Nov. 18, 2026",
        "Stop if:",
        "Page 1 of 1",
    ),
    "fr": (
        "Exercices à la maison pour Anna",
        "Phase 2 de 4 :",
        "18 novembre 2026",
        "Cessez si",
        "Page 1 de 1",
    ),
    "es": (
        "Ejercicios en casa para Anna",
        "Fase 2 de 4:",
        "18 de noviembre de 2026",
        "Pare si:",
        "Página 1 de 1",
    ),
}


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("language", WORDS)
def test_everything_stands_there_in_the_language(library: Any, language: str, paper: Paper) -> None:
    entry = library[0]
    shown = content([entry], language)
    text = text_of(pdf_of(shown, paper=paper))
    wanted = [
        *WORDS[language],
        "Seaside Movement",
        "911",
        "604 555 0199",
        "811",
        "(604) 555-0100",
        shown.safety,
    ]
    wanted += [
        "GO",
        "DONE 3",
        "LOG Mon Tue",
        "CALL",
        "STOP",
        entry["name"],
        *entry["steps"],
        *entry["stop_if"],
    ]
    wanted += [f"{shown.exercises[0].dose} · {shown.exercises[0].frequency}", *entry["cautions"]]
    assert [words for words in wanted if words not in text] == []


def test_it_says_that_it_is_reference_and_that_the_app_counts(library: Any) -> None:
    for page in texts_of(pdf_of(content(library[:8]))):
        assert "For reference: made from your clinic's plan of Nov. 18, 2026." in page
        assert "the plan in the app counts" in page


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"is_paused": True}, "Paused by your clinic."),
        ({"begins_on": date(2026, 12, 1)}, "Begins on Dec. 1, 2026."),
        ({"easier_until": date(2026, 11, 19)}, "count up to and including Nov. 19, 2026."),
    ],
    ids=["paused", "to begin", "in a flare"],
)
def test_what_is_not_usual_is_said_at_the_top(library: Any, given: Any, words: str) -> None:
    assert words in text_of(pdf_of(content(library[:1], **given)))
    assert words not in text_of(pdf_of(content(library[:1])))


def test_a_practitioner_s_note_stands_with_its_exercise(library: Any) -> None:
    shown = content(library[:1])
    noted = replace(shown, exercises=(replace(shown.exercises[0], note="On the bed."),))
    assert "From your clinic: On the bed." in text_of(pdf_of(noted))


def test_several_times_a_day_are_explained_only_where_there_are_any(library: Any) -> None:
    once = [entry for entry in library if entry["default_dose"]["per_day"] == 1][:2]
    often = [entry for entry in library if entry["default_dose"]["per_day"] > 1][:2]
    assert "one stroke a time" not in text_of(pdf_of(content(once)))
    assert "one stroke a time" in text_of(pdf_of(content(often)))


# --- the way back to the phone -----------------------------------------------------------------------------
@pytest.mark.parametrize("paper", Paper)
def test_a_phone_reads_the_link_from_it(library: Any, paper: Paper) -> None:
    assert scanned(pdf_of(content(library[:3], "fr"), paper=paper)) == [LINK]


def test_without_a_link_it_says_whom_to_ask(library: Any) -> None:
    pdf = pdf_of(content(library[:3]), link=None)
    assert scanned(pdf) == []
    assert "Ask your clinic for a link" in text_of(pdf) and "Point the camera" not in text_of(pdf)


# --- pages -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("start", range(0, 64, 8))
def test_eight_exercises_of_the_library_take_two_pages(
    library: Any, start: int, language: str, paper: Paper
) -> None:
    entries = library[start : start + 8]
    shown = replace(
        content(entries, language),
        exercises=tuple(exercise(entry, language, "lying1.webp") for entry in entries),
    )
    assert len(texts_of(pdf_of(shown, paper=paper))) == 2


@pytest.mark.parametrize(("count", "most"), [(1, 1), (2, 1), (4, 2), (12, 4)])
def test_each_exercise_stands_there_once_on_as_many_pages_as_are_said(
    library: Any, count: int, most: int
) -> None:
    pages = texts_of(pdf_of(content(library[:count])))
    whole = " ".join(pages)
    assert len(pages) <= most
    assert [entry["name"] for entry in library[:count] if f"{entry['name']} " not in whole] == []
    assert (f"{count} exercises on {len(pages)} pages" in pages[0]) is (len(pages) > 1)
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page
        assert "911" in page and "604 555 0199" in page


CROWDS = [(1, "en"), (4, "fr"), (8, "es"), (12, "fr")]


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize(("count", "language"), CROWDS)
def test_nothing_is_small_cut_or_on_top_of_something_else(
    library: Any, count: int, language: str, paper: Paper
) -> None:
    with opened(pdf_of(content(library[20 : 20 + count], language), paper=paper)) as document:
        for page in document:
            width, height = page.get_size()
            objects = list(page.get_objects(textpage=page.get_textpage()))
            texts = [one for one in objects if one.type == raw.FPDF_PAGEOBJ_TEXT and one.extract().strip()]
            marks = [one for one in texts if one.extract().strip().isdigit()]
            assert min(one.get_font_size() for one in texts) >= SMALLEST
            images = [one.get_bounds() for one in objects if one.type == raw.FPDF_PAGEOBJ_IMAGE]
            words = [one.get_bounds() for one in texts if one not in marks]
            inside = (MARGIN - 8, MARGIN - 8, width - MARGIN + 8, height - MARGIN + 8)
            for box in (*images, *words):
                assert box[0] >= inside[0] and box[1] >= inside[1]
                assert box[2] <= inside[2] and box[3] <= inside[3]
            boxes = [*images, *words]
            crossing = [
                (one, other)
                for place, one in enumerate(boxes)
                for other in boxes[:place]
                if overlap(one, other)
            ]
            assert crossing == []


def test_there_are_four_weeks_of_boxes_for_a_pen(library: Any) -> None:
    with opened(pdf_of(content(library[:2]))) as document:
        drawn = [
            one for page in document for one in page.get_objects([raw.FPDF_PAGEOBJ_PATH]) if is_open(one)
        ]
        sizes = [(box[2] - box[0], box[3] - box[1]) for box in (one.get_bounds() for one in drawn)]
    boxes = [size for size in sizes if size[0] < 20 and size[0] == pytest.approx(size[1], abs=0.1)]
    assert len(boxes) == 2 * 4 * 7 and min(boxes)[0] > A_PEN


def is_open(path: Any) -> bool:
    """Whether it is drawn as a line that nothing fills."""
    fill, line = raw.c_int(), raw.FPDF_BOOL()
    raw.FPDFPath_GetDrawMode(path, fill, line)
    return fill.value == raw.FPDF_FILLMODE_NONE


def test_the_first_column_is_the_first_day(library: Any) -> None:
    """The 18th is a Wednesday; the sheet begins with that day, or with the first day of the plan."""
    assert "W T F S S M T" in text_of(pdf_of(content(library[:1])))
    assert "S S M T W T F" in text_of(pdf_of(content(library[:1], begins_on=date(2026, 11, 21))))
    assert "M J V S D L M" in text_of(pdf_of(content(library[:1], "fr")))


# --- words of any length and script ------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["Éléonore", "Łucja", "Nguyễn Thị Ánh", "Сергій", "Κωνσταντίνα", "Ayşe"])
def test_a_name_is_printed_in_its_own_letters(library: Any, name: str) -> None:
    assert f"Home exercises for {name}" in text_of(pdf_of(content(library[:1], first_name=name)))


@pytest.mark.parametrize("name", ["محمد", "王芳", "दीपा"])
def test_for_a_name_in_letters_we_have_not_there_is_a_line_to_write_it_on(library: Any, name: str) -> None:
    text = text_of(pdf_of(content(library[:1], first_name=name)))
    assert "Home exercises for Phase 2" in text.replace("Point the camera of your phone here:", "")
    assert "cannot be printed" not in text


def test_words_in_letters_we_have_not_are_asked_for_and_never_half_printed(library: Any) -> None:
    odd = replace(exercise(library[0]), name="伸展", steps=("躺下", "Stand up. 😀", "起來"))
    text = text_of(pdf_of(replace(content(library[:1]), exercises=(odd,))))
    assert "Exercise 1" in text and "Stand up." in text
    assert text.count("Some words cannot be printed here.") == 1


def test_everything_a_clinic_writes_at_length_is_printed(library: Any) -> None:
    steps = tuple(f"Step {step} " + "goes on and on, " * 13 + f"and ends {step}." for step in range(12))
    signs = tuple(f"It hurts in place {place} of many" for place in range(12))
    name = "W" * 60 + " and a name that is as long as one may be, with words"
    wordy = replace(
        exercise(library[0], "en", "lying1.webp"), name=name, steps=steps, stop_if=signs, note="Note. " * 40
    )
    shown = content(library[:1], first_name="N" * 80, clinic="C" * 120)
    text = text_of(pdf_of(replace(shown, exercises=(wordy, wordy))))
    for step in range(12):
        assert text.count(f"and ends {step}.") == 2
    assert [sign for sign in signs if sign not in text] == []
    together = text.replace(" ", "")
    assert "N" * 80 in together and "C" * 120 in together and "W" * 60 in together


def test_what_to_do_stays_on_the_page_however_much_a_clinic_writes(library: Any) -> None:
    signs = tuple(f"Sign {place} " + "goes on and on, " * 13 + f"and ends {place}." for place in range(12))
    wordy = replace(exercise(library[0], "en", "lying1.webp"), stop_if=signs)
    shown = content(
        [],
        exercises=(wordy, wordy),
        clinic="C" * 120,
        first_name="N" * 80,
        safety="Stop and call 604 555 0199 today. " * 18,
        phone="604 555 0199, extension 12345678",
        urgent_line="811, the nurse line, at any hour",
        is_paused=True,
        begins_on=date(2026, 12, 1),
        easier_until=date(2026, 12, 2),
    )
    with opened(pdf := pdf_of(shown)) as document:
        texts = [
            (one.extract().strip(), one.get_bounds())
            for page in document
            for one in page.get_objects([raw.FPDF_PAGEOBJ_TEXT], textpage=page.get_textpage())
        ]
    foot = max(top for words, (_, _, _, top) in texts if words.startswith("For reference"))
    outside = [words for words, (_, low, _, top) in texts if low < MARGIN - 8 or low < foot < top - 1]
    assert [words for words in outside if not words.startswith(("For", "Page", "the plan"))] == []
    text = text_of(pdf)
    assert [sign for sign in signs if text.count(sign) not in (1, 2)] == []


# --- pictures ----------------------------------------------------------------------------------------------
def test_its_pictures_are_embedded_as_jpeg_with_their_numbers(library: Any) -> None:
    with opened(pdf_of(content(library[:2]))) as document:
        images = [one for page in document for one in page.get_objects([raw.FPDF_PAGEOBJ_IMAGE])]
        assert len(images) == 4
        assert all("DCTDecode" in image.get_filters() for image in images)


def test_an_exercise_without_a_picture_is_printed_all_the_same(library: Any) -> None:
    bare = replace(
        content(library[:1]), exercises=(exercise(library[0]), exercise(library[1], "en", "gone.webp"))
    )
    text = text_of(pdf_of(bare))
    assert library[0]["name"] in text and library[1]["name"] in text


@pytest.mark.parametrize(
    ("sizes", "rows"),
    [
        ([(640, 240)] * 2, [1, 1]),
        ([(300, 600)] * 2, [2]),
        ([(640, 420)] * 4, [2, 2]),
        ([(300, 600)] * 3, [3]),
        ([(640, 420)], [1]),
        ([(640, 420), (200, 420)], [1, 1]),
    ],
)
def test_poses_stand_where_they_are_largest_in_reading_order(
    sizes: list[tuple[int, int]], rows: list[int]
) -> None:
    found = places(sizes, 180, 140)
    middles = [place.y + place.height / 2 for place in found]
    assert [sum(abs(other - middle) < 1 for other in middles) for middle in dict.fromkeys(middles)] == rows
    for (wide, high), place in zip(sizes, found, strict=True):
        assert place.width / place.height == pytest.approx(wide / high)
        assert place.x >= -0.01 and place.x + place.width <= 180.01
        assert place.y >= -0.01 and place.y + place.height <= 140.01
    for one, other in pairwise(found):
        assert other.x - one.x - one.width >= GAP - 0.01 or other.y - one.y - one.height >= GAP - 0.01


@pytest.mark.parametrize(
    ("count", "turns"), [(2, [0]), (3, [0, -135]), (4, [0, -135, 0])], ids=["a row", "three", "two rows"]
)
def test_an_arrow_points_from_each_pose_to_the_next(count: int, turns: list[int]) -> None:
    """Also to a row below: in its gap, and not from the pose above."""
    found = places([(640, 640)] * count, 180, 140)
    ways = [way(one, other) for one, other in pairwise(found)]
    assert [turn for _, _, turn in ways] == turns
    for x, y, _ in ways:
        assert not any(p.x < x < p.x + p.width and p.y < y < p.y + p.height for p in found)


# --- the file ----------------------------------------------------------------------------------------------
def test_the_same_content_gives_the_same_file(library: Any) -> None:
    shown = content(library[:3])
    assert pdf_of(shown) == pdf_of(shown)
    assert pdf_of(shown) != pdf_of(replace(shown, first_name="Ben"))


@pytest.mark.parametrize(
    ("paper", "size"), [(Paper.A4, (595.28, 841.89)), (Paper.LETTER, (612, 792))], ids=list(Paper)
)
def test_it_has_the_size_of_its_paper(library: Any, paper: Paper, size: tuple[float, float]) -> None:
    with opened(pdf_of(content(library[:1]), paper=paper)) as document:
        assert document[0].get_size() == pytest.approx(size, abs=0.01)


def test_it_names_title_and_language_and_nobody(library: Any) -> None:
    with opened(pdf_of(content(library[:1], "fr"))) as document:
        told = document.get_metadata_dict(skip_empty=True)
        buffer = (raw.c_ushort * 16)()
        raw.FPDFCatalog_GetLanguage(document, buffer, 32)
    assert "".join(map(chr, buffer)).rstrip("\0") == "fr"
    assert (told.pop("Title"), told.pop("Author")) == ("Plan du 18 novembre 2026", "Seaside Movement")
    assert told.keys() <= {"Creator", "Producer", "CreationDate", "ModDate"}
    assert "Anna" not in str(told)


def test_its_letters_are_in_it(library: Any) -> None:
    with opened(pdf_of(content(library[:1]))) as document:
        fonts = [one.get_font() for one in document[0].get_objects([raw.FPDF_PAGEOBJ_TEXT])]
        assert fonts and all(raw.FPDFFont_GetIsEmbedded(font) == 1 for font in fonts)


def test_eight_exercises_are_light(library: Any) -> None:
    assert len(pdf_of(content(library[:8]))) < 500_000


def photograph(name: str, size: tuple[int, int]) -> str:
    """A photograph of a plain wall, with somebody small before it."""
    photo = Image.new("RGB", size, (226, 226, 220))
    ImageDraw.Draw(photo).ellipse(
        (size[0] // 2, size[1] // 2, size[0] // 2 + 60, size[1] // 2 + 60), fill="navy"
    )
    out = io.BytesIO()
    photo.save(out, "WEBP")
    path = f"own/11111111-1111-4111-8111-111111111111/{name}.webp"
    keep(path, out.getvalue())
    return path


def images_of(library: Any, *paths: str) -> list[Box]:
    """Where the pictures of an exercise that has these stand."""
    shown = replace(content([]), exercises=(exercise(library[0], "en", *paths),))
    with opened(pdf_of(shown)) as document:
        return [one.get_bounds() for one in document[0].get_objects([raw.FPDF_PAGEOBJ_IMAGE])]


@pytest.mark.parametrize("count", [1, 2])
def test_a_photograph_stays_whole(library: Any, count: int) -> None:
    paths = [photograph(f"p{number}", (1600, 1200)) for number in range(count)]
    for left, bottom, right, top in images_of(library, *paths):
        assert (right - left) / (top - bottom) == pytest.approx(4 / 3, abs=0.02)


def test_photographs_of_any_size_are_as_large_as_each_other(library: Any) -> None:
    small, large = images_of(library, photograph("small", (400, 300)), photograph("large", (1600, 1200)))
    assert small[2] - small[0] == pytest.approx(large[2] - large[0], abs=0.5)


def test_a_photograph_is_light(library: Any) -> None:
    out = io.BytesIO()
    Image.effect_noise((2000, 1500), 90).convert("RGB").save(out, "WEBP")
    keep("own/photo.webp", out.getvalue())
    shown = replace(content([]), exercises=(exercise(library[0], "en", "own/photo.webp"),))
    assert len(pdf_of(shown)) < 1_000_000
