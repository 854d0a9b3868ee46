"""The programs of the benchmarks, for asyncio. Prints one JSON object: nanoseconds per operation, the best of several runs.

    python3 asyncio_bench.py [--runs 3] [--cpu] [row ...]
"""

import argparse
import asyncio
import json
import platform
import sys
import time

MILLION = 1_000_000


async def noop():
    pass


async def eager():
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    async with asyncio.TaskGroup() as group:
        for _ in range(MILLION):
            group.create_task(noop())


async def not_eager():
    async with asyncio.TaskGroup() as group:
        for _ in range(MILLION):
            group.create_task(noop())


async def gather():
    await asyncio.gather(*[noop() for _ in range(MILLION)])


async def current_task():
    ask = asyncio.current_task
    for _ in range(MILLION):
        ask()


async def switch():
    async def turn():
        for _ in range(100_000):
            await asyncio.sleep(0)

    async with asyncio.TaskGroup() as group:
        group.create_task(turn())
        group.create_task(turn())


async def future():
    loop = asyncio.get_running_loop()
    for _ in range(100_000):
        waiter = loop.create_future()
        loop.call_soon(waiter.set_result, None)
        await waiter


async def sleeps():
    async with asyncio.TaskGroup() as group:
        for i in range(200_000):
            group.create_task(asyncio.sleep(i % 100 / 1000))


async def queue():
    items = asyncio.Queue(100)

    async def produce():
        for i in range(200_000):
            await items.put(i)

    async def consume():
        for _ in range(200_000):
            await items.get()

    async with asyncio.TaskGroup() as group:
        group.create_task(produce())
        group.create_task(consume())


async def semaphore():
    permits = asyncio.Semaphore(5)

    async def work():
        for _ in range(10_000):
            async with permits:
                await asyncio.sleep(0)

    async with asyncio.TaskGroup() as group:
        for _ in range(10):
            group.create_task(work())


async def barrier():
    meeting = asyncio.Barrier(10)

    async def meet():
        for _ in range(5_000):
            await meeting.wait()

    async with asyncio.TaskGroup() as group:
        for _ in range(10):
            group.create_task(meet())


async def generator():
    async def numbers():
        for i in range(MILLION):
            yield i

    async for _ in numbers():
        pass


async def serve(reader, writer):
    while data := await reader.read(65536):
        writer.write(data)
        await writer.drain()
    writer.close()


async def exchange(port, rounds):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    message = bytes(64)
    for _ in range(rounds):
        writer.write(message)
        await writer.drain()
        await reader.readexactly(64)
    writer.close()


async def echo():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    await exchange(server.sockets[0].getsockname()[1], 20_000)
    server.close()
    await server.wait_closed()


async def echo_many():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with asyncio.TaskGroup() as group:
        for _ in range(100):
            group.create_task(exchange(server.sockets[0].getsockname()[1], 200))
    server.close()
    await server.wait_closed()


async def transfer():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection("127.0.0.1", server.sockets[0].getsockname()[1])

    async def send():
        megabyte = bytes(1 << 20)
        for _ in range(64):
            writer.write(megabyte)
            await writer.drain()
        writer.write_eof()

    async with asyncio.TaskGroup() as group:
        group.create_task(send())
        left = 64 << 20
        while left:
            left -= len(await reader.read(65536))
    writer.close()
    server.close()
    await server.wait_closed()


# Row: the program, its operations, and the time it waits on purpose, in seconds.
ROWS = {
    "eager": (eager, MILLION, 0),
    "notEager": (not_eager, MILLION, 0),
    "gather": (gather, MILLION, 0),
    "currentTask": (current_task, MILLION, 0),
    "switch": (switch, 200_000, 0),
    "future": (future, 100_000, 0),
    "sleeps": (sleeps, 200_000, 0.099),
    "queue": (queue, 200_000, 0),
    "semaphore": (semaphore, 100_000, 0),
    "barrier": (barrier, 50_000, 0),
    "generator": (generator, MILLION, 0),
    "echo": (echo, 20_000, 0),
    "echoMany": (echo_many, 20_000, 0),
    "transfer": (transfer, 64, 0),
}


def measure(row, cpu):
    program, operations, waits = ROWS[row]
    clock = time.process_time if cpu else time.perf_counter
    start = clock()
    asyncio.run(program())
    return (clock() - start - (0 if cpu else waits)) / operations * 1e9


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--cpu", action="store_true", help="processor time, which other work on the machine hardly changes")
    options.add_argument("rows", nargs="*")
    chosen = options.parse_args()
    results = {}
    for row in chosen.rows or ROWS:
        results[row] = min(measure(row, chosen.cpu) for _ in range(chosen.runs))
        print(f"{row}: {results[row]:.0f} ns", file=sys.stderr)
    print(json.dumps({"interpreter": platform.python_version(), "ns": results}))


if __name__ == "__main__":
    main()
