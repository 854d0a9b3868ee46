import asyncio

import network as socket
from case import Boom, case
from network import names
from network.attempts import Attempts, text


async def connect(t, host, port=80, **options):
    """Connects, logs how that ends, and closes the connection."""
    loop = asyncio.get_running_loop()
    try:
        transport, _ = await loop.create_connection(asyncio.Protocol, host, port, **options)
    except Exception as e:
        t("raises", e)
        return e
    t("connected", transport.get_extra_info("peername")[0])
    transport.close()
    await asyncio.sleep(0)


@case("TRANSPORT-02")
async def addresses_are_tried_one_after_the_other(t):
    names.name("host.test", "192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4")
    with Attempts(t) as attempts:
        attempts.end("192.0.2.1", OSError("refused"), seconds=1)
        attempts.end("192.0.2.3", seconds=2)
        loop = asyncio.get_running_loop()
        transport, _ = await loop.create_connection(asyncio.Protocol, "host.test", 80)
        t("connected", attempts.closed())
        transport.close()


@case("TRANSPORT-03")
async def the_errors_of_all_attempts_make_one(t):
    names.name("one.test", "192.0.2.1")
    names.name("two.test", "192.0.2.1", "192.0.2.2")
    first, second = OSError("refused"), OSError("unreachable")
    with Attempts(t) as attempts:
        attempts.end("192.0.2.1", first)
        error = await connect(t, "one.test")
        t("the only one", error is first)

        attempts.end("192.0.2.2", second)
        error = await connect(t, "two.test")
        t("a new one", error is first, error is second, "refused" in str(error), "unreachable" in str(error))

        attempts.end("192.0.2.2", OSError("refused"))
        error = await connect(t, "two.test")
        t("the same text", error is first)

        attempts.end("192.0.2.1", Boom("not of the network"))
        await connect(t, "two.test")
        t("closed", attempts.closed())


@case("TRANSPORT-04")
async def all_errors_are_raised_as_a_group(t):
    names.name("one.test", "192.0.2.1")
    names.name("two.test", "192.0.2.1", "192.0.2.2")
    error = OSError("refused")
    with Attempts(t) as attempts:
        attempts.end("192.0.2.1", error)
        attempts.end("192.0.2.2", error)
        group = await connect(t, "one.test", all_errors=True)
        t("of one", group.exceptions[0] is error)
        await connect(t, "two.test", all_errors=True)
        await connect(t, "two.test", all_errors=True, happy_eyeballs_delay=1)
        attempts.end("192.0.2.2")
        await connect(t, "two.test", all_errors=True)


@case("TRANSPORT-05", since="3.15")
async def without_any_error_it_is_a_timeout(t):
    names.name("host.test", "192.0.2.1", "192.0.2.2")
    with Attempts(t) as attempts:
        attempts.end("192.0.2.1", Boom("not of the network"))
        attempts.end("192.0.2.2", Boom("not of the network"))
        await connect(t, "host.test", happy_eyeballs_delay=1)
        t("closed", attempts.closed())


@case("TRANSPORT-07")
async def the_local_end_is_bound_first(t):
    names.name("host.test", "192.0.2.7")
    names.name("both.test", "192.0.2.7", "2001:db8::7")
    names.name("elsewhere.test", "198.51.100.1", "198.51.100.2")
    names.name("partly.test", "2001:db8::1", "198.51.100.1", "127.0.0.1")
    loop = asyncio.get_running_loop()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        free = taken.getsockname()
    with Attempts(t) as attempts:
        attempts.end("192.0.2.7")
        transport, _ = await loop.create_connection(asyncio.Protocol, "host.test", 80, local_addr=free)
        t("bound", transport.get_extra_info("sockname") == free)
        transport.close()
        await asyncio.sleep(0)

        t("any port")
        await connect(t, "host.test", local_addr=("127.0.0.1", 0))
        t("the first that can be bound")
        await connect(t, "host.test", local_addr=("partly.test", 0))
        t("in use")
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            error = await connect(t, "host.test", local_addr=taken.getsockname())
            t("the address is told", text(taken.getsockname()).split(":")[1] in str(error))
        t("none can be bound")
        await connect(t, "host.test", local_addr=("elsewhere.test", 0))
        await connect(t, "host.test", local_addr=("elsewhere.test", 0), all_errors=True)
        t("of another family")
        await connect(t, "host.test", local_addr=("::1", 0))
        await connect(t, "both.test", local_addr=("127.0.0.1", 0))
        t("unknown")
        await connect(t, "host.test", local_addr=("nowhere.test", 0))
        t("closed", attempts.closed())


@case("TRANSPORT-09")
async def families_can_take_turns(t):
    names.name("host.test", "2001:db8::1", "2001:db8::2", "2001:db8::3", "2001:db8::4", "192.0.2.1", "192.0.2.2")
    names.name("four.test", "192.0.2.1", "192.0.2.2", "192.0.2.3")
    with Attempts(t):
        for interleave in 0, 1, 2, 4, 9:
            t("interleave", interleave)
            await connect(t, "host.test", interleave=interleave)
        t("happy eyeballs")
        await connect(t, "host.test", happy_eyeballs_delay=1)
        t("happy eyeballs, in order")
        await connect(t, "host.test", happy_eyeballs_delay=1, interleave=0)
        t("one family")
        await connect(t, "four.test", interleave=2)
