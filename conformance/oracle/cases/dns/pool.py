import asyncio
import contextlib
import socket
import threading
from asyncio import base_events
from concurrent.futures import ThreadPoolExecutor
from socket import AI_NUMERICHOST, AI_PASSIVE, NI_NAMEREQD, NI_NUMERICHOST, NI_NUMERICSERV, SOCK_STREAM

import network
from case import case
from network import names
from network.attempts import family, text


class Blocking:
    """The module socket as asyncio sees it, with look-ups that take a thread of the pool and are noted."""

    def __init__(self):
        self.asked, self.threads = [], set()

    def __getattr__(self, name):
        return getattr(network, name)

    def getaddrinfo(self, host, port, of=0, type=0, proto=0, flags=0):
        self.asked.append([str(host), str(port), family(of)])
        self.threads.add(threading.current_thread())
        return names.getaddrinfo(host, port, of, type, proto, flags)

    def getnameinfo(self, address, flags):
        self.threads.add(threading.current_thread())
        return names.getnameinfo(address, flags)


@contextlib.contextmanager
def blocking_lookups():
    saved, base_events.socket = base_events.socket, Blocking()
    try:
        yield base_events.socket
    finally:
        base_events.socket = saved


@case("DNS-01", threads=True)
async def hosts_are_looked_up_in_the_default_pool(t):
    loop = asyncio.get_running_loop()

    async def look_up(what, host, port, **options):
        try:
            found = await loop.getaddrinfo(host, port, type=SOCK_STREAM, **options)
        except OSError as e:
            t(what, e)
        else:
            t(what, [[family(of), text(address)] for of, _, _, _, address in found])

    await look_up("an address", "127.0.0.1", 80)
    await look_up("an address", "::1", 443)
    await look_up("no name is looked up", "host.test", 80, flags=AI_NUMERICHOST)
    await look_up("not of this family", "127.0.0.1", 80, family=socket.AF_INET6)
    await look_up("this machine, to connect to", None, 80, family=socket.AF_INET)
    await look_up("this machine, to connect to", None, 80, family=socket.AF_INET6)
    await look_up("this machine, to bind to", None, 80, family=socket.AF_INET, flags=AI_PASSIVE)
    await look_up("this machine, to bind to", None, 80, family=socket.AF_INET6, flags=AI_PASSIVE)
    names.name("host.test", "192.0.2.2", "2001:db8::1", "192.0.2.1")
    with blocking_lookups() as blocking:
        await look_up("a name", "host.test", 80)
        await look_up("a service", "host.test", "http")
        await look_up("a number as text", "host.test", "8080")
        await look_up("one family", "host.test", 80, family=socket.AF_INET6)
        await look_up("unknown", "nowhere.test", 80)
        t("asked", blocking.asked)
        t("in other threads", bool(blocking.threads), threading.current_thread() not in blocking.threads)


@case("DNS-02", threads=True)
async def addresses_are_named_in_the_default_pool(t):
    loop = asyncio.get_running_loop()

    async def look_up(what, address, flags=0):
        try:
            t(what, list(await loop.getnameinfo(address, flags)))
        except OSError as e:
            t(what, e)

    await look_up("as numbers", ("127.0.0.1", 80), NI_NUMERICHOST | NI_NUMERICSERV)
    await look_up("as numbers", ("::1", 443), NI_NUMERICHOST | NI_NUMERICSERV)
    names.name("host.test", "192.0.2.1")
    with blocking_lookups() as blocking:
        await look_up("as names", ("192.0.2.1", 80))
        await look_up("the service as a number", ("192.0.2.1", 80), NI_NUMERICSERV)
        await look_up("the host as a number", ("192.0.2.1", 80), NI_NUMERICHOST)
        await look_up("no names", ("192.0.2.2", 8080))
        await look_up("a name is required", ("192.0.2.2", 8080), NI_NAMEREQD)
        t("in other threads", bool(blocking.threads), threading.current_thread() not in blocking.threads)


@case("DNS-05", threads=True)
async def lookups_wait_while_the_default_pool_is_busy(t):
    async def look_up(host):
        found = await loop.getaddrinfo(host, 80, type=SOCK_STREAM)
        t("found", text(found[0][4]))

    loop, release = asyncio.get_running_loop(), threading.Event()
    loop.set_default_executor(ThreadPoolExecutor(1))
    names.name("host.test", "192.0.2.1")
    with blocking_lookups() as blocking:
        busy = loop.run_in_executor(None, release.wait)
        looking = asyncio.create_task(look_up("host.test"), name="looking")
        unwanted = asyncio.create_task(look_up("unwanted.test"), name="unwanted")
        await asyncio.sleep(0)
        later = loop.run_in_executor(None, blocking.asked.append, "code")
        t("asked", blocking.asked)
        unwanted.cancel()
        await asyncio.wait([unwanted])
        release.set()
        await busy
        await looking
        await later
        t("in order", blocking.asked)
