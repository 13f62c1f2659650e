"""Signed addresses of an exercise's picture, for those without a sign-in: the provider, and a patient's browser.

An address names nothing but the exercise, how it is shown and when it runs out, all sealed: nobody can make another
out of it.
"""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer, b62_decode, b62_encode, b64_decode, b64_encode
from django.utils.crypto import salted_hmac

from exercises.reads.pictures import AddressOf
from exercises.rules.pictures import OTHER_SIDE, TextedPicture
from exercises.terms import SkinTone, TextedKind

FILE_NAMES = {TextedKind.POSES: "exercise.jpg", TextedKind.MOTION: "exercise.gif"}
"""The same for every exercise: phones show it, and the name of an exercise may say what somebody suffers from.
The provider wants at most 20 characters."""

_HOWS = [(kind, side, tone) for kind in TextedKind for side in ("", *OTHER_SIDE) for tone in SkinTone]
"""What a picture in a text may show: the place here is one character of its address, so that it stays short."""

SEAL_LENGTH = 20
"""Hexadecimal digits: 80 bits, enough for what is guessed over HTTP, and it keeps a link short enough for a text. The
last character is a letter or a digit, so that no phone takes it for punctuation after the link."""


class NoSuchAddress(Exception):
    """The address was never given out."""


class RanOut(Exception):
    """The address was right, and its time is over."""


class _Seal(Signer):
    def signature(self, value: str | bytes, key: str | bytes | None = None) -> str:
        sealed = salted_hmac(self.salt, value, key or self.key, algorithm="sha256")
        return sealed.hexdigest()[:SEAL_LENGTH]


def media_address(public_url: str, picture: TextedPicture, *, now: datetime) -> str:
    """Where the provider fetches the picture that goes with a text; valid for MEDIA_HOURS from `now`."""
    token = _token(picture, now + timedelta(hours=settings.MEDIA_HOURS))
    return f"{public_url.rstrip('/')}/m/{token}/{FILE_NAMES[picture.kind]}"


def picture_link(public_url: str, picture: TextedPicture, *, now: datetime) -> str:
    """The short address that stands in a text where no picture can go with it; valid for PICTURE_LINK_DAYS."""
    token = _token(picture, now + timedelta(days=settings.PICTURE_LINK_DAYS))
    return f"{public_url.rstrip('/')}/m/{token}"


OWN = "own/"
"""What a clinic uploaded begins with this, before the picture's id and the name of a file."""


def addresses(day: date) -> AddressOf:
    """Where the files of pictures are found, for what is shown on that date.

    What a clinic uploaded is private: its address is sealed, the same throughout a calendar month, so that phones
    keep what they have, and holds to the end of the next one.
    """
    month = f"{day:%Y%m}"

    def address_of(path: str) -> str:
        if not path.startswith(OWN):
            return f"{settings.MEDIA_URL}{path}"
        sealed = _own_seal().signature(f"{month}/{path}")
        return f"{settings.MEDIA_URL}{OWN}{month}/{sealed}/{path.removeprefix(OWN)}"

    return address_of


def own_path_at(month: str, sealed: str, rest: str, *, now: datetime) -> str:
    """The path of what a clinic uploaded, from the parts of its address. Raises NoSuchAddress or RanOut."""
    path = f"{OWN}{rest}"
    try:
        _own_seal().unsign(f"{month}/{path}.{sealed}")
    except BadSignature as why:
        raise NoSuchAddress from why
    months = int(month[:4]) * 12 + int(month[4:]) - 1 + 2
    # Noon: then the month before is over everywhere on earth.
    if now >= datetime(months // 12, months % 12 + 1, 1, 12, tzinfo=UTC):
        raise RanOut
    return path


def picture_at(token: str, *, now: datetime) -> TextedPicture:
    """The picture that is meant. Raises NoSuchAddress or RanOut."""
    try:
        named, until = _seal().unsign(token).split(".")
        exercise = UUID(bytes=b64_decode(named.encode()))
        how = _HOWS[b62_decode(until[0])]
        runs_out = datetime.fromtimestamp(b62_decode(until[1:]), UTC)
    except (BadSignature, ValueError, IndexError) as why:
        raise NoSuchAddress from why
    if runs_out <= now:
        raise RanOut
    return TextedPicture(exercise, *how)


def _token(picture: TextedPicture, until: datetime) -> str:
    named = b64_encode(picture.exercise.bytes).decode()
    how = b62_encode(_HOWS.index((picture.kind, picture.side, picture.tone)))
    return _seal().sign(f"{named}.{how}{b62_encode(int(until.timestamp()))}")


def _own_seal() -> Signer:
    return _Seal(salt="homestretch.own_pictures", sep=".")


def _seal() -> Signer:
    return _Seal(salt="homestretch.pictures", sep=".")
