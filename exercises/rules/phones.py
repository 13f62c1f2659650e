"""Phone numbers and places: read, checked, shown. Numbers are kept as E.164."""

from zoneinfo import available_timezones

import phonenumbers


def e164(text: str, *, country: str) -> str:
    """The number as E.164, read as in `country` (ISO code) when it has no +. Raises ValueError."""
    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        raise ValueError("This is not a phone number. Write it like +16045550101.") from None
    if not phonenumbers.is_valid_number(number) or number.extension:
        raise ValueError("There is no such phone number. Write it like +16045550101.")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def national(number: str) -> str:
    """An E.164 number as people of its country write it; anything else as it is."""
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL)


_ZONES = frozenset(
    zone for zone in available_timezones() if not zone.startswith(("posix", "right", "localtime"))
)


def zone_name(text: str) -> str:
    """The name of a time zone as it is, when there is one. Raises ValueError."""
    if text not in _ZONES:
        raise ValueError("There is no such time zone. Use a name such as America/Vancouver.")
    return text
