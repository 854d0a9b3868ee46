"""Names: what getaddrinfo and getnameinfo know. A case adds its own with `name`."""

import concurrent.futures
import ipaddress
import socket
from socket import AF_INET, AF_INET6, AI_CANONNAME, AI_NUMERICHOST, AI_PASSIVE, NI_NAMEREQD, NI_NUMERICHOST, NI_NUMERICSERV

SERVICES = {"http": 80, "https": 443}
KINDS = [(socket.SOCK_STREAM, 6), (socket.SOCK_DGRAM, 17), (socket.SOCK_RAW, 0)]


def clear():
    global known, seconds_of
    known, seconds_of = {}, {}
    name("localhost", "127.0.0.1")


def name(host, *addresses, seconds=0.0):
    """From now on the host has these addresses, in this order; a loop gets to know so after these seconds."""
    known[host], seconds_of[host] = addresses, seconds


clear()


def _fail(error):
    raise socket.gaierror(getattr(socket, error), error)


def _port(port):
    port = port.decode() if isinstance(port, bytes) else port
    if port is None or port == "":
        return 0
    if isinstance(port, str) and not port.isdigit():
        return SERVICES[port] if port in SERVICES else _fail("EAI_SERVICE")
    return int(port)


def _addresses(host, flags):
    if host is None:
        return ("0.0.0.0", "::") if flags & AI_PASSIVE else ("::1", "127.0.0.1")
    host = host.decode() if isinstance(host, bytes) else host
    try:
        return (str(ipaddress.ip_address(host)),)
    except ValueError:
        return () if flags & AI_NUMERICHOST else known.get(host, ())


def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    if host is None and port is None:
        _fail("EAI_NONAME")
    found = []
    for address in _addresses(host, flags):
        of = AF_INET6 if ":" in address else AF_INET
        if family not in (0, of):
            continue
        end = (address, _port(port)) + ((0, 0) if of == AF_INET6 else ())
        canonical = host if flags & AI_CANONNAME and not found else ""
        found += [(of, kind, number, canonical, end) for kind, number in KINDS
                  if type in (0, kind) and proto in (0, number)]
    return found or _fail("EAI_NONAME")


def getnameinfo(address, flags):
    host, port = address[:2]
    names = [name for name, addresses in known.items() if host in addresses]
    if not names and flags & NI_NAMEREQD:
        _fail("EAI_NONAME")
    if names and not flags & NI_NUMERICHOST:
        host = names[0]
    services = [service for service, number in SERVICES.items() if number == port]
    return host, services[0] if services and not flags & NI_NUMERICSERV else str(port)


def inet_pton(of, host):
    try:
        return (ipaddress.IPv6Address if of == AF_INET6 else ipaddress.IPv4Address)(host).packed
    except ValueError:
        raise OSError("illegal IP address string passed to inet_pton") from None


class Lookups:
    """The executor of a loop's look-ups, without threads. As with threads, one that has begun cannot be cancelled."""

    def __init__(self, loop):
        self._loop = loop

    def submit(self, look_up, host, *rest):
        found = concurrent.futures.Future()
        found.set_running_or_notify_cancel()
        seconds = seconds_of.get(host, 0.0)
        if seconds:
            self._loop.call_later(seconds, self._finish, found, look_up, host, *rest)
        else:
            self._finish(found, look_up, host, *rest)
        return found

    def _finish(self, found, look_up, *arguments):
        try:
            found.set_result(look_up(*arguments))
        except OSError as error:
            found.set_exception(error)
