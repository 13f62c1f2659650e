"""E-mail to staff, through a real mail server on a free port."""

from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message as Email
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from backend.mail import DjangoMailer
from exercises.gateway import MailFailed
from tests.backend.test_up import free_port

TO = "on-call@demo.example"


class Box:
    """Keeps what it takes; knows one address."""

    def __init__(self) -> None:
        self.taken: list[Email] = []

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        if address != TO:
            return "550 no such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.taken.append(message_from_bytes(envelope.content))
        return "250 OK"


@pytest.fixture
def box(settings: Any) -> Iterator[Box]:
    box = Box()
    server = Controller(box, hostname="127.0.0.1", port=free_port())
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.DEFAULT_FROM_EMAIL = "homestretch@demo.example"
    try:
        yield box
    finally:
        server.stop()


def test_an_email_arrives_as_it_was_written(box: Box) -> None:
    DjangoMailer().send(TO, "Café: a safety alert waits", "Sign in and look.")
    [email] = box.taken
    assert (email["To"], email["From"]) == (TO, "homestretch@demo.example")
    assert str(email.get_payload()).strip() == "Sign in and look."


def test_an_address_the_server_does_not_know_has_failed(box: Box) -> None:
    with pytest.raises(MailFailed):
        DjangoMailer().send("nobody@demo.example", "A subject", "Words.")
    assert box.taken == []


def test_where_no_server_is_it_has_failed(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", free_port(), 2
    with pytest.raises(MailFailed):
        DjangoMailer().send(TO, "A subject", "Words.")


def test_a_subject_of_two_lines_has_failed_and_is_no_header(box: Box) -> None:
    with pytest.raises(MailFailed):
        DjangoMailer().send(TO, "A subject\nBcc: everybody@demo.example", "Words.")
    assert box.taken == []
