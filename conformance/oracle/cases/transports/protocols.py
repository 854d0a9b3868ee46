import asyncio

from case import Boom, case
from peer import Peer, connect


@case("TRANSPORT-01")
async def a_connection_gives_the_transport_and_the_protocol_of_the_factory(t):
    loop = asyncio.get_running_loop()
    client, served = Peer(t, "client"), Peer()
    server = await loop.create_server(lambda: served, "127.0.0.1", 0)

    def factory():
        t("factory")
        return client

    transport, protocol = await loop.create_connection(factory, *server.sockets[0].getsockname())
    t("returned", transport is client.transport, protocol is client, transport.get_protocol() is client)
    await client.close()
    await served.lost
    server.close()
    await server.wait_closed()


@case("TRANSPORT-13")
async def the_first_call_is_connection_made_and_the_last_is_connection_lost(t):
    class Told(Peer):
        def __init__(self):
            super().__init__()
            self.told = []

        def connection_made(self, transport):
            self.told.append("made")
            super().connection_made(transport)

        def data_received(self, data):
            if self.told[-1] != "data":
                self.told.append("data")
            super().data_received(data)

        def eof_received(self):
            self.told.append("eof")
            return super().eof_received()

        def connection_lost(self, error):
            self.told.append("lost")
            super().connection_lost(error)

    client, served = Told(), Told()
    await connect(client, served)
    t("connected", client.told, served.told)
    served.transport.write(b"one")
    await client.read(3)
    client.transport.write(b"two")
    await served.read(3)
    served.transport.close()
    await served.lost
    await client.lost
    client.transport.close()
    client.transport.abort()
    served.transport.abort()
    await asyncio.sleep(0)
    t("in the end", client.told, served.told)

    t.catch_reports()

    class Failing(Peer):
        def connection_made(self, transport):
            super().connection_made(transport)
            raise Boom("made")

        def connection_lost(self, error):
            super().connection_lost(error)
            raise Boom("lost")

    client, served = Failing(t, "client"), Peer()
    await connect(client, served)
    served.transport.write(b"hello")
    t("read", (await client.read(5)).decode())
    await client.close()
    await served.lost

    class Closing(Peer):
        def connection_made(self, transport):
            super().connection_made(transport)
            transport.close()

    client, served = Closing(t, "closing"), Peer()
    await connect(client, served)
    t("connected", client.transport.is_closing())
    await client.lost
    await served.lost


class Quiet(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport


@case("TRANSPORT-44")
async def what_a_protocol_does_not_define_does_nothing(t):
    client, served = Quiet(), Peer(t, "served")
    await connect(client, served)
    protocol, buffered = asyncio.Protocol(), asyncio.BufferedProtocol()
    for each in (asyncio.BaseProtocol(), protocol, buffered):
        each.connection_made(client.transport)
        each.pause_writing()
        each.resume_writing()
        each.connection_lost(None)
    protocol.data_received(b"data")
    t("keeps open", bool(protocol.eof_received()), bool(buffered.eof_received()))
    client.transport.write(b"hello")
    t("served read", (await served.read(5)).decode())
    served.transport.write(b"nobody looks")
    served.transport.write_eof()
    await served.lost
