"""The module `socket` for asyncio and for cases: stream sockets of a network in memory, which behaves as Linux's loopback.

A case writes `import network as socket`. What is not defined here is the real module's.
"""

import contextlib
import socket as _real
import sys

from network import kernel, names
from network.kernel import SO_REUSEADDR, SO_REUSEPORT
from network.names import getaddrinfo, getnameinfo, inet_pton
from network.sockets import Socket as socket


def __getattr__(attribute):
    return getattr(_real, attribute)


def install():
    """Gives asyncio these sockets. Once per process."""
    from asyncio import base_events, selector_events, trsock
    base_events.socket = selector_events.socket = trsock.socket = sys.modules[__name__]


@contextlib.contextmanager
def no_descriptors():
    """Inside, the process has used up its descriptors."""
    kernel.network.exhausted = True
    try:
        yield
    finally:
        kernel.network.exhausted = False


def clear():
    """A new network, for a new case."""
    kernel.clear()
    names.clear()
