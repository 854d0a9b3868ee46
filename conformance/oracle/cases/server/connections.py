import asyncio

import network as socket
from case import Boom, case
from peer import Peer, Peers


@case("SERVER-01")
async def each_connection_has_a_protocol_of_the_factory(t):
    loop, served = asyncio.get_running_loop(), Peers()
    server = await loop.create_server(served, "127.0.0.1", 0)
    t("serving", server.is_serving(), len(server.sockets), "protocols", len(served.all))
    clients = []
    for name in ("one", "two"):
        transport, client = await loop.create_connection(Peer, *server.sockets[0].getsockname())
        clients.append(client)
        transport.write(name.encode())
        await served.come(len(clients))
        peer = served.all[-1]
        t("read", (await peer.read(3)).decode(), "from", peer.transport.get_extra_info("peername")[0])
    t("protocols", len(served.all), "different", served.all[0].transport is not served.all[1].transport)
    for client in clients:
        await client.close()
    await served.gone(2)
    server.close()
    await server.wait_closed()


@case("SERVER-27")
def without_descriptors_it_reports_that_and_accepts_later(t):
    async def serve():
        loop = asyncio.get_running_loop()
        served, reported = Peer(), loop.create_future()
        loop.set_exception_handler(lambda loop, context: reported.done() or reported.set_result(context))
        server = await loop.create_server(lambda: served, "127.0.0.1", 0)
        client = socket.socket()
        client.connect(server.sockets[0].getsockname())
        with socket.no_descriptors():
            context = await reported
            accepted = served.made.done()
        of_the_socket = context["socket"].getsockname() == client.getpeername()
        await served.made
        seconds = loop.time()
        client.close()
        await served.lost
        server.close()
        return context["exception"], of_the_socket, accepted, seconds

    error, of_the_socket, accepted, seconds = t.run(serve())  # in Java in a process of its own, hence not a task's lines
    t("reported", error, "of the socket", of_the_socket)
    t("accepted meanwhile", accepted, "after", seconds)


@case("SERVER-28")
async def all_that_connect_at_once_are_accepted(t):
    loop, served = asyncio.get_running_loop(), Peers()
    server = await loop.create_server(served, "127.0.0.1", 0)
    clients = [socket.socket() for _ in range(20)]
    for client in clients:
        client.connect(server.sockets[0].getsockname())
    t("before the loop's next turn", len(served.all))
    await served.come(20)
    for number, client in enumerate(clients):
        client.send(bytes([number]))
    numbers = [(await peer.read(1))[0] for peer in served.all]
    t("each has its own", sorted(numbers) == list(range(20)))
    for client in clients:
        client.close()
    await served.gone(20)
    server.close()


@case("SERVER-30")
async def a_socket_that_was_accepted_elsewhere_gets_a_transport(t):
    loop = asyncio.get_running_loop()
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        connected = socket.socket()
        connected.connect(listening.getsockname())
        accepted, _ = listening.accept()
    transport, served = await loop.connect_accepted_socket(lambda: Peer(t, "served"), accepted)
    t("returned", transport is served.transport, transport.get_protocol() is served)
    connected.sendall(b"hello")
    t("served read", (await served.read(5)).decode())
    transport.write(b"answer")
    _, client = await loop.create_connection(Peer, sock=connected)
    t("client read", (await client.read(6)).decode())
    await client.close()
    await served.lost
    t("closed", accepted.fileno() == -1)


@case("SERVER-21")
async def leaving_its_block_closes_it_and_waits(t):
    loop = asyncio.get_running_loop()
    served = Peer(t, "served")
    async with await loop.create_server(lambda: served, "127.0.0.1", 0) as server:
        t("serving", server.is_serving())
        transport, client = await loop.create_connection(Peer, *server.sockets[0].getsockname())
        await served.made
        loop.call_later(5, transport.close)
    t("left", server.is_serving(), len(server.sockets))
    await client.lost
    try:
        async with await loop.create_server(Peer, "127.0.0.1", 0) as server:
            raise Boom("inside")
    except Boom as boom:
        t("caught", boom, server.is_serving())


@case("SERVER-22")
async def it_tells_its_loop(t):
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Peer, "127.0.0.1", 0)
    t("loop", server.get_loop() is loop)
    server.close()
    t("closed", server.get_loop() is loop)
