"""Refusals of the domain. Each carries a code; its docstring is its default message.

The HTTP status of a refusal is chosen at the edge, in one table (backend/api/problems.py).
"""

from collections.abc import Mapping, Sequence


class Refusal(Exception):
    """The request cannot be carried out."""

    code = "refused"

    def __init__(self, detail: str | None = None, *, errors: Mapping[str, Sequence[str]] | None = None):
        self.detail = detail or " ".join((self.__doc__ or "").split("\n\n")[0].split())
        self.errors = {name: list(words) for name, words in (errors or {}).items()}
        super().__init__(self.detail)


class Invalid(Refusal):
    """Some fields are not valid."""

    code = "invalid"

    @classmethod
    def field(cls, name: str, *words: str) -> "Invalid":
        return cls(errors={name: list(words)})


class NotFound(Refusal):
    """There is no such thing here."""

    code = "not_found"


class ProgramIsEmpty(Refusal):
    """The program has no exercises, so it cannot be assigned."""

    code = "program_is_empty"


class AlreadyAssigned(Refusal):
    """The patient already follows this program. End that assignment first, or change it."""

    code = "already_assigned"


class PatientIsArchived(Refusal):
    """The patient is archived. The record can be read, not added to."""

    code = "patient_is_archived"


class AssignmentHasEnded(Refusal):
    """The assignment has ended. Assign the program again instead."""

    code = "assignment_has_ended"


class NothingToEase(Refusal):
    """No program is active today, so there is no easier routine. Call the clinic."""

    code = "nothing_to_ease"


class RevisionIsStale(Refusal):
    """Somebody changed the assignment in the meantime. Read it again and repeat the change."""

    code = "revision_is_stale"


class SessionNotExpected(Refusal):
    """There is no such session: no program yet, in the future, over 14 days ago, or a round the day has not."""

    code = "session_not_expected"


class CheckInDiffers(Refusal):
    """A check-in with this id was already received with other content."""

    code = "check_in_differs"


class AlertIsClosed(Refusal):
    """The alert is already closed."""

    code = "alert_is_closed"


class ConcernIsClosed(Refusal):
    """The concern is already closed. What the patient writes next opens another one."""

    code = "concern_is_closed"


class ConcernDiffers(Refusal):
    """Words with this id were already received, and they were others."""

    code = "concern_differs"


class SlugIsTaken(Refusal):
    """The clinic already has an entry of this slug."""

    code = "slug_is_taken"


class ExerciseIsShared(Refusal):
    """This exercise belongs to the shared library, whose pictures stay as they are. Add an exercise of your
    clinic's own and put the picture there."""

    code = "exercise_is_shared"


class TooManyPictures(Refusal):
    """The exercise has as many pictures as patients can follow. Take one away first."""

    code = "too_many_pictures"


class WrongCode(Refusal):
    """The code is wrong, used up or too old. Ask for a new one."""

    code = "wrong_code"


class WrongSignIn(Refusal):
    """The e-mail address or the password is wrong."""

    code = "wrong_sign_in"


class BadLibrary(Refusal):
    """The library files cannot be loaded."""

    code = "bad_library"
