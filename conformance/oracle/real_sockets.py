#!/usr/bin/env python3
"""Checks that the network in memory behaves as the kernel's.

    python3.14 real_sockets.py [server transports ...]

Runs these areas' cases, else those of all areas that use sockets, over the kernel's sockets, in asyncio's own loop and in
real time, and compares the lines with the committed traces but for their times. Needs CPython 3.13 or later on Linux, and
some minutes. Cases about what only the network in memory can show, such as names of their own, are left out.
"""

import asyncio
import difflib
import importlib
import logging
import socket
import sys
import time
import warnings
from asyncio import base_events, selector_events, trsock

import case
import network
import virtual_loop
from network import attempts, names
from record import read_traces

AREAS = ["server", "streams", "transports"]


class InMemoryOnly(BaseException):
    """The case needs the network in memory."""


def only_in_memory(*args):
    raise InMemoryOnly


class RealLoop(asyncio.SelectorEventLoop):
    """The loop that a program has, which takes no notice of what cases in virtual time ask for."""

    def __init__(self, *, main_name=None, threads=False):
        self._begin = time.monotonic()
        super().__init__()
        self._main_name = main_name

    def time(self):
        return time.monotonic() - self._begin

    def create_task(self, coro, **options):
        if self._main_name is not None and options.get("name") is None:
            options["name"] = self._main_name
        self._main_name = None
        return super().create_task(coro, **options)


def install():
    virtual_loop.install()
    base_events.socket = selector_events.socket = trsock.socket = socket
    for name in ("socket", "getaddrinfo", "getnameinfo"):
        setattr(network, name, getattr(socket, name))
    names.name = network.no_descriptors = attempts.Attempts.__enter__ = attempts.Questions.__enter__ = only_in_memory
    names.clear = lambda: None
    case.VirtualLoop = RealLoop


def without_times(lines):
    return [line.partition(" ")[2] for line in lines]


def main(areas):
    warnings.simplefilter("ignore")
    logging.getLogger("asyncio").setLevel(logging.CRITICAL + 1)
    install()
    for area in areas:
        importlib.import_module("cases." + area.replace("-", "_"))
    version, same, different = "%d.%d" % sys.version_info[:2], 0, 0
    for one in case.REGISTRY:
        expected = read_traces(one.area_module.replace("_", "-")).get(one.id)
        too_new = one.since is not None and tuple(map(int, one.since.split("."))) > sys.version_info[:2]
        if expected is None or too_new or version in (one.differs or "").split(":")[0].split(","):
            continue
        lines, ended = case.run_case(one)
        if isinstance(ended, InMemoryOnly):
            continue
        diff = "\n".join(difflib.unified_diff(without_times(expected[1]), without_times(lines),
                                              "in memory", "over real sockets", lineterm="", n=50))
        same, different = same + (not diff), different + bool(diff)
        if diff:
            print(f"{one.id}: {diff}")
    print(f"{same} cases are the same over real sockets, {different} are not")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or AREAS))
