"""What can be wrong with a file of tables as a whole."""


class UnreadableFile(Exception):
    """The file is no table that we know: empty, cut, encrypted, another kind of document, or broken inside."""


class FileTooLarge(Exception):
    """The file holds more rows or unpacks to more bytes than one import takes."""
