"""The check-in as the page asks for it: large buttons, a note, and no more than one question that must be answered."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4, uuid5

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exercises.actions.check_in import CheckInGiven
from exercises.rules.fields import is_clean
from exercises.rules.sessions import SessionName
from exercises.terms import Difficulty, Outcome

LONGEST_NOTE = 1000
OUTCOMES = {
    Outcome.DONE: gettext_lazy("Done"),
    Outcome.PART: gettext_lazy("A part of it"),
    Outcome.SKIPPED: gettext_lazy("Not this time"),
}
DIFFICULTIES = {
    Difficulty.EASY: gettext_lazy("Easy"),
    Difficulty.OK: gettext_lazy("Just right"),
    Difficulty.HARD: gettext_lazy("Hard"),
}
_WRONG_CHOICE = {"invalid_choice": gettext_lazy("Choose one of the answers.")}


class CheckInForm(forms.Form):
    """`id` is made with the page, so that a double tap is one check-in. `today` is the patient's own date."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    session = forms.CharField(max_length=16, widget=forms.HiddenInput)
    outcome = forms.ChoiceField(
        choices=OUTCOMES.items,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say whether you did your exercises."), **_WRONG_CHOICE},
    )
    pain = forms.TypedChoiceField(
        choices=[(score, str(score)) for score in range(11)],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": gettext_lazy("Choose a number from 0 to 10.")},
    )
    difficulty = forms.ChoiceField(
        choices=DIFFICULTIES.items, required=False, widget=forms.RadioSelect, error_messages=_WRONG_CHOICE
    )
    note = forms.CharField(
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": gettext_lazy("This is too long: at most 1000 characters.")},
    )

    def __init__(self, *args: Any, today: date, **more: Any):
        super().__init__(*args, **more)
        self._today = today

    def offer(self, rounds: int, first_open: int) -> None:
        """Which session is told of; asked only where the day has several. What is sent next is another check-in."""
        fresh = {"id": str(uuid4()), "session": str(SessionName(self._today, first_open))}
        self.initial = fresh
        if self.is_bound:
            kept = {} if "session" in self.errors else {"session": self.data["session"]}
            self.data = {**dict(self.data.items()), **fresh, **kept}
        if rounds > 1:
            self.fields["session"].widget = forms.RadioSelect(choices=_sessions(self._today, rounds))

    def clean_session(self) -> SessionName:
        """A session of today or yesterday: a link opens no other day."""
        try:
            session = SessionName.read(self.cleaned_data["session"])
        except ValueError:
            session = None
        # A page that was opened before midnight may be sent after it.
        if session is None or session.day not in (self._today, self._today - timedelta(days=1)):
            raise forms.ValidationError(_("That was for another day. Here is today."))
        return session

    def clean_note(self) -> str:
        note: str = self.cleaned_data["note"]
        if not is_clean(note, layout=True):
            raise forms.ValidationError(_("There are characters in it that cannot be kept."))
        return note

    def given(self) -> CheckInGiven:
        """What was answered. Answers changed on the way back to the page are another check-in."""
        said = self.cleaned_data
        words = "|".join(str(said[name]) for name in ("session", "outcome", "pain", "difficulty", "note"))
        return CheckInGiven(
            client_id=uuid5(said["id"], words),
            session=said["session"],
            outcome=Outcome(said["outcome"]),
            pain=said["pain"],
            difficulty=said["difficulty"],
            note=said["note"],
        )


def _sessions(today: date, rounds: int) -> list[tuple[str, str]]:
    names = [
        (str(SessionName(today, number)), _("Round %(number)s") % {"number": number})
        for number in range(1, rounds + 1)
    ]
    return [*names, (str(SessionName(today)), _("All of today"))]
