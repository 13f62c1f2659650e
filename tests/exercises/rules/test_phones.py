"""Phone numbers and places as they are typed."""

import pytest

from exercises.rules.phones import can_mms, e164, national, zone_name


@pytest.mark.parametrize(
    ("typed", "country", "kept"),
    [
        ("+16045550101", "CA", "+16045550101"),
        ("+1 (604) 555-0101", "CA", "+16045550101"),
        ("604 555 0101", "CA", "+16045550101"),
        ("1-604-555-0101", "CA", "+16045550101"),
        ("  6045550101 ", "CA", "+16045550101"),
        ("604.555.0101", "US", "+16045550101"),
        ("020 7946 0958", "GB", "+442079460958"),
        ("+44 20 7946 0958", "CA", "+442079460958"),
        ("0011 44 20 7946 0958", "AU", "+442079460958"),
        ("030 901820", "DE", "+4930901820"),
        ("\uff0b\uff116045550101", "CA", "+16045550101"),
    ],
)
def test_a_number_is_kept_as_e164_however_it_is_typed(typed: str, country: str, kept: str) -> None:
    assert e164(typed, country=country) == kept


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "",
            " ",
            "+",
            "abc",
            "911",
            "12345",
            "+1",
            "+1604555",
            "+160455501012345",
            "+999123456789",
            "0000000000",
        ),
        *("604 555 0101 ext. 5", "+16045550101x9", "1" * 300, "+1" * 50, "\x00", "\U0001f44d"),
    ],
)
def test_what_is_no_number_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(ValueError, match=r"\+16045550101"):
        e164(typed, country="CA")


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("+16045550101", "(604) 555-0101"),
        ("+442079460958", "020 7946 0958"),
        ("whatever", "whatever"),
        ("", ""),
        ("604 555 0101", "604 555 0101"),
    ],
)
def test_a_number_is_shown_as_people_of_its_country_write_it(kept: str, shown: str) -> None:
    assert national(kept) == shown


@pytest.mark.parametrize("number", ["+16045550101", "+442079460958", "+61290371234", "+4930901820"])
def test_what_was_kept_is_read_back_as_it_is(number: str) -> None:
    assert e164(number, country="CA") == number


@pytest.mark.parametrize(
    "zone", ["America/Vancouver", "Europe/London", "Asia/Kolkata", "UTC", "America/St_Johns"]
)
def test_a_zone_is_taken_by_its_name(zone: str) -> None:
    assert zone_name(zone) == zone


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "Vancouver",
            "america/vancouver",
            "America/Vancouver ",
            "PST8",
            "+01:00",
            "America/",
            "/etc/passwd",
        ),
        *(
            "../America/Vancouver",
            "posix/UTC",
            "right/UTC",
            "localtime",
            "posixrules",
            "America/Vancouver\x00",
        ),
    ],
)
def test_what_is_no_zone_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="America/Vancouver"):
        zone_name(text)


VANCOUVER, SEATTLE, TOLL_FREE, INVENTED = "+16045550101", "+12065550101", "+18005550101", "+15005550006"
SYDNEY, LONDON, KINGSTON = "+61412345678", "+447700900123", "+18765550101"


@pytest.mark.parametrize(
    ("sender", "to", "can"),
    [
        (VANCOUVER, VANCOUVER, True),
        (VANCOUVER, SEATTLE, True),
        (TOLL_FREE, VANCOUVER, True),
        (INVENTED, VANCOUVER, True),
        (SYDNEY, SYDNEY, True),
        (LONDON, LONDON, False),
        (VANCOUVER, LONDON, False),
        (LONDON, VANCOUVER, False),
        (VANCOUVER, SYDNEY, False),
        (SYDNEY, SEATTLE, False),
        (VANCOUVER, KINGSTON, False),
        ("CLINIC", VANCOUVER, False),
        ("12345", "12345", False),
        ("MG" + "0" * 32, VANCOUVER, False),
        ("+9990000000", "+9990000000", False),
    ],
)
def test_pictures_travel_within_north_america_and_within_australia(sender: str, to: str, can: bool) -> None:
    assert can_mms(sender, to) is can
