import asyncio
import warnings

from case import case


async def connected(protocol):
    """Connects to a server that keeps its end to itself. Gives the transport, and the other end as streams."""
    served = asyncio.get_running_loop().create_future()
    server = await asyncio.start_server(lambda *streams: served.set_result(streams), "127.0.0.1", 0)
    transport, _ = await asyncio.get_running_loop().create_connection(protocol, *server.sockets[0].getsockname())
    server.close()
    return transport, await served


@case("DEBUG-14")
def what_is_lost_unclosed_is_warned_of(t):
    def warned(what, lose):
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            lose()
            t.collect()
        t(what, any(w.category is ResourceWarning for w in caught))

    async def lose_transport():
        transport, (reader, writer) = await connected(asyncio.Protocol)
        transport.pause_reading()  # else the loop has it, to read from
        del transport
        await t.gc()
        t("the peer", len(await reader.read()))
        writer.close()
        await writer.wait_closed()

    async def close_transport():
        transport, (reader, writer) = await connected(asyncio.Protocol)
        transport.close()
        t("the peer", len(await reader.read()))
        writer.close()
        await writer.wait_closed()

    async def lose_writer():
        server = await asyncio.start_server(lambda *streams: None, "127.0.0.1", 0)
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        server.close()
        await t.gc()
        t("the peer", len(await reader.read()))
        writer.close()
        await writer.wait_closed()

    def lose_loop():
        t.new_loop()

    warned("a loop", lose_loop)
    warned("a closed loop", lambda: t.new_loop().close())
    warned("a transport", lambda: t.run(lose_transport()))
    warned("a closed transport", lambda: t.run(close_transport()))
    warned("a stream's writer", lambda: t.run(lose_writer()))
