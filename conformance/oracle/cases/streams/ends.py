"""Both ends of a connection, as streams."""

import asyncio
import struct


async def both_ends(limit=2**16):
    """A client's reader and writer, and those of the server's end."""
    served = asyncio.get_running_loop().create_future()
    server = await asyncio.start_server(lambda *streams: served.set_result(streams), "127.0.0.1", 0)
    client = await asyncio.open_connection(*server.sockets[0].getsockname(), limit=limit)
    server.close()
    return *client, *await served


async def part(*writers):
    """Closes connections, and waits until they are."""
    for writer in writers:
        writer.close()
    for writer in writers:
        await writer.wait_closed()


def reset(writer):
    """Ends a connection so that its other end fails."""
    socket = writer.get_extra_info("socket")
    socket.setsockopt(1, 13, struct.pack("ii", 1, 0))  # SO_LINGER: on, for 0 seconds
    writer.transport.abort()


def suspends(loop):
    """Tells, when it is asked, whether something has run in between."""
    ran = []
    loop.call_soon(ran.append, True)
    return lambda: bool(ran)
