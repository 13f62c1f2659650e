import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from PIL import Image

from backend.pictures.figures.contact import GAP, LABEL, PAPER, pages

SIZE = (64, 48)
COLOURS = [(200, 0, 0), (0, 160, 0), (0, 0, 200)]


def squares(count: int) -> list[Image.Image]:
    return [Image.new("RGB", SIZE, colour) for colour in COLOURS[:count]]


def at(page: Image.Image, line: int, column: int) -> object:
    """The colour in the middle of a place."""
    x = column * (SIZE[0] + GAP) + GAP + SIZE[0] // 2
    return page.getpixel((x, line * (SIZE[1] + LABEL + GAP) + LABEL + SIZE[1] // 2))


def test_pictures_of_an_exercise_stand_together_and_in_order() -> None:
    [page] = pages([("bridge", squares(2)), ("walking", squares(3))], across=4)
    assert [at(page, 0, column) for column in range(4)] == [*COLOURS[:2], PAPER, PAPER]
    assert [at(page, 1, column) for column in range(4)] == [*COLOURS, PAPER]


def test_a_page_that_is_full_is_followed_by_another() -> None:
    made = pages([("one", squares(1))] * 7, across=2, lines=2)
    assert [page.height for page in made] == [2 * (SIZE[1] + LABEL + GAP)] * 2
    assert [at(page, *divmod(place, 2)) for page in made for place in range(4)] == [COLOURS[0]] * 7 + [PAPER]


def test_more_pictures_than_fit_across_go_on_in_the_next_line() -> None:
    [page] = pages([("many", squares(3))], across=2)
    assert [at(page, 0, 0), at(page, 0, 1), at(page, 1, 0)] == COLOURS


def test_the_command_writes_pages_and_says_where(tmp_path: Path) -> None:
    out = io.StringIO()
    given = {"only": ["bridge", "cat-camel"], "theme": "dark", "width": 96, "out": tmp_path / "sheets"}
    call_command("contactsheet", stdout=out, **given)
    [file] = (tmp_path / "sheets").iterdir()
    assert file.name == "dark-medium-1.png"
    assert out.getvalue().splitlines()[-1] == str(file)
    with Image.open(file) as page:
        assert page.size == (8 * (96 + GAP) + GAP, 72 + LABEL + GAP)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["--only", "flying"], "no exercise flying"),
        (["--width", "7"], "from 64 to 960"),
        (["--theme", "x"], "x"),
    ],
)
def test_what_cannot_be_shown_is_said(given: list[str], told: str, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=told):
        call_command("contactsheet", "--out", str(tmp_path), *given)


@pytest.mark.parametrize("content", ["exercises: []", "protocols: []"], ids=["empty", "another file"])
def test_a_file_without_exercises_is_told_so(content: str, tmp_path: Path) -> None:
    file = tmp_path / "exercises.yaml"
    file.write_text(content)
    with pytest.raises(CommandError, match="no exercise with poses"):
        call_command("contactsheet", "--out", str(tmp_path), "--exercises", str(file))
