"""Bytes to reports: one module a format, and what is report and what is page furniture."""

from twosource.intake.source import Options
from twosource.intake.take import expected, take

__all__ = ["Options", "expected", "take"]
