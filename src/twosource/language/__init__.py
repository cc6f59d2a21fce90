"""Tokens, sentences, trees and names of any text, as one spaCy `Doc` with exact offsets."""

from twosource.language.document import parse, parse_many
from twosource.language.pipeline import load

__all__ = ["load", "parse", "parse_many"]
