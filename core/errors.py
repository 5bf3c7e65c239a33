"""Errors that carry a sentence for the person who asked."""


class DomainError(Exception):
    """An act that the rules refuse; its text says to the person what to do."""
