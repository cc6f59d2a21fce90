"""twosource: who says what about a war, and how many independent sources there really are."""

__version__ = "0.1.0"
