import asyncio

from case import Boom, case
from peer import Peer, connect


class Buffered(asyncio.BufferedProtocol):
    """Receives into a buffer of its own; counts the calls."""

    def __init__(self, t, name, size):
        loop = asyncio.get_running_loop()
        self._t, self._name = t, name
        self.buffer, self.received = bytearray(size), bytearray()
        self.requests = self.updates = 0
        self.lost = loop.create_future()
        self._news = loop.create_future()

    def log(self, text, *values):
        self._t(f"{self._name} {text}", *values)

    def get_buffer(self, sizehint):
        self.requests += 1
        return self.buffer

    def buffer_updated(self, count):
        self.updates += 1
        self.received += self.buffer[:count]
        self._tell()

    def eof_received(self):
        self.log("eof")

    def connection_lost(self, error):
        self.log("lost", error)
        self.lost.set_result(None)
        self._tell()

    def _tell(self):
        news, self._news = self._news, asyncio.get_running_loop().create_future()
        news.set_result(None)

    async def read(self, count):
        while len(self.received) < count:
            await self._news
        taken = bytes(self.received[:count])
        del self.received[:count]
        return taken


@case("TRANSPORT-38")
async def bytes_are_received_into_the_buffer_that_is_given(t):
    class Client(Buffered):
        def get_buffer(self, sizehint):
            self.asked.append("buffer")
            return super().get_buffer(sizehint)

        def buffer_updated(self, count):
            self.asked.append("updated")
            super().buffer_updated(count)

    client = Client(t, "client", 100)
    client.asked = []
    served = Peer()
    await connect(client, served)
    t("before anything arrives", client.requests)
    served.transport.write(b"hello")
    t("read", (await client.read(5)).decode(), client.asked)
    t("in the buffer", client.buffer[:5].decode())
    client.asked.clear()
    served.transport.write(b"again")
    t("read", (await client.read(5)).decode(), client.asked)
    served.transport.close()
    await client.lost
    await served.lost


@case("TRANSPORT-39")
async def a_buffer_that_is_of_no_use_ends_the_connection(t):
    t.catch_reports()

    class NoBuffer(Buffered):
        def get_buffer(self, sizehint):
            raise Boom("get_buffer")

    class FailingUpdate(Buffered):
        def buffer_updated(self, count):
            raise Boom("buffer_updated")

    for client in (NoBuffer(t, "no buffer", 10), Buffered(t, "no room", 0), FailingUpdate(t, "update", 10)):
        served = Peer()
        await connect(client, served)
        served.transport.write(b"hello")
        await client.lost
        await served.lost


@case("TRANSPORT-40")
async def a_connection_may_go_on_with_the_other_kind_of_protocol(t):
    first, second, third = Peer(t, "plain"), Buffered(t, "buffered", 100), Peer(t, "plain again")
    served = Peer()
    await connect(first, served)
    served.transport.write(b"hello")
    t("first read", (await first.read(5)).decode())
    first.transport.set_protocol(second)
    served.transport.write(b"into a buffer")
    t("second read", (await second.read(13)).decode(), "first has", len(first.received))
    first.transport.set_protocol(third)
    served.transport.write(b"without one")
    t("third read", (await third.read(11)).decode(), "second has", len(second.received))
    served.transport.close()
    await third.lost
    await served.lost


@case("TRANSPORT-52")
async def a_small_buffer_makes_many_rounds(t):
    class Client(Buffered):
        def get_buffer(self, sizehint):
            self.hints.add(sizehint)
            return super().get_buffer(sizehint)

    client = Client(t, "client", 1000)
    client.hints = set()
    served = Peer()
    await connect(client, served)
    sent = bytes(n % 251 for n in range(300_000))
    served.transport.write(sent)
    t("read as sent", await client.read(300_000) == sent)
    t("hints", *client.hints)
    t("rounds", client.updates >= 300)
    served.transport.write_eof()
    await client.lost
    t("a request before each update, one for the end", client.requests - client.updates)
    await asyncio.sleep(1)
    t("and none later", client.requests - client.updates)
    await served.lost
