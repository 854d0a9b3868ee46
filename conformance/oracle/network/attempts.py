"""Attempts to connect that go as a case says: for what the network cannot show, such as how long one takes."""

import asyncio
import errno
from socket import AF_INET, AF_INET6

import network


def text(address):
    """An address as traces show it."""
    return f"[{address[0]}]:{address[1]}" if ":" in address[0] else f"{address[0]}:{address[1]}"


def family(number):
    """A family as traces show it."""
    return {AF_INET: "INET", AF_INET6: "INET6"}.get(number, "any")


class Questions:
    """What getaddrinfo is asked while the block runs: host, port and family, in order."""

    def __enter__(self):
        asked, self._real = [], network.getaddrinfo

        def getaddrinfo(host, port, family_=0, type=0, proto=0, flags=0):
            asked.append([host, str(port), family(family_)])
            return self._real(host, port, family_, type, proto, flags)

        network.getaddrinfo = getaddrinfo
        return asked

    def __exit__(self, *error):
        network.getaddrinfo = self._real


class Attempts:
    """While the block runs, the running loop's attempts to connect are logged and end as told, by the host.

    One that is to succeed is connected to a socket that listens here, whatever its address.
    """

    def __init__(self, t):
        self._t = t
        self._outcomes = {}
        self.sockets = []  # of all attempts

    def __enter__(self):
        self._listener = network.socket()
        self._listener.bind(("127.0.0.1", 0))
        self._listener.listen(100)
        asyncio.get_running_loop().sock_connect = self._connect
        return self

    def __exit__(self, *error):
        self._listener.close()

    def end(self, host, error=None, *, seconds=0):
        """Attempts at this host end by the error after these seconds, or succeed if there is none."""
        self._outcomes[host] = seconds, error

    async def _connect(self, sock, address):
        self.sockets.append(sock)
        self._t("attempt", text(address))
        seconds, error = self._outcomes.get(address[0], (0, OSError(errno.ECONNREFUSED, "refused")))
        if seconds:
            try:
                await asyncio.sleep(seconds)
            except asyncio.CancelledError:
                self._t("cancelled", text(address))
                raise
        if error is not None:
            raise error
        sock.setblocking(True)
        sock.connect(self._listener.getsockname())
        sock.setblocking(False)

    def closed(self):
        """Of each attempt, whether its socket has been closed."""
        return [sock.fileno() == -1 for sock in self.sockets]
