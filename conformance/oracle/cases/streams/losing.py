import asyncio
import warnings

from case import case

from .ends import both_ends, part


async def loses_one():
    """The other end of a connection whose client's streams are lost."""
    reader, writer, served, other = await both_ends()
    return served, other


async def loses_a_closed_one():
    reader, writer, served, other = await both_ends()
    await part(writer)
    return served, other


async def loses_a_server_s(t):
    def forgets(reader, writer):
        t("served")

    server = await asyncio.start_server(forgets, "127.0.0.1", 0)
    streams = await asyncio.open_connection(*server.sockets[0].getsockname())
    server.close()
    return streams


@case("STREAMS-49")
def a_writer_that_is_lost_is_closed_and_warned_of(t):
    async def shows(what, losing):
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            reader, writer = await losing
            await t.gc()
            t(what, len(await reader.read()), "warned", len(caught) > 0)
        await part(writer)

    def leaves(what, losing):
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            t.run(losing)
            t.collect()
        t(what, "warned", len(caught) > 0)

    async def closes_all():
        reader, writer, served, other = await both_ends()
        await part(writer, other)

    t.collect()  # what others have lost
    t.run(shows("closed", loses_a_closed_one()))
    t.run(shows("lost", loses_one()))
    t.run(shows("a server's", loses_a_server_s(t)))
    leaves("closed before its loop", closes_all())
    leaves("left to a loop that is closed", loses_one())
