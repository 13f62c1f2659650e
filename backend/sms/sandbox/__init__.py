"""A stand-in for Twilio's Messages API that the application cannot tell from the real one."""

from backend.sms.sandbox.server import Sandbox, serve

__all__ = ["Sandbox", "serve"]
