"""What the cases of streams feed a reader with."""

import asyncio


def after(seconds, callback, *args):
    """Has the running loop call that in so many seconds."""
    asyncio.get_running_loop().call_later(seconds, callback, *args)


def reader_of(*chunks, end=False, limit=2**16):
    """A reader that has these bytes already."""
    reader = asyncio.StreamReader(limit)
    for chunk in chunks:
        reader.feed_data(chunk)
    if end:
        reader.feed_eof()
    return reader


async def attempt(t, what, awaitable):
    """Logs what is read, or how that fails."""
    try:
        t(what, (await awaitable).decode())
    except asyncio.IncompleteReadError as e:
        t(what, e, e.partial.decode(), e.expected)
    except asyncio.LimitOverrunError as e:
        t(what, e, e.consumed)
    except (ValueError, RuntimeError) as e:
        t(what, e)
