import base64
import hashlib
import hmac

import pytest
from django.http import QueryDict

from backend.sms.signature import is_genuine

URL = "https://clinic.example/sms/inbound"
KEY = "the-current-token"
FORM = {"From": "+16045550101", "Body": "done, pain 4/10 👍", "MediaUrl0": "", "NumMedia": "0"}


def signed(url: str, form: dict[str, str | list[str]], token: str = KEY) -> str:
    """The provider's signature, from its description: each distinct value once, names and values sorted."""
    pairs = {
        (name, value)
        for name, given in form.items()
        for value in ([given] if isinstance(given, str) else given)
    }
    text = url + "".join(name + value for name, value in sorted(pairs))
    return base64.b64encode(hmac.new(token.encode(), text.encode(), hashlib.sha1).digest()).decode()


GENUINE = {
    "a form": (URL, FORM),
    "no form at all": (URL, {}),
    "a query in the address": (URL + "?clinic=1&note=a%20b+c", FORM),
    "a field that occurs twice": (URL, {**FORM, "Tag": ["b", "a", "b"]}),
    "line ends and blanks": (URL, {"Body": "one\r\n two \n", "Empty": ""}),
    "a port of our own": ("http://127.0.0.1:8000/sms/inbound", FORM),
    "an IPv6 address": ("http://[::1]:8000/sms/inbound", FORM),
}


@pytest.mark.parametrize(("url", "form"), GENUINE.values(), ids=GENUINE.keys())
def test_what_the_provider_signed_is_genuine(url, form):
    assert is_genuine(url=url, params=form, signature=signed(url, form), tokens=[KEY])


FORGED = {
    "another body": {"params": {**FORM, "Body": "STOP"}},
    "a field more": {"params": {**FORM, "Extra": "1"}},
    "a field less": {"params": {"From": FORM["From"]}},
    "another path": {"url": "https://clinic.example/sms/status/1"},
    "another host": {"url": "https://other.example/sms/inbound"},
    "another scheme": {"url": "http://clinic.example/sms/inbound"},
    "a query added": {"url": URL + "?a=1"},
    "another token": {"tokens": ["a-token-of-somebody-else"]},
    "no token": {"tokens": []},
    "an empty token": {"tokens": [""]},
    "no signature": {"signature": ""},
    "not base64": {"signature": "????"},
    "not even ASCII": {"signature": "é" * 28},
    "half a character": {"signature": "\udcff" * 28},
    "a character that cannot be encoded": {"params": {"Body": "\ud83d"}},
    "a port that is no number": {"url": "https://clinic.example:port/sms/inbound"},
}


@pytest.mark.parametrize("changed", FORGED.values(), ids=FORGED.keys())
def test_anything_else_is_forged_and_never_an_exception(changed):
    genuine = {"url": URL, "params": FORM, "signature": signed(URL, FORM), "tokens": [KEY]}
    assert is_genuine(**genuine)
    assert not is_genuine(**{**genuine, **changed})


def test_an_empty_token_opens_nothing():
    assert not is_genuine(url=URL, params=FORM, signature=signed(URL, FORM, token=""), tokens=["", KEY])


def test_while_tokens_are_exchanged_both_are_valid():
    for token in ("old", "new"):
        assert is_genuine(url=URL, params=FORM, signature=signed(URL, FORM, token), tokens=["new", "old"])


@pytest.mark.parametrize(
    "written", ["https://clinic.example:443/sms/inbound", "https://clinic.example/sms/inbound"]
)
def test_the_usual_port_may_be_written_or_not(written):
    assert is_genuine(url=URL, params=FORM, signature=signed(written, FORM), tokens=[KEY])


def test_djangos_form_is_read_with_all_values_of_a_field():
    form = QueryDict("Tag=b&Tag=a&Body=caf%C3%A9+%F0%9F%91%8D&Empty=")
    signature = signed(URL, {"Tag": ["a", "b"], "Body": "café 👍", "Empty": ""})
    assert is_genuine(url=URL, params=form, signature=signature, tokens=[KEY])
    assert not is_genuine(url=URL, params=QueryDict("Tag=b&Body=x"), signature=signature, tokens=[KEY])
