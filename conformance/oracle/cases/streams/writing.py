import asyncio

from case import case
from peer import MORE_THAN_BUFFERS

from .ends import both_ends, part, suspends


@case("STREAMS-35")
async def writing_never_suspends_and_keeps_the_order(t):
    reader, writer, served, other = await both_ends()
    suspended = suspends(asyncio.get_running_loop())
    data = b"".join(i.to_bytes(4, "big") for i in range(MORE_THAN_BUFFERS // 4))
    for i in range(0, len(data), 1_000_000):
        writer.write(data[i:i + 1_000_000])
    t("suspended", suspended(), "kept", writer.transport.get_write_buffer_size() > 0)
    t("in order", await served.readexactly(len(data)) == data)
    await part(writer, other)


@case("STREAMS-36")
async def drain_waits_from_the_high_mark_to_the_low_one(t):
    reader, writer, served, other = await both_ends()
    writer.transport.set_write_buffer_limits(low=1000, high=2000)
    suspended = suspends(asyncio.get_running_loop())
    await writer.drain()
    writer.write(b"few")
    await writer.drain()
    t("few", suspended())
    writer.write(bytes(MORE_THAN_BUFFERS))
    t("kept", writer.transport.get_write_buffer_size() > 2000)
    drain = asyncio.create_task(writer.drain())
    await asyncio.sleep(1)
    t("drained", drain.done())
    await served.readexactly(3)
    reads = asyncio.create_task(served.readexactly(MORE_THAN_BUFFERS))
    await drain
    t("kept", writer.transport.get_write_buffer_size() <= 1000)
    suspended = suspends(asyncio.get_running_loop())
    await writer.drain()
    t("again", suspended())
    t("read", len(await reads))
    await part(writer, other)


@case("STREAMS-37")
async def several_tasks_may_drain(t):
    async def drains(name):
        await writer.drain()
        t(name)

    reader, writer, served, other = await both_ends()
    writer.write(bytes(MORE_THAN_BUFFERS))
    tasks = [asyncio.create_task(drains(name), name=name) for name in ("a", "b", "c", "d")]
    await asyncio.sleep(1)
    t("done", [task.done() for task in tasks])
    tasks[1].cancel()
    await asyncio.wait([tasks[1]])
    reads = asyncio.create_task(served.readexactly(MORE_THAN_BUFFERS))
    await asyncio.wait(tasks)
    t("cancelled", [task.cancelled() for task in tasks])
    await reads
    await part(writer, other)


@case("STREAMS-45")
async def the_writing_direction_may_be_ended_alone(t):
    reader, writer, served, other = await both_ends()
    t("can", writer.can_write_eof())
    writer.write(bytes(MORE_THAN_BUFFERS))
    writer.write_eof()
    t("served", len(await served.read()), "closing", writer.is_closing())
    other.write(b"answer\n")
    t("client", (await reader.readline()).decode())
    try:
        writer.write(b"more")
    except RuntimeError as e:
        t("refused", e)
    await part(writer, other)


@case("STREAMS-46", fix="gh-155888")
async def writelines_writes_the_chunks_in_order(t):
    reader, writer, served, other = await both_ends()
    writer.writelines([b"apple", b"", b"pear", b"plum"])
    t("served", (await served.readexactly(13)).decode())
    writer.writelines(chunk for chunk in (b"fig", b""))
    t("served", (await served.readexactly(3)).decode())
    writer.writelines([])
    writer.write(b"!")
    t("served", (await served.readexactly(1)).decode())
    writer.writelines([bytes(MORE_THAN_BUFFERS), b"end", b""])
    t("served", (await served.readexactly(MORE_THAN_BUFFERS + 3))[-3:].decode())
    await part(writer, other)


@case("STREAMS-47")
async def extra_info_is_the_transports(t):
    reader, writer, served, other = await both_ends()
    t("peername", writer.get_extra_info("peername") == other.get_extra_info("sockname"))
    t("the transport's", writer.get_extra_info("socket") is writer.transport.get_extra_info("socket"))
    t("none", writer.get_extra_info("apples"))
    t("default", writer.get_extra_info("apples", 7), writer.get_extra_info("peername", 7) == 7)
    await part(writer, other)


@case("STREAMS-48")
async def the_transport_is_the_connection(t):
    reader, writer, served, other = await both_ends()
    t("the same", writer.transport is writer.transport)
    writer.transport.write(b"apple\n")
    t("served", (await served.readline()).decode())
    writer.transport.close()
    t("closing", writer.is_closing())
    t("served", len(await served.read()))
    await part(writer, other)
