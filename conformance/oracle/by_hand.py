"""A coroutine that a program brings itself."""

import asyncio
import collections.abc


class ByHand(collections.abc.Coroutine):
    """Has the coroutine protocol and nothing else: suspends on each of `waits` in turn, then returns "value"."""

    def __init__(self, t, *waits):
        self.t, self.waits = t, list(waits)

    def send(self, value):
        self.t("send")
        if not self.waits:
            raise StopIteration("value")
        wait = self.waits.pop(0)
        if asyncio.isfuture(wait):
            wait._asyncio_future_blocking = True  # what awaiting a future from an async function does
        return wait

    def throw(self, error, value=None, traceback=None):
        self.t("throw", error)
        raise error

    def close(self):
        self.t("close")

    def __await__(self):
        return self

    def __iter__(self):
        return self

    def __next__(self):
        return self.send(None)
