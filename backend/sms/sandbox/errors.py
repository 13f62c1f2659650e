"""What the stand-in refuses, with the provider's codes and its own wording."""


class ApiError(Exception):
    """An error answer of the REST API: the provider's code, a sentence, and the HTTP status."""

    def __init__(self, code: int, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.status = status

    def as_json(self) -> dict[str, str | int]:
        return {
            "code": self.code,
            "message": self.message,
            "more_info": f"https://www.twilio.com/docs/errors/{self.code}",
            "status": self.status,
        }


def not_found(path: str) -> ApiError:
    return ApiError(20404, f"The requested resource {path} was not found", 404)


def method_not_allowed() -> ApiError:
    return ApiError(20004, "Method not allowed", 405)


# The provider's magic numbers: what a create from or to them answers (code, message, HTTP status).
REFUSED_SENDERS = {
    "+15005550001": (21212, "Invalid 'From' Phone Number", 400),
    "+15005550007": (21606, "The 'From' phone number is not a message-capable number of this account", 400),
    "+15005550008": (21611, "The queue of this 'From' number is full", 429),
}
REFUSED_RECIPIENTS = {
    "+15005550001": (21211, "Invalid 'To' Phone Number", 400),
    "+15005550002": (21612, "The 'To' phone number cannot be reached from this 'From'", 400),
    "+15005550003": (21408, "Texting the region of the 'To' number is not enabled", 400),
    "+15005550004": (21610, "Attempt to send to unsubscribed recipient", 400),
    "+15005550009": (21614, "The 'To' number is not a mobile number", 400),
}
