from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from PIL import Image

from exercises.actions.load_library import load_library
from exercises.models import Exercise, Picture
from exercises.reads.library_files import EXERCISES
from tests import make

pytestmark = pytest.mark.django_db


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def run(command: str, *args: str, out: StringIO | None = None) -> str:
    out = out or StringIO()
    call_command(command, *args, stdout=out)
    return out.getvalue()


@pytest.fixture
def two() -> list[Exercise]:
    """A shared library in which two exercises have keyframes, one has none."""
    load_library(now=make.NOW)
    Exercise.objects.exclude(slug__in=["bridge", "clamshell"]).update(figure=[])
    return list(Exercise.objects.filter(slug__in=["bridge", "clamshell"]).order_by("slug"))


def test_loading_says_what_it_did_and_that_a_second_run_did_nothing() -> None:
    first = run("loadlibrary")
    assert "Library: 74 of 74" in first
    assert "74 new, 0 changed, 0 unchanged, 0 retired." in first
    assert len(first.splitlines()) < 15
    assert run("loadlibrary").splitlines()[-1] == "Nothing changed: all 74 entries are as the files say."


def test_a_terminal_gets_a_bar_and_no_lines(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Library: 7" not in run("loadlibrary", out=Terminal())
    assert "74/74" in capsys.readouterr().out


def test_a_malformed_file_ends_the_command_and_names_the_field(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text(EXERCISES.read_text("utf-8").replace("kind: stretch", "kind: strech", 1), "utf-8")
    with pytest.raises(
        CommandError, match=r"Nothing was loaded(.|\n)*bad\.yaml: [a-z-]+: kind: Must be one of"
    ):
        run("loadlibrary", "--exercises", str(bad))
    assert not Exercise.objects.exists()


def test_what_is_retired_is_said() -> None:
    make.exercise(slug="of-old")
    assert "no longer name them: of-old" in run("loadlibrary")


def files_of(exercise: Exercise) -> list[Path]:
    folder = Path(settings.MEDIA_ROOT) / "drawn" / exercise.pictures.all()[0].drawn_from
    return sorted(folder.iterdir())


def test_every_keyframe_is_drawn_in_all_widths_and_themes_and_not_again(two: list[Exercise]) -> None:
    said = run("drawpictures")
    assert "2 exercises drawn, 0 exercises unchanged." in said
    for exercise in two:
        pictures = list(exercise.pictures.all())
        moving, *poses = pictures
        assert [(one.order, one.kind) for one in pictures] == [(0, "motion"), (1, "pose"), (2, "pose")]
        assert (moving.width, moving.height) in ((480, 360), (480, 480)) and "moving picture" in moving.alt
        for picture in poses:
            assert (picture.width, picture.height) in ((960, 720), (960, 960))
            assert exercise.name in picture.alt and exercise.figure[picture.order - 1]["name"] in picture.alt
        sizes = []
        for file in files_of(exercise):
            with Image.open(file) as image:
                sizes.append((image.format, image.width))
        assert sorted(sizes) == sorted(
            2 * [("WEBP", 480)] + 2 * 2 * [("WEBP", 320), ("WEBP", 640), ("WEBP", 960)]
        )
    before = list(Picture.objects.values())
    assert run("drawpictures") == "Nothing to draw: the pictures of all 2 exercises are up to date.\n"
    assert list(Picture.objects.values()) == before


def test_other_skin_tones_are_drawn_when_named(two: list[Exercise]) -> None:
    run("drawpictures")
    assert "28 pictures of 2 exercises drawn" not in run("drawpictures", "--tones", "dark", "light")
    tones = {file.name.split("-", 2)[2].removesuffix(".webp") for file in files_of(two[0])}
    assert {tone.rsplit("-", 2)[0] for tone in tones} == {"medium", "dark", "light"}


def _lose_a_file(exercise: Exercise) -> None:
    files_of(exercise)[0].unlink()


def _lose_a_row(exercise: Exercise) -> None:
    exercise.pictures.all()[0].delete()


def _move_a_joint(exercise: Exercise) -> None:
    exercise.figure[0]["joints"]["head"][0] += 1
    exercise.save(update_fields=["figure"])


def _rename(exercise: Exercise) -> None:
    Exercise.objects.filter(pk=exercise.pk).update(name="Another name")


def test_only_what_changed_is_drawn_again(two: list[Exercise]) -> None:
    run("drawpictures")
    kept = set(two[1].pictures.values_list("pk", "drawn_from"))
    for change in (_lose_a_file, _lose_a_row, _move_a_joint, _rename):
        change(two[0])
        assert "of 1 exercises drawn, 1 exercises unchanged." in run("drawpictures"), change
        assert len(files_of(two[0])) == 2 * (2 * 3 + 1), change
    assert set(two[1].pictures.values_list("pk", "drawn_from")) == kept
    assert "Nothing to draw" in run("drawpictures")


def test_keyframes_that_cannot_be_drawn_end_the_command_by_name(two: list[Exercise]) -> None:
    two[0].figure[0]["highlight"] = ["no such muscle"]
    two[0].save(update_fields=["figure"])
    with pytest.raises(CommandError, match=two[0].slug):
        run("drawpictures")


def test_a_missing_file_of_figures_ends_the_command(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"none\.yaml"):
        run("drawpictures", "--exercises", str(tmp_path / "none.yaml"))
