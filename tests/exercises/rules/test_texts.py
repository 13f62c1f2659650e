"""Segments, placeholders and look-alikes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.rules.texts import GSM_DEFAULT, GSM_EXTENSION, fill, gsm_safe, placeholders, segments, split

ROCKET = "\U0001f680"  # two UTF-16 units

SEGMENTS = [
    ("empty", "", "GSM-7", 1),
    ("one letter", "a", "GSM-7", 1),
    ("160 fit in one", "a" * 160, "GSM-7", 1),
    ("161 need two", "a" * 161, "GSM-7", 2),
    ("two of 153", "a" * 306, "GSM-7", 2),
    ("one more than two of 153", "a" * 307, "GSM-7", 3),
    ("1600 letters", "a" * 1600, "GSM-7", 11),
    ("line ends count one", "\n\r" * 80, "GSM-7", 1),
    ("letters with accents in the table", "\u00e9\u00e0\u00f1\u00d1\u00c7\u00df" * 26, "GSM-7", 1),
    ("80 euro signs are 160 units", "\u20ac" * 80, "GSM-7", 1),
    ("81 euro signs are 162 units", "\u20ac" * 81, "GSM-7", 2),
    ("brackets count two", "[" * 80 + "a", "GSM-7", 2),
    ("form feed counts two", "\f" * 81, "GSM-7", 2),
    # 152 units, then an escape pair that would straddle the border: one unit of each segment stays empty.
    ("a pair at the border moves on whole", "a" * 152 + "{" + "a" * 151, "GSM-7", 2),
    ("and pushes the last character out", "a" * 152 + "{" + "a" * 152, "GSM-7", 3),
    ("without the pair the same units fit", "a" * 306, "GSM-7", 2),
    # 76 pairs fill 152 of 153 units, so 154 pairs (308 units) need three.
    ("only pairs waste a unit a segment", "~" * 152, "GSM-7", 2),
    ("one pair more", "~" * 153, "GSM-7", 3),
    ("lower-case c cedilla is not in the table", "\u00e7", "UCS-2", 1),
    ("neither is a back-tick", "`", "UCS-2", 1),
    ("nor a tab", "\t", "UCS-2", 1),
    ("nor the escape itself", "\x1b", "UCS-2", 1),
    ("one curly quote turns the whole body", "a" * 69 + "\u2019", "UCS-2", 1),
    ("71 units need two", "a" * 70 + "\u2019", "UCS-2", 2),
    ("two of 67", "\u2019" * 134, "UCS-2", 2),
    ("one more than two of 67", "\u2019" * 135, "UCS-2", 3),
    ("an emoji is two units", ROCKET * 35, "UCS-2", 1),
    ("36 emoji are 72 units", ROCKET * 36, "UCS-2", 2),
    # 33 emoji fill 66 of 67 units: 66 emoji in two segments, the 67th in a third.
    ("emoji are never split", ROCKET * 66, "UCS-2", 2),
    ("so a unit a segment is lost", ROCKET * 67, "UCS-2", 3),
    ("a pair at the border", "\u2019" * 66 + ROCKET + "\u2019" * 65, "UCS-2", 2),
    ("a pair at the border pushes", "\u2019" * 66 + ROCKET + "\u2019" * 66, "UCS-2", 3),
]


@pytest.mark.parametrize(
    ("text", "encoding", "count"), [row[1:] for row in SEGMENTS], ids=[row[0] for row in SEGMENTS]
)
def test_segments(text: str, encoding: str, count: int) -> None:
    found = segments(text)

    assert (found.encoding, found.count) == (encoding, count)


def test_the_alphabet_has_its_127_characters_and_ten_more() -> None:
    assert len(GSM_DEFAULT) == 127
    assert len(GSM_EXTENSION) == 10
    assert not GSM_DEFAULT & GSM_EXTENSION


@given(st.text())
def test_a_text_that_fits_one_segment_does_and_a_longer_one_does_not(text: str) -> None:
    units = len(text.encode("utf-16-le", "surrogatepass")) // 2
    found = segments(text)

    if found.encoding == "UCS-2":
        assert (found.count == 1) == (units <= 70)
        assert units / 67 <= found.count <= max(1, units / 66 + 1)


FILLED = [
    ("one name", "Hi {first_name}", {"first_name": "Ana"}, "Hi Ana"),
    ("twice", "{a}{a}", {"a": "x"}, "xx"),
    ("several", "{a} and {b2}", {"a": "1", "b2": "2"}, "1 and 2"),
    ("nothing to fill", "Hello", {}, "Hello"),
    ("values that are not used", "Hello", {"a": "1"}, "Hello"),
    ("braces in a value stay", "{a}", {"a": "{b}", "b": "no"}, "{b}"),
    ("backslashes in a value stay", "{a}", {"a": r"\1\g<0>"}, r"\1\g<0>"),
]


@pytest.mark.parametrize(
    ("template", "values", "text"), [row[1:] for row in FILLED], ids=[row[0] for row in FILLED]
)
def test_fill(template: str, values: dict[str, str], text: str) -> None:
    assert fill(template, values) == text


def test_an_unknown_placeholder_is_named() -> None:
    with pytest.raises(ValueError, match="clinic_phone"):
        fill("Call {clinic_phone}", {"phone": "1"})


NOT_PLAIN = [
    ("attribute", "{name.upper}"),
    ("index", "{name[0]}"),
    ("format", "{name:>9}"),
    ("conversion", "{name!r}"),
    ("number", "{0}"),
    ("nothing", "{}"),
    ("spaces", "{ name }"),
    ("doubled", "{{name}}"),
    ("open", "Hello {name"),
    ("closed", "Hello name}"),
    ("line end", "{name\n}"),
]


@pytest.mark.parametrize("template", [row[1] for row in NOT_PLAIN], ids=[row[0] for row in NOT_PLAIN])
def test_braces_that_hold_no_plain_name_are_refused(template: str) -> None:
    with pytest.raises(ValueError, match="placeholder"):
        fill(template, {"name": "Ana", "": "x", "0": "x"})
    with pytest.raises(ValueError, match="placeholder"):
        placeholders(template)


def test_placeholders_are_the_names() -> None:
    assert placeholders("{a} {b_2} {a}") == {"a", "b_2"}
    assert placeholders("Hello") == frozenset()


LOOK_ALIKES = [
    ("curly quotes", "\u2018it\u2019s\u2019 \u201cfine\u201d", "'it's' \"fine\""),
    ("dashes", "8\u201310 \u2014 now\u2010on \u22123", "8-10 - now-on -3"),
    ("ellipsis", "wait\u2026", "wait..."),
    ("spaces that do not break", "5\u00a0pm, 10\u202fs", "5 pm, 10 s"),
    ("times sign", "2 \u00d7 30 s", "2 x 30 s"),
    ("nothing to see", "a\u200bb\ufeff", "ab"),
    ("letters stay", "Chlo\u00e9 Fran\u00e7ois \u0141", "Chlo\u00e9 Fran\u00e7ois \u0141"),
    ("emoji stay", ROCKET, ROCKET),
    ("extension characters stay", "[\u20ac]", "[\u20ac]"),
]


@pytest.mark.parametrize(
    ("text", "safe"), [row[1:] for row in LOOK_ALIKES], ids=[row[0] for row in LOOK_ALIKES]
)
def test_look_alikes_become_plain(text: str, safe: str) -> None:
    assert gsm_safe(text) == safe


def test_a_typeset_sentence_travels_in_gsm_7_once_it_is_safe() -> None:
    typeset = "It\u2019s time\u00a0\u2013 2 \u00d7 30 s\u2026"

    assert segments(typeset).encoding == "UCS-2"
    assert segments(gsm_safe(typeset)).encoding == "GSM-7"


@given(st.text(alphabet=sorted(GSM_DEFAULT | GSM_EXTENSION)))
def test_what_is_gsm_7_already_is_left_alone(text: str) -> None:
    assert gsm_safe(text) == text


MORE = "... MORE"

SPLITS = [
    ("what fits is one part", "word " * 61 + "x", ["word " * 61 + "x"]),
    ("nothing is one part", "  ", [""]),
    ("between words", "word " * 62, ["word " * 58 + "word ... MORE", "word word word"]),
    ("at a line", "a" * 290 + "\n" + "b" * 30, ["a" * 290 + " ... MORE", "b" * 30]),
    (
        "after a sentence",
        "word. " * 30 + "word " * 40,
        ["word. " * 29 + "word. ... MORE", "word " * 39 + "word"],
    ),
    ("a word without end is cut", "a" * 310, ["a" * 297 + " ... MORE", "a" * 13]),
    (
        "a space in the first half is too early",
        "a " + "b" * 400,
        ["a " + "b" * 295 + " ... MORE", "b" * 105],
    ),
]


@pytest.mark.parametrize(("text", "parts"), [row[1:] for row in SPLITS], ids=[row[0] for row in SPLITS])
def test_split(text: str, parts: list[str]) -> None:
    assert split(text, most=2, ending=MORE) == parts


@given(st.text(st.sampled_from(f"ab \n{ROCKET}\u00e7\u20ac"), max_size=700), st.integers(1, 3))
def test_no_part_is_too_long_and_no_character_is_lost(text: str, most: int) -> None:
    parts = split(text, most=most, ending=MORE)

    assert all(segments(part).count <= most for part in parts)
    told = "".join([*(part.removesuffix(f" {MORE}") for part in parts[:-1]), parts[-1]])
    assert "".join(told.split()) == "".join(text.split())
