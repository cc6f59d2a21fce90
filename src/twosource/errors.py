"""What can go wrong, as one short tree.

    TwosourceError
    ├── InputError        something handed in cannot be taken: a file, a line, a field
    ├── KnowledgeError    a data file of ours, or one an analyst edited, is not as it must be
    ├── ModelError        the language model is missing or does not fit
    ├── LedgerError       the ledger cannot be opened, written or trusted
    └── NotFound          an id or a name that the ledger does not hold

Every message names the place (file, line, field) and the remedy. A command prints the message alone and
exits with the code below; a trace is shown for programming errors only.
"""

from __future__ import annotations


class TwosourceError(Exception):
    """Base of all errors meant for the user. `exit_code` is what the command line returns."""

    exit_code = 1

    def __init__(self, what: str, *, where: str | None = None, remedy: str | None = None) -> None:
        self.what = what
        self.where = where
        self.remedy = remedy
        super().__init__(self.message)

    @property
    def message(self) -> str:
        """Place, fault and remedy on one line."""
        place = f"{self.where}: " if self.where else ""
        mend = f" ({self.remedy})" if self.remedy else ""
        return f"{place}{self.what}{mend}"


class InputError(TwosourceError):
    """Something handed in was left out; the rest goes in."""

    exit_code = 3


class KnowledgeError(TwosourceError):
    """A data file is not as it must be."""

    exit_code = 4


class ModelError(TwosourceError):
    """The language model is missing or does not fit this version."""

    exit_code = 5


class LedgerError(TwosourceError):
    """The ledger cannot be opened, written or trusted."""

    exit_code = 6


class NotFound(TwosourceError):
    """The ledger holds no such id."""

    exit_code = 7
