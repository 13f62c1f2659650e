"""The coded values of the domain, one meaning each. The words are explained in docs/words.md."""

from enum import StrEnum


def choices(terms: type[StrEnum]) -> list[tuple[str, str]]:
    """The terms as a model field's choices: value and a readable label."""
    return [(term.value, term.value.replace("_", " ")) for term in terms]


class Role(StrEnum):
    PRACTITIONER = "practitioner"
    ADMINISTRATOR = "administrator"


class Kind(StrEnum):
    """What an exercise is for."""

    STRETCH = "stretch"
    STRENGTHEN = "strengthen"
    MOBILISE = "mobilise"
    NERVE_GLIDE = "nerve-glide"
    AEROBIC = "aerobic"
    RELAXATION = "relaxation"


class Position(StrEnum):
    SUPINE = "supine"
    PRONE = "prone"
    SIDE_LYING = "side-lying"
    QUADRUPED = "quadruped"
    SEATED = "seated"
    LONG_SITTING = "long-sitting"
    STANDING = "standing"
    HALF_KNEELING = "half-kneeling"
    KNEELING = "kneeling"
    PLANK = "plank"


class Sides(StrEnum):
    BILATERAL = "bilateral"
    PER_SIDE = "per-side"
    NONE = "none"


class Theme(StrEnum):
    """What a drawn picture stands on: for the screen's light and dark appearance."""

    LIGHT = "light"
    DARK = "dark"


class SkinTone(StrEnum):
    """Of the drawn figure; the words are those of Unicode's emoji modifiers."""

    LIGHT = "light"
    MEDIUM_LIGHT = "medium-light"
    MEDIUM = "medium"
    MEDIUM_DARK = "medium-dark"
    DARK = "dark"


class PictureKind(StrEnum):
    """Drawn poses and the movement between them; photographs and clips that staff uploaded."""

    POSE = "pose"
    MOTION = "motion"
    PHOTO = "photo"
    CLIP = "clip"


class TextedKind(StrEnum):
    """What the picture in a text shows: all poses beside each other, or the movement."""

    POSES = "poses"
    MOTION = "motion"


class Paper(StrEnum):
    """What a handout is printed on."""

    A4 = "a4"
    LETTER = "letter"


class Channel(StrEnum):
    SMS = "sms"


class Outcome(StrEnum):
    DONE = "done"
    PART = "part"
    SKIPPED = "skipped"


class Difficulty(StrEnum):
    EASY = "easy"
    OK = "ok"
    HARD = "hard"


class SkipReason(StrEnum):
    """Why a session was skipped or only part done."""

    PAIN = "pain"
    TIME = "time"
    FORGOT = "forgot"
    ILL = "ill"
    EQUIPMENT = "equipment"
    OTHER = "other"


class Topic(StrEnum):
    """What texts are about; ALL stops every kind."""

    EXERCISE = "exercise"
    VISITS = "visits"
    ALL = "all"


class StopSource(StrEnum):
    """How a stop, or the end of one, came."""

    KEYWORD = "keyword"
    WORDS = "words"
    PROVIDER = "provider"
    APP = "app"
    STAFF = "staff"


class FrozenBecause(StrEnum):
    """Why nothing about a patient goes to their number until staff have checked it."""

    WRONG_NUMBER = "wrong_number"
    UNDELIVERED = "undelivered"


class CheckInSource(StrEnum):
    APP = "app"
    TEXT = "text"
    LINK = "link"


class GuideEnd(StrEnum):
    """How a round that was followed by text came to its end."""

    REPORTED = "reported"
    LEFT = "left"
    TIMED_OUT = "timed_out"
    STOPPED = "stopped"


class ConcernSource(StrEnum):
    APP = "app"
    TEXT = "text"


class ConcernState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


class Author(StrEnum):
    """Whose words an entry of a concern holds."""

    PATIENT = "patient"
    STAFF = "staff"


class FlareSource(StrEnum):
    """Who opened a flare."""

    TEXT = "text"
    APP = "app"
    STAFF = "staff"


class NothingToday(StrEnum):
    """Why a day has no exercises."""

    NO_PROGRAM = "no_program"
    NOT_STARTED = "not_started"
    REST_DAY = "rest_day"
    HELD = "held"
    ENDED = "ended"


class ReminderState(StrEnum):
    PLANNED = "planned"
    WRITTEN = "written"
    HELD = "held"


class Held(StrEnum):
    """Why a reminder did not go out."""

    NO_CONSENT = "no_consent"
    OPTED_OUT = "opted_out"
    NUMBER_FROZEN = "number_frozen"
    UNREACHABLE = "unreachable"
    ARCHIVED = "archived"
    NO_ACTIVE_ASSIGNMENT = "no_active_assignment"
    NOTHING_DUE = "nothing_due"
    HELD = "held"
    PAUSED = "paused"
    ALREADY_REPORTED = "already_reported"
    OPEN_SAFETY_ALERT = "open_safety_alert"
    QUIET_HOURS = "quiet_hours"
    TOO_LATE = "too_late"
    TOO_MANY_LATELY = "too_many_lately"
    SILENT = "silent"
    DOING_WELL = "doing_well"
    ANSWERED = "answered"
    SETTING_CHANGED = "setting_changed"
    REFUSED = "refused"
    NUMBER_CHANGED = "number_changed"
    FAULT = "fault"
    NOT_LIVE = "clinic_not_live"


class Direction(StrEnum):
    OUT = "out"
    IN = "in"


class MessageKind(StrEnum):
    REMINDER = "reminder"
    ANSWER = "answer"
    CODE = "code"
    SAFETY = "safety"
    NOTICE = "notice"
    CONCERN = "concern"
    INBOUND = "inbound"


class RefusalKind(StrEnum):
    """What a provider's refusal is about, and so what may be done next."""

    RETRY_LATER = "retry_later"
    NUMBER = "number"
    OPTED_OUT = "opted_out"
    SENDER = "sender"
    CONTENT = "content"
    PICTURE = "picture"


class AlertKind(StrEnum):
    SAFETY = "safety"
    PAIN = "pain"
    MESSAGE = "message"
    UNREACHABLE = "unreachable"
    OPTED_OUT = "opted_out"
    SENDING = "sending"
    SILENT = "silent"
    PROGRAM_ENDING = "program_ending"
    FLARE = "flare"
    CALL = "call"


class Stage(StrEnum):
    """Which of its notices to staff an alert has come to."""

    RAISED = "raised"
    NOT_REACHED = "not_reached"
    ESCALATED = "escalated"


class NoticeBy(StrEnum):
    TEXT = "text"
    EMAIL = "email"


class Need(StrEnum):
    """Why a patient stands where they stand in the caseload, most urgent first."""

    SAFETY = "safety"
    PAIN_RISING = "pain_rising"
    CONCERN = "concern"
    FLARE = "flare"
    CALL = "call"
    MESSAGE = "message"
    SILENT = "silent"
    UNREACHABLE = "unreachable"
    NOT_DOING_IT = "not_doing_it"
    PROGRAM_ENDED = "program_ended"
    FINE = "fine"


class TextingState(StrEnum):
    OK = "ok"
    OPTED_OUT = "opted_out"
    NO_CONSENT = "no_consent"
    NUMBER_FROZEN = "number_frozen"
    UNREACHABLE = "unreachable"
