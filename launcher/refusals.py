"""A refusal: one sentence for the person who started the program, shown without a traceback."""


class Refused(Exception):
    """The program cannot go on; the text is a whole sentence that says why and what to do."""
