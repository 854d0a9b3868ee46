import asyncio

import network as socket
from case import Boom, case
from network.attempts import Attempts


def fails():
    raise Boom("no protocol")


@case("TRANSPORT-06")
async def a_connected_socket_may_be_given(t):
    loop = asyncio.get_running_loop()
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        sock = socket.socket()
        sock.connect(listener.getsockname())
        here = sock.getsockname()
        transport, protocol = await loop.create_connection(asyncio.Protocol, sock=sock)
        t("used", transport.get_extra_info("sockname") == here)
        t("protocol", transport.get_protocol() is protocol)
        transport.close()
        await asyncio.sleep(0)
        t("closed with the transport", sock.fileno() == -1)
    try:
        await loop.create_connection(asyncio.Protocol, sock=None)
    except ValueError as e:
        t("no socket", e)


@case("TRANSPORT-11", since="3.15")
async def the_socket_is_closed_if_there_is_no_protocol(t):
    loop = asyncio.get_running_loop()
    with Attempts(t) as attempts:
        attempts.end("127.0.0.1")
        try:
            await loop.create_connection(fails, "127.0.0.1", 80)
        except Boom as e:
            t("raises", e, attempts.closed())
        try:
            await loop.create_connection(lambda: None, "127.0.0.1", 80)
        except Exception:
            t("no transport without a protocol", attempts.closed())
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        sock = socket.socket()
        sock.connect(listener.getsockname())
        try:
            await loop.create_connection(fails, sock=sock)
        except Boom as e:
            t("raises", e, sock.fileno() == -1)
