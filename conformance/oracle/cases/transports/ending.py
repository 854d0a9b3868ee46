import asyncio

from case import case
from peer import MORE_THAN_BUFFERS, Peer, connect, let_be_reset


@case("TRANSPORT-17")
async def connection_lost_gets_what_went_wrong_and_none_else(t):
    async def lost(how, end):
        client, served = Peer(), Peer()
        await connect(client, served)
        await end(client, served)
        t(how, await client.lost)
        await served.lost

    async def the_peer_ends(client, served):
        served.transport.close()

    async def closed(client, served):
        client.transport.close()

    async def aborted(client, served):
        client.transport.abort()

    async def reset(client, served):
        await let_be_reset(served)

    await lost("the peer ends", the_peer_ends)
    await lost("closed", closed)
    await lost("aborted", aborted)
    await lost("reset by the peer", reset)


@case("TRANSPORT-18")
async def closing_flushes_what_is_buffered(t):
    client, served = Peer(t, "client"), Peer()
    await connect(client, served)
    served.transport.pause_reading()
    client.transport.write(bytes(MORE_THAN_BUFFERS))
    client.transport.close()
    client.transport.close()
    t("closed", client.transport.is_reading(), "lost", client.lost.done())
    await asyncio.sleep(1)
    t("still flushing", client.transport.get_write_buffer_size() > 0, "lost", client.lost.done())
    served.transport.resume_reading()
    await served.ended
    t("served received", len(served.received))
    await client.lost
    await served.lost

    client, served = Peer(t, "other"), Peer()
    await connect(client, served)
    client.transport.close()
    t("nothing to flush, lost", client.lost.done())
    await asyncio.sleep(0)
    t("one pass later", client.lost.done())
    client.transport.close()
    await served.lost


@case("TRANSPORT-19")
async def aborting_drops_what_is_buffered(t):
    client, served = Peer(t, "client"), Peer()
    await connect(client, served)
    served.transport.pause_reading()
    client.transport.write(bytes(MORE_THAN_BUFFERS))
    t("buffered", client.transport.get_write_buffer_size() > 0)
    client.transport.abort()
    t("aborted", client.transport.get_write_buffer_size(), "lost", client.lost.done())
    await asyncio.sleep(0)
    t("one pass later", client.lost.done())
    client.transport.abort()
    served.transport.resume_reading()
    await served.lost
    t("served received all", len(served.received) == MORE_THAN_BUFFERS)

    client, served = Peer(t, "closing"), Peer()
    await connect(client, served)
    served.transport.pause_reading()
    client.transport.write(bytes(MORE_THAN_BUFFERS))
    client.transport.close()
    client.transport.abort()
    await client.lost
    served.transport.resume_reading()
    await served.lost
    t("served received all", len(served.received) == MORE_THAN_BUFFERS)


@case("TRANSPORT-20")
async def it_is_closing_from_close_or_abort_on(t):
    for name in ("close", "abort"):
        client, served = Peer(), Peer()
        await connect(client, served)
        t("open", client.transport.is_closing())
        getattr(client.transport, name)()
        t(name, client.transport.is_closing())
        await client.lost
        t("lost", client.transport.is_closing())
        await served.lost
