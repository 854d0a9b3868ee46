import asyncio
from contextvars import ContextVar

from case import case
from peer import Peer


@case("SERVER-29", since="3.15")
async def protocols_run_in_contexts_of_the_servers_creation(t):
    loop = asyncio.get_running_loop()
    var = ContextVar("var", default="unset")

    class Served(Peer):
        def connection_made(self, transport):
            t("made", var.get())
            super().connection_made(transport)

        def data_received(self, data):
            if not self.received:
                t("data", var.get())
            super().data_received(data)

        def eof_received(self):
            t("eof", var.get())
            return super().eof_received()

        def connection_lost(self, error):
            t("lost", var.get())
            super().connection_lost(error)

    def factory():
        t("factory", var.get())
        return served

    var.set("at creation")
    served = Served()
    server = await loop.create_server(factory, "127.0.0.1", 0)
    var.set("later")
    _, client = await loop.create_connection(Peer, *server.sockets[0].getsockname())
    await served.made
    client.transport.write(b"hello")
    await served.read(5)
    client.transport.write_eof()
    await served.lost
    await client.lost
    server.close()
    t("here", var.get())
