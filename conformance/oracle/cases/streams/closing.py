import asyncio

from case import case
from peer import MORE_THAN_BUFFERS

from .ends import both_ends, part, reset


async def tries(t, what, awaitable):
    try:
        await awaitable
        t(what, "done")
    except OSError as e:
        t(what, e)


@case("STREAMS-38")
async def drain_fails_when_the_connection_is_lost(t):
    reader, writer, served, other = await both_ends()
    reset(other)
    await tries(t, "the peer has reset it", reader.read())
    await tries(t, "recorded", writer.drain())
    await tries(t, "again", writer.drain())

    reader, writer, served, other = await both_ends()
    await part(writer, other)
    await tries(t, "closed", writer.drain())

    reader, writer, served, other = await both_ends()
    writer.write(bytes(MORE_THAN_BUFFERS))
    drain = asyncio.create_task(tries(t, "aborted while one drains", writer.drain()), name="drain")
    await asyncio.sleep(1)
    writer.transport.abort()
    await drain
    await tries(t, "aborted", writer.drain())
    await part(other)

    reader, writer, served, other = await both_ends()
    writer.write(bytes(MORE_THAN_BUFFERS))
    drain = asyncio.create_task(tries(t, "reset while one drains", writer.drain()), name="drain")
    await asyncio.sleep(1)
    reset(other)
    await drain
    await tries(t, "reset", writer.drain())


@case("STREAMS-39")
async def closing_flushes_first(t):
    reader, writer, served, other = await both_ends()
    writer.write(bytes(MORE_THAN_BUFFERS))
    writer.write(b"end")
    writer.close()
    t("kept", writer.transport.get_write_buffer_size() > 0)
    data = await served.read()
    t("served", len(data), data[-3:].decode())
    await writer.wait_closed()
    await part(other)


@case("STREAMS-40")
async def wait_closed_waits_until_it_is_closed(t):
    reader, writer, served, other = await both_ends()
    writer.write(bytes(MORE_THAN_BUFFERS))
    writer.close()
    closed = asyncio.create_task(writer.wait_closed())
    await asyncio.sleep(1)
    t("all sent", closed.done())
    t("served", len(await served.read()))
    await closed
    t("closed")
    await writer.wait_closed()
    t("again")
    await part(other)

    reader, writer, served, other = await both_ends()
    other.write(b"apple\npear\n")
    t("client", (await reader.readline()).decode())
    await part(writer)
    t("closed with unread data", (await reader.read()).decode())
    await part(other)

    reader, writer, served, other = await both_ends()
    closed = asyncio.create_task(writer.wait_closed())
    await asyncio.sleep(1)
    t("not closing", closed.done())
    writer.close()
    await closed
    await part(other)


@case("STREAMS-41")
async def wait_closed_fails_with_what_the_connection_was_lost_by(t):
    reader, writer, served, other = await both_ends()
    closed = asyncio.create_task(tries(t, "waited", writer.wait_closed()))
    await asyncio.sleep(1)
    reset(other)
    await closed
    await tries(t, "after that", writer.wait_closed())
    await tries(t, "the peer", other.wait_closed())


@case("STREAMS-42")
async def it_is_closing_from_the_call_on(t):
    reader, writer, served, other = await both_ends()
    t("open", writer.is_closing())
    writer.close()
    t("closing", writer.is_closing())
    writer.close()
    await writer.wait_closed()
    t("closed", writer.is_closing())
    t("the peer", len(await served.read()), other.is_closing())
    other.transport.abort()
    t("aborted", other.is_closing())
    await other.wait_closed()


@case("STREAMS-43")
async def drain_and_wait_closed_may_follow_each_other(t):
    reader, writer, served, other = await both_ends()
    writer.write(b"apple\n")
    await tries(t, "drain", writer.drain())
    t("served", (await served.readline()).decode())
    writer.close()
    await tries(t, "closed", writer.wait_closed())
    for _ in range(2):
        writer.write(b"dropped")
        await tries(t, "drain", writer.drain())
    await tries(t, "closed still", writer.wait_closed())
    await part(other)

    reader, writer, served, other = await both_ends()
    writer.close()
    writer.write(b"dropped")
    await tries(t, "drain while it closes", writer.drain())
    await part(writer, other)

    reader, writer, served, other = await both_ends()
    reset(other)
    await tries(t, "the peer has reset it", reader.read())
    writer.write(b"dropped")
    await tries(t, "drain", writer.drain())


@case("STREAMS-44")
async def closing_ends_what_its_own_reader_reads(t):
    reader, writer, served, other = await both_ends()
    read = asyncio.create_task(reader.read())
    await asyncio.sleep(1)
    writer.close()
    t("read", len(await read), reader.at_eof())
    await part(writer, other)
    t("later", len(await reader.read()), len(await reader.readline()))
