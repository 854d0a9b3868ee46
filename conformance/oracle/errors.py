"""What keeps a case from being run to its end."""


class Hung(BaseException):
    """The case cannot go on, or goes on without end."""


class CaseBug(BaseException):
    """The case itself is wrong."""
