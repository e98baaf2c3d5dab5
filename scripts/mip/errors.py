"""The one exception a person sees as a sentence."""


class CannotRun(Exception):
    """A command cannot do its work; the text says what to do about it."""
