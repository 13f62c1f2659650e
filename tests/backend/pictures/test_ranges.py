import pytest

from backend.pictures.ranges import NotSatisfiable, part_of

PARTS = {
    "nothing": ("", None),
    "all there is": ("bytes=0-", (0, 100)),
    "the first": ("bytes=0-0", (0, 1)),
    "some": ("bytes=10-19", (10, 20)),
    "with spaces": ("bytes= 10-19 ", (10, 20)),
    "in capitals": ("Bytes=10-19", (10, 20)),
    "beyond the end": ("bytes=90-500", (90, 100)),
    "the last": ("bytes=99-99", (99, 100)),
    "the last ten": ("bytes=-10", (90, 100)),
    "more than all, from the end": ("bytes=-500", (0, 100)),
    "several": ("bytes=0-1,5-6", None),
    "of another unit": ("rows=0-1", None),
    "backwards": ("bytes=9-3", None),
    "no numbers": ("bytes=-", None),
    "letters": ("bytes=a-b", None),
    "other digits": ("bytes=\N{ARABIC-INDIC DIGIT ZERO}-\N{ARABIC-INDIC DIGIT NINE}", None),
    "numbers that are too long": ("bytes=0-" + "9" * 5000, None),
}


@pytest.mark.parametrize("which", PARTS)
def test_a_part_of_a_file_is_what_was_asked_for(which: str) -> None:
    asked, part = PARTS[which]
    assert part_of(100, asked) == part


@pytest.mark.parametrize("asked", ["bytes=100-", "bytes=100-200", "bytes=999999-", "bytes=-0"])
def test_what_lies_behind_the_end_cannot_be_had(asked: str) -> None:
    with pytest.raises(NotSatisfiable):
        part_of(100, asked)


def test_an_empty_file_has_no_parts() -> None:
    with pytest.raises(NotSatisfiable):
        part_of(0, "bytes=0-")
