"""What many reports amount to: copies, stories, voices, claims, and how many independent sources each has."""

from twosource.linking.link import link
from twosource.linking.workings import Workings

VERSION = 7
"""Raised whenever the same readings would be linked differently; a ledger then links anew."""

__all__ = ["VERSION", "Workings", "link"]
