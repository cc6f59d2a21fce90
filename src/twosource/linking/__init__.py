"""What many reports amount to: copies, stories, voices, claims, and how many independent sources each has."""

from twosource.linking.link import link

VERSION = 6
"""Raised whenever the same readings would be linked differently; a ledger then links anew."""

__all__ = ["VERSION", "link"]
