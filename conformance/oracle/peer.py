"""The ends of connections in cases that are about transports and servers."""

import asyncio
import struct

MORE_THAN_BUFFERS = 20_000_000  # bytes: what no kernel takes all at once


class Peer(asyncio.Protocol):
    """One end of a connection: keeps what arrives, and logs what it is told if it has a name."""

    def __init__(self, t=None, name=None, *, keeps_open=False):
        loop = asyncio.get_running_loop()
        self._t, self._name, self._keeps_open = t, name, keeps_open
        self.transport = None
        self.received = bytearray()
        self.made, self.ended, self.lost = loop.create_future(), loop.create_future(), loop.create_future()
        self._news = loop.create_future()

    def log(self, text, *values):
        if self._name is not None:
            self._t(f"{self._name} {text}", *values)

    def connection_made(self, transport):
        self.log("made")
        self.transport = transport
        self.made.set_result(None)

    def data_received(self, data):
        self.received += data
        self._tell()

    def eof_received(self):
        self.log("eof")
        self.ended.set_result(None)
        self._tell()
        return self._keeps_open

    def connection_lost(self, error):
        self.log("lost", error)
        self.lost.set_result(error)
        self._tell()

    def _tell(self):
        news, self._news = self._news, asyncio.get_running_loop().create_future()
        news.set_result(None)

    async def read(self, count):
        """Takes so many bytes of those that arrive, or what there is when no more can."""
        while len(self.received) < count and not self.ended.done() and not self.lost.done():
            await self._news
        taken = bytes(self.received[:count])
        del self.received[:count]
        return taken

    async def close(self):
        self.transport.close()
        return await self.lost


class Peers:
    """A factory of such ends for a server, which keeps them in the order of their connections."""

    def __init__(self):
        self.all = []

    def __call__(self):
        self.all.append(Peer())
        return self.all[-1]

    async def come(self, count):
        """Waits until there have been so many connections."""
        while len(self.all) < count:
            await asyncio.sleep(0)

    async def gone(self, count):
        """Waits until so many connections have come and all have ended."""
        await self.come(count)
        for peer in self.all:
            await peer.lost


async def connect(client, served):
    """Connects the two by way of a server, which exists no longer than that takes."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: served, "127.0.0.1", 0)
    await loop.create_connection(lambda: client, *server.sockets[0].getsockname())
    await served.made
    server.close()


async def let_be_reset(peer):
    """Ends a connection so that its other end fails."""
    socket = peer.transport.get_extra_info("socket")
    socket.setsockopt(1, 13, struct.pack("ii", 1, 0))  # SO_LINGER: on, for 0 seconds
    peer.transport.abort()
    await peer.lost
