import asyncio

import network as socket
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


@case("TRANSPORT-03")
async def when_nobody_listens_the_only_error_is_raised(t):
    loop = asyncio.get_running_loop()
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        try:
            await loop.create_connection(lambda: t("factory"), *nobody.getsockname())
        except OSError as error:
            t("caught", error)


@case("TRANSPORT-04")
async def all_errors_come_as_a_group_even_one(t):
    loop = asyncio.get_running_loop()
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        try:
            await loop.create_connection(lambda: t("factory"), *nobody.getsockname(), all_errors=True)
        except ExceptionGroup as group:
            t("caught", *group.exceptions)


@case("TRANSPORT-06")
async def a_connected_socket_may_be_given(t):
    loop = asyncio.get_running_loop()
    served = Peer()
    server = await loop.create_server(lambda: served, "127.0.0.1", 0)
    connected = socket.socket()
    connected.connect(server.sockets[0].getsockname())
    transport, client = await loop.create_connection(lambda: Peer(t, "client"), sock=connected)
    await served.made
    transport.write(b"by the given socket")
    t("served read", (await served.read(19)).decode())
    await client.close()
    await asyncio.sleep(0)
    t("the socket is closed", connected.fileno() == -1)
    await served.lost
    server.close()


@case("TRANSPORT-07")
async def the_local_end_may_be_chosen(t):
    loop = asyncio.get_running_loop()
    served = Peer()
    server = await loop.create_server(lambda: served, "127.0.0.1", 0)
    address = server.sockets[0].getsockname()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    transport, client = await loop.create_connection(Peer, *address, local_addr=("127.0.0.1", port))
    await served.made
    t("own port", transport.get_extra_info("sockname")[1] == port)
    t("seen by the server", served.transport.get_extra_info("peername")[1] == port)

    async def refused(text, local):
        try:
            await loop.create_connection(Peer, *address, local_addr=local)
        except OSError as error:
            t(text, error)

    await refused("in use", address)
    await refused("of another family", ("::1", 0))
    await client.close()
    await served.lost
    server.close()


@case("TRANSPORT-11", since="3.15")
async def the_socket_is_closed_when_the_factory_fails(t):
    loop = asyncio.get_running_loop()
    served = Peer(t, "served")
    server = await loop.create_server(lambda: served, "127.0.0.1", 0)

    def factory():
        raise Boom("factory")

    try:
        await loop.create_connection(factory, *server.sockets[0].getsockname())
    except Boom as boom:
        t("caught", boom)
    await served.lost
    given = socket.socket()
    server.close()
    second = Peer()
    server = await loop.create_server(lambda: second, "127.0.0.1", 0)
    given.connect(server.sockets[0].getsockname())
    try:
        await loop.create_connection(factory, sock=given)
    except Boom as boom:
        t("caught", boom)
    t("the given socket is closed", given.fileno() == -1)
    await second.lost
    server.close()


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


@case("TRANSPORT-44")
async def what_a_protocol_does_not_define_does_nothing(t):
    for protocol in (asyncio.BaseProtocol(), asyncio.Protocol(), asyncio.BufferedProtocol()):
        protocol.connection_made(None)
        protocol.pause_writing()
        protocol.resume_writing()
        protocol.connection_lost(None)
    asyncio.Protocol().data_received(b"data")
    t("keeps open", bool(asyncio.Protocol().eof_received()), bool(asyncio.BufferedProtocol().eof_received()))
    served = Peer(t, "served")
    await connect(client := Quiet(), served)
    client.transport.write(b"hello")
    t("served read", (await served.read(5)).decode())
    served.transport.write(b"nobody looks")
    served.transport.write_eof()
    await served.lost


class Quiet(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport
