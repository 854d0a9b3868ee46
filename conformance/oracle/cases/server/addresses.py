import asyncio

import network as socket
from case import case
from peer import Peer, Peers


async def connect_to(server_socket):
    """Connects to one of a server's sockets and closes the connection again."""
    await connect_by(*server_socket.getsockname()[:2])


async def connect_by(host, port):
    _, client = await asyncio.get_running_loop().create_connection(Peer, host, port)
    await client.close()


@case("SERVER-02")
async def port_zero_is_a_free_port(t):
    loop, served = asyncio.get_running_loop(), Peers()
    first = await loop.create_server(served, "127.0.0.1", 0)
    second = await loop.create_server(served, "127.0.0.1", 0)
    ports = [server.sockets[0].getsockname()[1] for server in (first, second)]
    t("ports", *[port > 0 for port in ports], "different", ports[0] != ports[1])
    await connect_to(first.sockets[0])
    await connect_to(second.sockets[0])
    await served.gone(2)
    first.close()
    second.close()


@case("SERVER-03")
async def it_listens_on_each_address_once(t):
    loop, served = asyncio.get_running_loop(), Peers()
    server = await loop.create_server(served, ["127.0.0.1", "::1", "127.0.0.1"], 0)
    t("hosts", [one.getsockname()[0] for one in server.sockets])
    for one in server.sockets:
        await connect_to(one)
    await served.gone(2)
    server.close()
    server = await loop.create_server(served, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    server.close()
    for host, count in ((None, 4), ("", 6)):
        server = await loop.create_server(served, host, port)
        await connect_by("127.0.0.1", port)
        await connect_by("::1", port)
        await served.gone(count)
        t("on all interfaces", len(served.all))
        server.close()


@case("SERVER-04")
async def a_listening_socket_may_be_given(t):
    loop = asyncio.get_running_loop()
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen()
    served = Peer()
    server = await loop.create_server(lambda: served, sock=listening)
    t("sockets", len(server.sockets), server.sockets[0].getsockname() == listening.getsockname())
    transport, client = await loop.create_connection(Peer, *listening.getsockname())
    transport.write(b"hello")
    t("served read", (await served.read(5)).decode())
    server.close()
    t("closed", listening.fileno() == -1)
    await client.close()
    await served.lost


@case("SERVER-05")
async def an_address_in_use_is_an_error_and_nothing_stays_open(t):
    loop = asyncio.get_running_loop()
    first = await loop.create_server(Peer, "127.0.0.1", 0)
    port = first.sockets[0].getsockname()[1]
    for hosts in ("127.0.0.1", ["::1", "127.0.0.1"]):
        try:
            await loop.create_server(Peer, hosts, port)
        except OSError as error:
            t("caught", error)
    second = await loop.create_server(Peer, "::1", port)
    t("the other address is free", len(second.sockets))
    second.close()
    first.close()
    third = await loop.create_server(Peer, "127.0.0.1", port)
    t("free again", len(third.sockets))
    third.close()
    try:
        await loop.create_server(Peer, "192.0.2.1", 0)
    except OSError as error:
        t("not of this machine", error)


@case("SERVER-06")
async def several_servers_may_share_a_port(t):
    loop, served = asyncio.get_running_loop(), Peers()
    first = await loop.create_server(served, "127.0.0.1", 0, reuse_port=True)
    address = first.sockets[0].getsockname()
    second = await loop.create_server(served, *address, reuse_port=True)
    t("the same port", second.sockets[0].getsockname() == address)
    for _ in range(4):
        await connect_to(first.sockets[0])
    await served.gone(4)
    first.close()
    await connect_to(second.sockets[0])
    await served.gone(5)
    t("served", len(served.all))
    second.close()
    third = await loop.create_server(served, "127.0.0.1", 0)
    try:
        await loop.create_server(served, *third.sockets[0].getsockname())
    except OSError as error:
        t("not shared", error)
    third.close()


@case("SERVER-07")
async def families_may_be_restricted_and_share_a_port_number(t):
    loop, served = asyncio.get_running_loop(), Peers()
    restricted = await loop.create_server(served, None, 0, family=socket.AF_INET)
    port = restricted.sockets[0].getsockname()[1]
    await connect_by("127.0.0.1", port)
    try:
        await connect_by("::1", port)
    except OSError as error:
        t("only the one family", error)
    await served.gone(1)
    restricted.close()
    restricted = await loop.create_server(served, None, 0, family=socket.AF_INET6)
    await connect_by("::1", restricted.sockets[0].getsockname()[1])
    await served.gone(2)
    restricted.close()

    four = await loop.create_server(served, "127.0.0.1", 0)
    port = four.sockets[0].getsockname()[1]
    six = await loop.create_server(served, "::1", port)
    await connect_by("127.0.0.1", port)
    await connect_by("::1", port)
    await served.gone(4)
    six.close()
    try:
        await connect_by("::1", port)
    except OSError as error:
        t("only the other one is left", error)
    await connect_by("127.0.0.1", port)
    await served.gone(5)
    four.close()
    t("connections", len(served.all))


@case("SERVER-20")
async def its_sockets_are_a_snapshot(t):
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Peer, ["127.0.0.1", "::1"], 0)
    sockets = server.sockets
    t("sockets", len(sockets), "hosts", [one.getsockname()[0] for one in sockets])
    t("another one each time", server.sockets is not sockets)
    server.close()
    t("after the close", len(server.sockets), "before", len(sockets))


@case("SERVER-26")
async def connections_may_be_kept_alive(t):
    loop = asyncio.get_running_loop()
    for keep_alive in (False, True):
        served = Peer()
        server = await loop.create_server(lambda: served, "127.0.0.1", 0, keep_alive=keep_alive)
        transport, client = await loop.create_connection(Peer, *server.sockets[0].getsockname())
        await served.made
        option = served.transport.get_extra_info("socket").getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
        t("keep alive", keep_alive, option != 0)
        server.close()
        await client.close()
        await served.lost
