import asyncio

from case import Boom, case
from peer import MORE_THAN_BUFFERS, Peer, connect


class Paced(Peer):
    """Logs flow control's calls too."""

    def __init__(self, t, name, **options):
        super().__init__(t, name, **options)
        self.resumed = asyncio.get_running_loop().create_future()

    def pause_writing(self):
        self.log("pause")

    def resume_writing(self):
        self.log("resume")
        self.resumed.set_result(self.transport.get_write_buffer_size())


async def clogged(client):
    """Connects the client to a peer that does not read, and writes until some bytes stay behind."""
    served = Peer()
    await connect(client, served)
    served.transport.pause_reading()
    client.transport.set_write_buffer_limits(high=2 * MORE_THAN_BUFFERS)
    client.transport.write(bytes(MORE_THAN_BUFFERS))
    return served


@case("TRANSPORT-30")
async def writing_is_paused_above_the_high_mark_and_resumed_at_the_low_one(t):
    client = Paced(t, "client")
    served = await clogged(client)
    size = client.transport.get_write_buffer_size()
    t("limits", size > 0)
    client.transport.set_write_buffer_limits(high=size + 10, low=1000)
    client.transport.write(bytes(10))
    t("at the high mark")
    client.transport.write(b"x")
    t("above it")
    client.transport.write(bytes(1_000_000))
    served.transport.resume_reading()
    t("resumed at the low mark", await client.resumed <= 1000)
    client.transport.close()
    await client.lost
    await served.lost

    other = Paced(t, "other")
    served = await clogged(other)
    other.transport.set_write_buffer_limits(high=other.transport.get_write_buffer_size() - 1, low=0)
    t("a lower limit was set")
    served.transport.resume_reading()
    t("resumed when empty", await other.resumed)
    await other.close()
    await served.lost


@case("TRANSPORT-31")
async def limits_have_defaults_and_may_not_contradict_each_other(t):
    client, served = Peer(), Peer()
    await connect(client, served)
    transport = client.transport

    def limits(text, *, low=None, high=None):
        try:
            transport.set_write_buffer_limits(high=high, low=low)
        except ValueError as error:
            t(text, error)
        t(text, *transport.get_write_buffer_limits())

    limits("high", high=1000)
    limits("none")
    limits("both", low=3, high=5)
    limits("the same", low=7, high=7)
    limits("zero", high=0)
    limits("low above high", low=2, high=1)
    limits("low above zero", low=1, high=0)
    limits("negative", low=-1, high=1)
    limits("high negative", high=-1)
    await client.close()
    await served.lost


@case("TRANSPORT-32")
async def the_limits_can_be_asked_for(t):
    client, served = Peer(), Peer()
    await connect(client, served)
    t("at first", *client.transport.get_write_buffer_limits())
    client.transport.set_write_buffer_limits(high=100, low=20)
    t("set", *client.transport.get_write_buffer_limits())
    t("the other end's", *served.transport.get_write_buffer_limits())
    await client.close()
    await served.lost


@case("TRANSPORT-33")
async def the_size_of_the_buffer_is_what_was_not_sent(t):
    client, served = Paced(t, "client"), Peer()
    await connect(client, served)
    t("at first", client.transport.get_write_buffer_size())
    await client.close()
    await served.lost

    client = Paced(t, "other")
    served = await clogged(client)
    size = client.transport.get_write_buffer_size()
    t("some", 0 < size <= MORE_THAN_BUFFERS)
    client.transport.write(bytes(10))
    t("more", client.transport.get_write_buffer_size() - size)
    client.transport.set_write_buffer_limits(high=0)
    served.transport.resume_reading()
    await client.resumed
    t("all sent", client.transport.get_write_buffer_size())
    await served.read(MORE_THAN_BUFFERS + 10)
    await client.close()
    await served.lost


@case("TRANSPORT-34", since="3.15", fix="gh-156512")
async def closing_when_writing_resumes_loses_the_connection_once(t):
    t.catch_reports()

    class Closing(Paced):
        def resume_writing(self):
            super().resume_writing()
            self.transport.close()

    client = Closing(t, "client")
    served = await clogged(client)
    client.transport.set_write_buffer_limits(high=0)
    served.transport.resume_reading()
    await client.lost
    await served.lost
    t("served received", len(served.received))
    await asyncio.sleep(1)


@case("TRANSPORT-35")
async def what_flow_control_throws_is_reported_and_nothing_else(t):
    t.catch_reports()

    class Failing(Paced):
        def pause_writing(self):
            super().pause_writing()
            raise Boom("pause")

        def resume_writing(self):
            super().resume_writing()
            raise Boom("resume")

    client, served = Failing(t, "client"), Peer()
    await connect(client, served)
    client.transport.write(bytes(MORE_THAN_BUFFERS))
    t("written")
    await client.resumed
    client.transport.write(b"more")
    t("served received", len(await served.read(MORE_THAN_BUFFERS + 4)))
    await client.close()
    await served.lost
