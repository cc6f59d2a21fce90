"""One report to all that it says: one module a kind of fact, composed by `read.py`."""

VERSION = 7
"""Raised whenever the same text would be read differently; a ledger then reads its reports anew."""
