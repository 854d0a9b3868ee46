import asyncio

from case import case
from peer import MORE_THAN_BUFFERS, Peer


async def with_client(served, client):
    """A server with one connection, between these two."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: served, "127.0.0.1", 0)
    await loop.create_connection(lambda: client, *server.sockets[0].getsockname())
    await served.made
    return server


@case("SERVER-14")
async def closing_ends_accepting_and_leaves_connections_alone(t):
    loop = asyncio.get_running_loop()
    served, client = Peer(t, "served"), Peer()
    server = await with_client(served, client)
    address = server.sockets[0].getsockname()
    server.close()
    server.close()
    t("closed", server.is_serving(), len(server.sockets))
    try:
        await loop.create_connection(Peer, *address)
    except OSError as error:
        t("connecting", error)
    client.transport.write(b"hello")
    t("served read", (await served.read(5)).decode())
    served.transport.write(b"answer")
    t("client read", (await client.read(6)).decode())
    await client.close()
    await served.lost
    server.close()
    await server.wait_closed()


@case("SERVER-16")
async def it_is_closed_when_its_connections_are_gone_too(t):
    async def wait(server, name):
        await server.wait_closed()
        t("closed")

    served, client = Peer(t, "served"), Peer()
    server = await with_client(served, client)
    waiting = asyncio.create_task(wait(server, "first"), name="first")
    await asyncio.sleep(1)
    t("open", waiting.done())
    server.close()
    second = asyncio.create_task(wait(server, "second"), name="second")
    await asyncio.sleep(1)
    t("with a connection", waiting.done(), second.done())
    await client.close()
    await waiting
    await second

    served, client = Peer(t, "other"), Peer()
    server = await with_client(served, client)
    waiting = asyncio.create_task(wait(server, "third"), name="third")
    await client.close()
    await served.lost
    await asyncio.sleep(1)
    t("without a connection", waiting.done())
    server.close()
    await waiting


@case("SERVER-17")
async def waiting_for_what_has_closed_takes_no_turn(t):
    served, client = Peer(), Peer()
    server = await with_client(served, client)
    await client.close()
    await served.lost
    server.close()
    asyncio.get_running_loop().call_soon(t, "the next turn")
    await server.wait_closed()
    await server.wait_closed()
    t("closed")
    await asyncio.sleep(0)


@case("SERVER-18")
async def closing_its_connections_flushes_them(t):
    served, client = Peer(t, "served"), Peer()
    server = await with_client(served, client)
    client.transport.pause_reading()
    served.transport.write(bytes(MORE_THAN_BUFFERS))
    server.close()
    server.close_clients()
    t("closing", served.transport.is_closing(), "lost", served.lost.done())
    client.transport.resume_reading()
    await server.wait_closed()
    t("closed")
    await client.lost
    t("client received", len(client.received))
    server.close_clients()


@case("SERVER-19")
async def aborting_its_connections_discards_what_was_not_sent(t):
    served, client = Peer(t, "served"), Peer()
    server = await with_client(served, client)
    client.transport.pause_reading()
    served.transport.write(bytes(MORE_THAN_BUFFERS))
    server.close()
    server.abort_clients()
    t("closing", served.transport.is_closing(), "buffered", served.transport.get_write_buffer_size())
    await server.wait_closed()
    t("closed")
    client.transport.resume_reading()
    await client.lost
    t("client received all", len(client.received) == MORE_THAN_BUFFERS)
    server.abort_clients()
