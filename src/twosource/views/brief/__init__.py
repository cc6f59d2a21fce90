"""The brief: one HTML page that opens anywhere, needs no network, and prints."""

from twosource.views.brief.page import render

__all__ = ["render"]
