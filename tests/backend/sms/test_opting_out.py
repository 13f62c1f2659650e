"""STOP, START and HELP against the stand-in: whoever of the two answers, the phone hears each answer once."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from exercises.actions.opting import is_opted_out
from exercises.models import Message
from tests import make
from tests.standin import eventually, ledger, reply, sandbox

pytestmark = pytest.mark.django_db(transaction=True)

BYS = ["provider", "us"]


def heard(stand_in: Any, number: str) -> list[str]:
    """What arrived at the phone once everything is told, oldest first."""
    rows = eventually(lambda: _settled(ledger(stand_in), number))
    return [row["body"] for row in rows if row["status"] == "delivered"]


def _settled(rows: list[dict[str, Any]], number: str) -> list[dict[str, Any]] | None:
    out = [row for row in rows if row["direction"] == "out" and row["to"] == number]
    return out if out and all(row["status"] in ("delivered", "failed") for row in out) else None


@pytest.mark.parametrize("by", BYS)
@pytest.mark.parametrize(
    "said",
    [
        ["STOP"],
        ["STOP", "STOP"],
        ["STOP", "stop texting me", "ARRET"],
        ["ARRET"],
        ["ARRÊT", "Arret"],
        ["please stop texting me"],
        ["dejen de mandarme mensajes", "no me escriban más"],
    ],
    ids=" then ".join,
)
def test_a_stop_is_confirmed_once(
    live_server: Any, settings: Any, tmp_path: Path, by: str, said: list[str]
) -> None:
    settings.PUBLIC_URL, settings.SMS_OPT_OUT_BY = live_server.url, by
    patient = make.patient()
    with sandbox(live_server.url, tmp_path, keywords=by == "provider") as stand_in:
        for body in said:
            reply(stand_in, patient.phone, patient.clinic.sender, body).raise_for_status()
        assert len(heard(stand_in, patient.phone)) == 1
    assert is_opted_out(patient.clinic, patient.phone)


@pytest.mark.parametrize("by", BYS)
def test_the_same_stop_delivered_twice_and_two_at_once_are_confirmed_once(
    live_server: Any, settings: Any, tmp_path: Path, by: str
) -> None:
    settings.PUBLIC_URL, settings.SMS_OPT_OUT_BY = live_server.url, by
    patient = make.patient()
    with sandbox(live_server.url, tmp_path, keywords=by == "provider") as stand_in:
        with ThreadPoolExecutor(2) as phones:
            answers = list(
                phones.map(
                    lambda body: reply(stand_in, patient.phone, patient.clinic.sender, body),
                    ["please stop texting me", "ARRET"],
                )
            )
        assert Message.objects.out().count() == 1
        # The provider delivers the one that was answered once more: the same answer, and no second row.
        for answer in answers:
            reply(stand_in, "", "", "", sid=answer.headers["X-Message-Sid"]).raise_for_status()
    assert Message.objects.out().count() == 1


@pytest.mark.parametrize("by", BYS)
def test_a_stop_of_a_topic_is_ours_and_start_and_help_are_answered_once(
    live_server: Any, settings: Any, tmp_path: Path, by: str
) -> None:
    settings.PUBLIC_URL, settings.SMS_OPT_OUT_BY = live_server.url, by
    patient = make.patient()
    clinic = patient.clinic
    with sandbox(live_server.url, tmp_path, keywords=by == "provider") as stand_in:
        counts = []
        for body in ("STOP EXERCISE", "STOP", "START", "AIDE", "HELP"):
            reply(stand_in, patient.phone, clinic.sender, body).raise_for_status()
            counts.append(len(heard(stand_in, patient.phone)))
        assert counts == [1, 2, 3, 4, 5]
        bodies = heard(stand_in, patient.phone)
    assert "exercise reminders" in bodies[0]
    assert (clinic.name in bodies[3], clinic.phone in bodies[3]) == (True, True)
    assert (clinic.phone in bodies[4]) == (by == "us")
    assert not is_opted_out(clinic, patient.phone)


def test_a_french_start_after_a_stop_the_provider_keeps_is_told_to_staff(
    live_server: Any, settings: Any, tmp_path: Path
) -> None:
    settings.PUBLIC_URL, settings.SMS_OPT_OUT_BY = live_server.url, "provider"
    patient = make.patient()
    with sandbox(live_server.url, tmp_path) as stand_in:
        for body in ("STOP", "COMMENCER"):
            reply(stand_in, patient.phone, patient.clinic.sender, body).raise_for_status()
        eventually(lambda: is_opted_out(patient.clinic, patient.phone))
        alert = eventually(lambda: patient.alerts.filter(detail__contains="Only START").first())
    assert alert.closed_at is None
