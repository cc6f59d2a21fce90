"""Who says what in a report: statements with source, cue and content, each with the voice behind it."""
