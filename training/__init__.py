"""How the shipped models and tables were made, start to end, from public data."""
