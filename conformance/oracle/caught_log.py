"""What asyncio logs while a block runs; else the log is off while cases run."""

import contextlib
import logging


class _Records(logging.Handler):
    def __init__(self):
        super().__init__()
        self.records = []

    def emit(self, record):
        self.records.append(record)


@contextlib.contextmanager
def caught_log(level=logging.WARNING):
    """All records of all loggers from this level on, in order."""
    asyncio_log, root = logging.getLogger("asyncio"), logging.getLogger()
    saved = asyncio_log.level, root.handlers, logging.root.manager.disable
    handler = _Records()
    logging.disable(logging.NOTSET)
    asyncio_log.setLevel(level)
    root.handlers = [handler]
    try:
        yield handler.records
    finally:
        asyncio_log.setLevel(saved[0])
        root.handlers = saved[1]
        logging.disable(saved[2])
