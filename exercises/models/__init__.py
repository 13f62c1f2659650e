"""The rows, their constraints, and named conditions on them."""

from exercises.models.assignment import Assignment, Hold, Revision, RevisionItem, RevisionPhase
from exercises.models.bulk import Among
from exercises.models.clinic import Clinic
from exercises.models.clinic_text import ClinicText
from exercises.models.concern import AnswerNotice, Concern, ConcernEntry
from exercises.models.following import Alert, CheckIn, Flare, Notice
from exercises.models.guide import Guide
from exercises.models.library import Exercise, Item, Phase, Picture, Program
from exercises.models.messaging import Message, Reminder, ReminderSetting
from exercises.models.people import Change, Consent, OptOut, Patient, Staff, User
from exercises.models.service import Heartbeat, Lane, Link, Mark, SignInCode

__all__ = [
    "Alert",
    "Among",
    "AnswerNotice",
    "Assignment",
    "Change",
    "CheckIn",
    "Clinic",
    "ClinicText",
    "Concern",
    "ConcernEntry",
    "Consent",
    "Exercise",
    "Flare",
    "Guide",
    "Heartbeat",
    "Hold",
    "Item",
    "Lane",
    "Link",
    "Mark",
    "Message",
    "Notice",
    "OptOut",
    "Patient",
    "Phase",
    "Picture",
    "Program",
    "Reminder",
    "ReminderSetting",
    "Revision",
    "RevisionItem",
    "RevisionPhase",
    "SignInCode",
    "Staff",
    "User",
]
