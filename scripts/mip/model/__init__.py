"""Typed records and pure functions over them. No file access, no Markdown."""
