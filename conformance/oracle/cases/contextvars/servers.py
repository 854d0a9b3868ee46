import asyncio
from contextvars import ContextVar

from case import case
from peer import Peer


@case("CTXVAR-34", since="3.15")
async def handlers_of_a_server_share_what_was_set_when_it_was_created(t):
    loop = asyncio.get_running_loop()
    var = ContextVar("var", default="unset")

    class Served(Peer):
        def connection_made(self, transport):
            t("made", var.get())
            var.set(f"of connection {len(protocols)}")
            super().connection_made(transport)

        def data_received(self, data):
            t("data", var.get())
            super().data_received(data)

    protocols = []

    def factory():
        protocols.append(Served())
        return protocols[-1]

    var.set("at creation")
    server = await loop.create_server(factory, "127.0.0.1", 0)
    var.set("later")
    for number in range(2):
        _, client = await loop.create_connection(Peer, *server.sockets[0].getsockname())
        client.transport.write(b"x")
        while len(protocols) <= number:
            await asyncio.sleep(0)
        await protocols[number].read(1)
        await client.close()
        await protocols[number].lost
    server.close()
    t("here", var.get())

    async def handler(reader, writer):
        t("handler", var.get())
        var.set("of this handler")
        t("read", (await reader.read()).decode(), var.get())
        writer.close()
        await writer.wait_closed()
        ended.set()

    var.set("at creation of streams")
    server = await asyncio.start_server(handler, "127.0.0.1", 0)
    var.set("later")
    for text in ("one", "two"):
        ended = asyncio.Event()
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        writer.write(text.encode())
        writer.write_eof()
        await reader.read()
        writer.close()
        await writer.wait_closed()
        await ended.wait()
    server.close()
    t("here", var.get())
