from django.apps import AppConfig


class BackendConfig(AppConfig):
    """The ways in and out. It has no models."""

    name = "backend"
