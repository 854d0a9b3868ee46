import asyncio

from case import Boom, case

from .ends import part


def address(server):
    return server.sockets[0].getsockname()


async def greets(reader, writer):
    """Serves a client: greets it by the name that it sends."""
    name = await reader.readline()
    writer.write(b"hello " + name)
    await part(writer)


@case("STREAMS-01")
async def connecting_gives_a_reader_and_a_writer(t):
    server = await asyncio.start_server(greets, "127.0.0.1", 0)
    port = address(server)[1]
    for host in ("127.0.0.1", "localhost"):
        reader, writer = await asyncio.open_connection(host, port)
        writer.write(b"you\n")
        t("answer", (await reader.read()).decode())
        await part(writer)
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=4)
    writer.write(b"you\n")
    try:
        await reader.readline()
    except ValueError as e:
        t("more than the limit", e)
    await part(writer)
    server.close()
    await server.wait_closed()


@case("STREAMS-02")
async def a_connection_that_fails_is_an_error(t):
    server = await asyncio.start_server(greets, "127.0.0.1", 0)
    port = address(server)[1]
    server.close()
    try:
        await asyncio.open_connection("127.0.0.1", port)
    except OSError as e:
        t("nobody listens", e)
    server = await asyncio.start_server(greets, "127.0.0.1", port)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"you\n")
    t("again", (await reader.read()).decode())
    await part(writer)
    server.close()


@case("STREAMS-04")
async def each_client_is_served_once_and_by_its_own_streams(t):
    async def serves(reader, writer):
        name = (await reader.readline()).decode()
        t("serves", name)
        served.append((reader, writer))
        writer.write(f"hello {name}".encode())

    served = []
    server = await asyncio.start_server(serves, "127.0.0.1", 0)
    clients = []
    for name in ("a", "b", "c"):
        clients.append(await asyncio.open_connection(*address(server)))
        clients[-1][1].write(f"{name}\n".encode())
        t("client", (await clients[-1][0].readline()).decode())
    t("served", len(served))
    for reader, writer in reversed(served):
        writer.write(b"bye\n")
    for reader, writer in clients:
        t("client", (await reader.readline()).decode())
    await part(*[writer for _, writer in clients + served])
    server.close()
    await server.wait_closed()


@case("STREAMS-05")
async def a_coroutine_is_run_as_a_task_and_a_function_is_called(t):
    async def coroutine(reader, writer):
        tasks.append(asyncio.current_task())
        t("coroutine")
        writer.write(b"coroutine\n")
        await asyncio.sleep(1)
        t("goes on")
        await part(writer)

    def function(reader, writer):
        t("function", asyncio.current_task() is None)
        writer.write(b"function\n")
        writer.close()

    tasks = []
    for handler in (coroutine, function):
        server = await asyncio.start_server(handler, "127.0.0.1", 0)
        for _ in range(2):
            reader, writer = await asyncio.open_connection(*address(server))
            t("client", (await reader.read()).decode())
            await part(writer)
        server.close()
        await server.wait_closed()
    t("tasks", len(set(tasks)), asyncio.current_task() in tasks)


async def end_of_a_connection_to(t, handler):
    """Connects to a server of that handler, and waits until it has closed the connection."""
    server = await asyncio.start_server(handler, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*address(server))
    t("client", len(await reader.read()))
    await part(writer)
    server.close()
    await server.wait_closed()


@case("STREAMS-06")
async def a_handler_that_fails_is_reported_and_its_connection_closed(t):
    async def at_once(reader, writer):
        raise Boom("at once")

    async def later(reader, writer):
        await asyncio.sleep(1)
        raise Boom("later")

    t.catch_reports()
    await end_of_a_connection_to(t, at_once)
    await end_of_a_connection_to(t, later)


@case("STREAMS-07", fix="gh-155941")
async def a_function_that_fails_is_reported_and_its_connection_closed(t):
    def function(reader, writer):
        raise Boom("function")

    t.catch_reports()
    await end_of_a_connection_to(t, function)


@case("STREAMS-08")
async def a_handler_that_is_cancelled_has_its_connection_closed(t):
    async def serves(reader, writer):
        asyncio.get_running_loop().call_later(1, asyncio.current_task().cancel)
        try:
            await reader.read()
        except asyncio.CancelledError as e:
            t("cancelled", e)
            raise

    t.catch_reports()
    await end_of_a_connection_to(t, serves)
