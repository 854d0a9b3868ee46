import asyncio

from case import Boom, case
from peer import MORE_THAN_BUFFERS, Peer, connect


@case("TRANSPORT-14")
async def bytes_arrive_in_order_and_never_none(t):
    class Client(Peer):
        empty = 0

        def data_received(self, data):
            self.empty += not data
            super().data_received(data)

    client, served = Client(), Peer()
    await connect(client, served)
    sent = bytes(n * n % 251 for n in range(300_000))
    for start in range(0, len(sent), 7_000):
        served.transport.write(sent[start:start + 7_000])
    served.transport.close()
    await client.lost
    t("received", len(client.received), "as sent", client.received == sent, "without any", client.empty)


@case("TRANSPORT-15")
async def the_end_of_the_stream_closes_the_transport_or_leaves_it_open_for_writing(t):
    client, served = Peer(t, "client"), Peer()
    await connect(client, served)
    served.transport.write_eof()
    await client.ended
    t("closing", client.transport.is_closing())
    await client.lost
    await served.lost

    client, served = Peer(t, "other", keeps_open=True), Peer()
    await connect(client, served)
    served.transport.write_eof()
    await client.ended
    await asyncio.sleep(1)
    t("closing", client.transport.is_closing())
    client.transport.write(b"still open")
    t("served read", (await served.read(10)).decode())
    await client.close()
    await served.lost


@case("TRANSPORT-16")
async def what_a_receiving_callback_throws_is_reported_and_ends_the_connection(t):
    t.catch_reports()

    class Failing(Peer):
        def data_received(self, data):
            raise Boom("data")

        def eof_received(self):
            raise Boom("eof")

    for sends in (b"hello", b""):
        client, served = Failing(t, "client"), Peer()
        await connect(client, served)
        served.transport.write(sends)
        if not sends:
            served.transport.write_eof()
        await client.lost
        await served.lost


@case("TRANSPORT-28")
async def nothing_is_delivered_while_reading_is_paused(t):
    client, served = Peer(), Peer()
    await connect(client, served)
    client.transport.pause_reading()
    client.transport.pause_reading()
    served.transport.write(b"hello")
    await asyncio.sleep(1)
    t("while paused", len(client.received))
    client.transport.resume_reading()
    client.transport.resume_reading()
    t("after", (await client.read(5)).decode())
    served.transport.write(b"again")
    t("after", (await client.read(5)).decode())
    client.transport.pause_reading()
    served.transport.write_eof()
    await asyncio.sleep(1)
    t("the end", client.ended.done())
    client.transport.resume_reading()
    await client.ended
    await client.lost
    client.transport.pause_reading()
    client.transport.resume_reading()
    await served.lost

    class Paused(Peer):
        def connection_made(self, transport):
            transport.pause_reading()
            super().connection_made(transport)

    client, served = Paused(), Peer()
    await connect(client, served)
    served.transport.write(b"hello")
    await asyncio.sleep(1)
    t("paused before it began", len(client.received))
    client.transport.resume_reading()
    t("after", (await client.read(5)).decode())
    await client.close()
    await served.lost


@case("TRANSPORT-29")
async def it_reads_unless_it_is_paused_or_closing(t):
    class Client(Peer):
        def connection_made(self, transport):
            t("in connection_made", transport.is_reading())
            super().connection_made(transport)

    client, served = Client(), Peer()
    await connect(client, served)
    t("connected", client.transport.is_reading())
    client.transport.pause_reading()
    t("paused", client.transport.is_reading())
    client.transport.resume_reading()
    t("resumed", client.transport.is_reading())
    client.transport.close()
    t("closing", client.transport.is_reading())
    client.transport.resume_reading()
    t("closing", client.transport.is_reading())
    await client.lost
    t("lost", client.transport.is_reading())
    await served.lost


@case("TRANSPORT-37")
async def another_protocol_gets_all_later_calls(t):
    first, second, served = Peer(t, "first"), Peer(t, "second"), Peer()
    await connect(first, served)
    served.transport.write(b"hello")
    t("first read", (await first.read(5)).decode())
    first.transport.set_protocol(second)
    t("protocol", first.transport.get_protocol() is second)
    served.transport.write(b"again")
    t("second read", (await second.read(5)).decode(), "first has", len(first.received))
    served.transport.write_eof()
    await second.lost
    t("first was told of the loss", first.lost.done())
    await served.lost

    class First(Peer):
        def data_received(self, data):
            self.transport.set_protocol(second)
            self.transport.pause_reading()
            super().data_received(data)

    first, second, served = First(), Peer(), Peer()
    await connect(first, served)
    sent = bytes(n % 251 for n in range(MORE_THAN_BUFFERS))
    served.transport.write(sent)
    served.transport.write_eof()
    begin = await first.read(1)
    t("while paused", len(second.received))
    first.transport.resume_reading()
    await second.lost
    t("together", begin + first.received + second.received == sent)
    await served.lost
