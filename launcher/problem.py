"""What goes wrong at the terminal."""


class Problem(Exception):  # noqa: N818  (what the person has is a problem; the program has no error)
    """Something the person at the terminal must settle; the text says what to do."""
