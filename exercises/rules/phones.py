"""Phone numbers and places: read, checked, shown. Numbers are kept as E.164."""

from zoneinfo import available_timezones

import phonenumbers


def e164(text: str, *, country: str, given_out: bool = True) -> str:
    """The number as E.164, read as in `country` (ISO code) when it has no +. Raises ValueError.

    With `given_out` False it need only be as long as the country's numbers are.
    """
    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        raise ValueError("This is not a phone number. Write it like +16045550101.") from None
    possible = (
        phonenumbers.is_possible_number_with_reason(number) == phonenumbers.ValidationResult.IS_POSSIBLE
    )
    if number.extension or not (phonenumbers.is_valid_number(number) if given_out else possible):
        raise ValueError("There is no such phone number. Write it like +16045550101.")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def national(number: str) -> str:
    """An E.164 number as people of its country write it; anything else as it is."""
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL)


def can_mms(sender: str, to: str) -> bool:
    """Whether a picture can travel from one E.164 number to the other: in the USA and Canada, and within Australia.

    Anything else, a sender's name or a short code among it, is taken for one that cannot. Source: Twilio, "MMS
    support" of its phone numbers by country.
    """
    ends = {_region(sender), _region(to)}
    return any(ends <= area for area in _MMS_AREAS)


_MMS_AREAS = ({"US", "CA"}, {"AU"})


def _region(number: str) -> str:
    """The two letters of an E.164 number's country, "" for anything else.

    A number that the plan of its country does not place, as invented ones are, counts for the first country of its
    calling code.
    """
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return ""
    placed = phonenumbers.region_code_for_number(parsed)
    return placed or phonenumbers.region_code_for_country_code(parsed.country_code or 0)


_ZONES = frozenset(
    zone for zone in available_timezones() if not zone.startswith(("posix", "right", "localtime"))
)


def zone_name(text: str) -> str:
    """The name of a time zone as it is, when there is one. Raises ValueError."""
    if text not in _ZONES:
        raise ValueError("There is no such time zone. Use a name such as America/Vancouver.")
    return text
