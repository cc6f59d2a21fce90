"""The store: what was taken in and read, what people decided, and the claims made of both."""

from twosource.ledger.store import Added, Ledger
from twosource.ledger.words import Hit

__all__ = ["Added", "Hit", "Ledger"]
