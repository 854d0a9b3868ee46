import asyncio

from case import case
from peer import MORE_THAN_BUFFERS, Peer, Peers


@case("SERVER-08")
async def it_is_bound_and_serves_when_that_is_started(t):
    loop = asyncio.get_running_loop()
    served = Peer(t, "served")
    server = await loop.create_server(lambda: served, "127.0.0.1", 0, start_serving=False)
    address = server.sockets[0].getsockname()
    t("bound", address[1] > 0, "serving", server.is_serving())
    await server.start_serving()
    t("serving", server.is_serving())
    _, client = await loop.create_connection(Peer, *address)
    await served.made
    server.close()
    await client.close()
    await served.lost

    server = await loop.create_server(Peer, "127.0.0.1", 0, start_serving=False)
    server.close()
    await server.wait_closed()
    t("closed before it served", len(server.sockets))


@case("SERVER-09")
async def starting_to_serve_again_changes_nothing(t):
    loop, served = asyncio.get_running_loop(), Peers()
    server = await loop.create_server(served, "127.0.0.1", 0, start_serving=False)
    for _ in range(3):
        await server.start_serving()
        t("serving", server.is_serving())
    for _ in range(2):
        _, client = await loop.create_connection(Peer, *server.sockets[0].getsockname())
        client.transport.write(b"x")
        await client.close()
    await served.gone(2)
    t("connections", len(served.all))
    server.close()


@case("SERVER-10")
async def it_is_serving_from_the_start_of_that_to_the_close(t):
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Peer, "127.0.0.1", 0, start_serving=False)
    t("made", server.is_serving())
    await server.start_serving()
    t("started", server.is_serving())
    server.close()
    t("closed", server.is_serving())
    server = await loop.create_server(Peer, "127.0.0.1", 0)
    t("made and started", server.is_serving())
    server.close()
    t("closed", server.is_serving())


@case("SERVER-11")
async def serving_forever_ends_by_cancellation(t):
    loop = asyncio.get_running_loop()
    served = Peer(t, "served")
    server = await loop.create_server(lambda: served, "127.0.0.1", 0, start_serving=False)
    address = server.sockets[0].getsockname()

    async def serve():
        try:
            await server.serve_forever()
        except asyncio.CancelledError as error:
            t("ended", error, "serving", server.is_serving(), "sockets", len(server.sockets))
            raise

    task = asyncio.create_task(serve(), name="serve")
    await asyncio.sleep(1)
    t("serving", server.is_serving())
    _, client = await loop.create_connection(Peer, *address)
    await served.made
    await client.close()
    await served.lost
    await asyncio.sleep(1)
    t("done", task.done())
    task.cancel("enough")
    try:
        await task
    except asyncio.CancelledError as error:
        t("caught", error, task.cancelled())
    try:
        await loop.create_connection(Peer, *address)
    except OSError as error:
        t("connecting", error)


@case("SERVER-12", since="3.15")
async def cancelling_it_closes_the_connections_too(t):
    loop = asyncio.get_running_loop()
    served = Peer(t, "served")
    server = await loop.create_server(lambda: served, "127.0.0.1", 0)
    _, idle = await loop.create_connection(Peer, *server.sockets[0].getsockname())
    await served.made
    task = asyncio.create_task(server.serve_forever(), name="serve")
    await asyncio.sleep(1)
    task.cancel("idle")
    try:
        await task
    except asyncio.CancelledError as error:
        t("caught", error)
    await idle.lost
    t("closed", server.is_serving())

    served = Peer(t, "other")
    server = await loop.create_server(lambda: served, "127.0.0.1", 0)
    _, busy = await loop.create_connection(Peer, *server.sockets[0].getsockname())
    await served.made
    busy.transport.pause_reading()
    served.transport.write(bytes(MORE_THAN_BUFFERS))
    task = asyncio.create_task(server.serve_forever(), name="serve")
    await asyncio.sleep(1)
    task.cancel("once")
    await asyncio.sleep(1)
    t("waits for what is to be flushed", task.done())
    task.cancel("twice")
    try:
        await task
    except asyncio.CancelledError as error:
        t("caught", error)
    server.abort_clients()
    await server.wait_closed()
    await busy.close()


@case("SERVER-13")
async def it_serves_forever_once_and_not_when_closed(t):
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Peer, "127.0.0.1", 0)
    task = asyncio.create_task(server.serve_forever(), name="serve")
    await asyncio.sleep(0)
    try:
        await server.serve_forever()
    except RuntimeError as error:
        t("meanwhile", error)
    t("the first goes on", not task.done(), server.is_serving())
    task.cancel()
    try:
        await task
    except asyncio.CancelledError as error:
        t("caught", error)
    try:
        await server.serve_forever()
    except RuntimeError as error:
        t("closed", error)


@case("SERVER-15")
async def closing_it_ends_serving_forever(t):
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Peer, "127.0.0.1", 0)

    async def serve():
        try:
            await server.serve_forever()
        except asyncio.CancelledError as error:
            t("ended", error, "cancelling", asyncio.current_task().cancelling())
            raise

    task = asyncio.create_task(serve(), name="serve")
    await asyncio.sleep(1)
    server.close()
    t("closed", task.done())
    await asyncio.wait([task])
    t("cancelled", task.cancelled())
    await server.wait_closed()
