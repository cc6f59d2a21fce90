"""The workplace: a server of pages over one ledger. `app(desk)` is the application, `serve` runs it."""

from twosource.views.web.app import app, serve
from twosource.views.web.desk import Desk

__all__ = ["Desk", "app", "serve"]
