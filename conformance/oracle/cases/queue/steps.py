"""What tasks of these cases do with a queue, and tell of it."""

import asyncio


async def gets(t, queue):
    t("asks")
    try:
        t("got", await queue.get())
    except asyncio.QueueShutDown as e:
        t("shut down", e)
    except asyncio.CancelledError as e:
        t("cancelled", e)
        raise


async def puts(t, queue, item):
    try:
        await queue.put(item)
        t("stored", item)
    except asyncio.QueueShutDown as e:
        t("shut down", e)
    except asyncio.CancelledError as e:
        t("cancelled", e)
        raise


async def joins(t, queue):
    try:
        await queue.join()
        t("joined")
    except asyncio.CancelledError as e:
        t("cancelled", e)
        raise


def start(name, coroutine):
    return asyncio.create_task(coroutine, name=name)


def items(queue):
    """What is left in it."""
    left = []
    while not queue.empty():
        left.append(queue.get_nowait())
    return left


def filled(kind, *values, maxsize=0):
    queue = kind(maxsize)
    for value in values:
        queue.put_nowait(value)
    return queue


def refused(t, what, operation, *arguments):
    try:
        operation(*arguments)
        t(what, "done")
    except (asyncio.QueueEmpty, asyncio.QueueFull, asyncio.QueueShutDown, ValueError) as e:
        t(what, e)
