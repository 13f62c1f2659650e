"""Why a file is not taken in. Each refusal is about the field `file`, and its words name the way out."""

from exercises.errors import Refusal


class FileRefused(Refusal):
    """The file cannot be used."""

    code = "file_refused"

    def __init__(self, detail: str | None = None):
        super().__init__(detail)
        self.errors = {"file": [self.detail]}


class WrongKind(FileRefused):
    """This is neither a photograph (JPEG, PNG, WebP or HEIC) nor a clip (MP4), whatever its name says. Save or
    export it as JPEG, or as MP4, and send that."""

    code = "file_kind"


class Damaged(FileRefused):
    """The file is damaged or not whole, as after a broken transfer. Open it on the phone or computer it comes
    from, save it anew and send it again."""

    code = "file_damaged"


class HidesSomething(FileRefused):
    """Something other than a picture is hidden in the file. Open it in a picture editor, save it anew as JPEG
    and send that; if you did not expect this, ask whoever gave it to you."""

    code = "file_hides_something"


class TooLarge(FileRefused):
    """The file is too large. Make it smaller and send it again."""

    code = "file_too_large"


class TooSmall(FileRefused):
    """The picture is too small to show a movement. Send the original rather than a preview of it."""

    code = "file_too_small"


class Moves(FileRefused):
    """This picture moves. Send one still picture of it, or the movement as an MP4 clip."""

    code = "file_moves"


class TooLong(FileRefused):
    """The clip is too long. Cut it to the movement and send it again."""

    code = "clip_too_long"


class WrongClip(FileRefused):
    """Phones could not play this clip. Export it as an ordinary MP4 (H.264 video, AAC sound) and send that."""

    code = "clip_kind"


class NotNow(FileRefused):
    """Too many pictures arrive at once to look at this one. Send it again in a minute."""

    code = "file_not_now"


REFUSALS: tuple[type[FileRefused], ...] = (
    WrongKind,
    Damaged,
    HidesSomething,
    TooLarge,
    TooSmall,
    Moves,
    TooLong,
    WrongClip,
)
"""What reading a file may come to."""
