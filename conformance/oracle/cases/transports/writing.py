import asyncio

from case import case
from caught_log import caught_log
from peer import MORE_THAN_BUFFERS, Peer, connect, let_be_reset


def some_bytes(count):
    return (bytes(range(251)) * (count // 251 + 1))[:count]


@case("TRANSPORT-21")
async def what_cannot_be_sent_at_once_is_buffered_in_order(t):
    client, served = Peer(), Peer()
    await connect(client, served)
    client.transport.write(b"hello")
    t("buffered", client.transport.get_write_buffer_size())
    t("served read", (await served.read(5)).decode())
    sent = some_bytes(MORE_THAN_BUFFERS)
    client.transport.write(sent)
    t("buffered some", client.transport.get_write_buffer_size() > 0)
    client.transport.write(bytearray(b"and"))
    client.transport.write(memoryview(b"more"))
    reused = bytearray(b"kept")
    client.transport.write(bytes(reused))
    reused[:] = b"lost"
    client.transport.close()
    await client.lost
    await served.lost
    t("received as sent", served.received == sent + b"and" + b"more" + b"kept")


@case("TRANSPORT-22")
async def no_bytes_are_ignored_and_what_is_not_bytes_is_refused(t):
    client, served = Peer(), Peer()
    await connect(client, served)
    try:
        client.transport.write(None)
    except TypeError as error:
        t("nothing", error)
    client.transport.write(b"")
    client.transport.writelines([])
    t("buffered", client.transport.get_write_buffer_size(), "closing", client.transport.is_closing())
    client.transport.write(b"hello")
    t("served read", (await served.read(5)).decode())
    await client.close()
    client.transport.write(b"")
    await served.lost


@case("TRANSPORT-23")
async def writes_to_a_lost_connection_are_dropped_and_later_warned_about(t):
    client, served = Peer(), Peer()
    await connect(client, served)
    client.transport.abort()
    await client.lost
    with caught_log() as log:
        for _ in range(4):
            client.transport.write(b"dropped")
        t("warnings", len(log), "buffered", client.transport.get_write_buffer_size())
        for _ in range(3):
            client.transport.write(b"dropped")
        t("warnings", len(log), "buffered", client.transport.get_write_buffer_size())
    await served.lost
    t("served received", len(served.received))


@case("TRANSPORT-24")
async def a_failing_send_closes_the_transport(t):
    t.catch_reports()
    client, served = Peer(t, "client"), Peer()
    await connect(client, served)
    client.transport.pause_reading()
    await let_be_reset(served)
    while not client.transport.is_closing():
        client.transport.write(b"anybody there?")
        await asyncio.sleep(0)
    await client.lost
    t("buffered", client.transport.get_write_buffer_size())

    client, served = Peer(t, "other"), Peer()
    await connect(client, served)
    client.transport.pause_reading()
    served.transport.pause_reading()
    client.transport.write(bytes(MORE_THAN_BUFFERS))
    await let_be_reset(served)
    await client.lost
    t("buffered", client.transport.get_write_buffer_size())


@case("TRANSPORT-25", differs="3.13: its writelines() never pauses the protocol")
async def writelines_is_write_of_all(t):
    class Client(Peer):
        def pause_writing(self):
            self.log("pause")

    client, served = Client(t, "client"), Peer()
    await connect(client, served)
    client.transport.writelines([b"one", b"", b"two"])
    t("served read", (await served.read(6)).decode())
    sent = some_bytes(MORE_THAN_BUFFERS)
    client.transport.writelines([sent[start:start + 1_000_000] for start in range(0, len(sent), 1_000_000)])
    t("written")
    client.transport.writelines([b"and", b"more"])
    client.transport.close()
    await client.lost
    await served.lost
    t("received as sent", served.received == sent + b"andmore")


@case("TRANSPORT-26", since="3.15")
async def writelines_to_a_lost_connection_is_one_write(t):
    client, served = Peer(), Peer()
    await connect(client, served)
    client.transport.abort()
    await client.lost
    with caught_log() as log:
        for _ in range(4):
            client.transport.writelines([b"dropped", b"dropped", b"dropped"])
        t("warnings", len(log), "buffered", client.transport.get_write_buffer_size())
        client.transport.writelines([b"dropped", b"dropped", b"dropped"])
        t("warnings", len(log), "buffered", client.transport.get_write_buffer_size())
    await served.lost


@case("TRANSPORT-27")
async def the_writing_direction_ends_when_all_is_flushed(t):
    client, served = Peer(t, "client"), Peer(keeps_open=True)
    await connect(client, served)
    t("can", client.transport.can_write_eof())
    client.transport.write(bytes(MORE_THAN_BUFFERS))
    client.transport.write_eof()
    client.transport.write_eof()
    for name, arguments in (("write", b"more"), ("write", b""), ("writelines", [b"more"])):
        try:
            getattr(client.transport, name)(arguments)
        except RuntimeError as error:
            t(name, error)
    await served.ended
    t("served received", len(served.received), "closing", client.transport.is_closing())
    served.transport.write(b"answer")
    t("client read", (await client.read(6)).decode())
    await served.close()
    await client.lost

    client, served = Peer(), Peer(t, "served")
    await connect(client, served)
    client.transport.write_eof()
    await served.lost
    await client.lost
    client.transport.write_eof()
    t("after the loss")
