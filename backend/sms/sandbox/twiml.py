"""Reading the answer to an inbound message: the <Message> verbs of a TwiML document."""

import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from urllib.parse import urljoin


class BadTwimlError(Exception):
    """The document cannot be obeyed. The message says why."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One <Message>. `recipient` and `sender` are None when they are those of the conversation."""

    body: str
    media: tuple[str, ...] = ()
    recipient: str | None = None
    sender: str | None = None
    callback: str | None = None


def read(document: bytes, content_type: str, *, address: str) -> list[Reply]:
    """The messages to send, in order; addresses in it may be relative to its own `address`.

    A plain text is a message as it stands; an empty document says nothing.
    """
    kind = content_type.partition(";")[0].strip().lower()
    if not document.strip():
        return []
    if kind == "text/plain":
        return [Reply(document.decode("utf-8", "replace").strip())]
    if kind not in ("text/xml", "application/xml", "text/html"):
        raise BadTwimlError(f"12300: the Content-Type is {kind or 'missing'}, not text/xml")
    if b"<!DOCTYPE" in document or b"<!ENTITY" in document:
        raise BadTwimlError("12100: a document type is not allowed")
    try:
        root = ElementTree.fromstring(document)  # noqa: S314 (no entities, and the size is limited)
    except (ElementTree.ParseError, LookupError, ValueError) as error:
        raise BadTwimlError(f"12100: not well-formed XML ({error})") from error
    if root.tag != "Response":
        raise BadTwimlError("12100: the document is not a <Response>")
    unknown = [verb.tag for verb in root if verb.tag != "Message"]
    if unknown:
        raise BadTwimlError(f"12200: <{unknown[0]}> is not played by this stand-in")
    return [_reply(verb, address) for verb in root]


def _reply(verb: ElementTree.Element, address: str) -> Reply:
    nouns = verb.findall("Body")
    body = "".join(noun.text or "" for noun in nouns) if nouns else verb.text or ""
    callback = verb.get("statusCallback") or verb.get("action")
    return Reply(
        body=body.strip(),
        media=tuple(urljoin(address, (noun.text or "").strip()) for noun in verb.findall("Media")),
        recipient=verb.get("to"),
        sender=verb.get("from"),
        callback=urljoin(address, callback) if callback else None,
    )
