"""E-mail to staff, by Django and the server that EMAIL_URL names."""

from smtplib import SMTPException

from django.core.mail import EmailMessage

from exercises.gateway import MailFailed


class DjangoMailer:
    def send(self, to: str, subject: str, body: str) -> None:
        try:
            taken = EmailMessage(subject, body, to=[to]).send()
        except (SMTPException, OSError, ValueError) as why:
            raise MailFailed(type(why).__name__) from why
        if not taken:
            raise MailFailed
