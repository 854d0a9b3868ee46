import asyncio

import network
from case import case
from network import names
from network.attempts import Attempts, Questions


async def connect(t, host, port, **options):
    loop = asyncio.get_running_loop()
    try:
        transport, _ = await loop.create_connection(asyncio.Protocol, host, port, **options)
    except (OSError, OverflowError) as e:
        t("raises", "OSError" if isinstance(e, OSError) else "out of range")
        return
    t("connected")
    transport.close()
    await asyncio.sleep(0)


@case("DNS-03")
async def addresses_are_not_looked_up(t):
    names.name("host.test", "192.0.2.1")
    with Attempts(t) as attempts, Questions() as asked:
        attempts.end("192.0.2.1")
        await connect(t, "192.0.2.1", 80)
        await connect(t, "2001:db8::1", 80)
        await connect(t, "2001:db8::1", 80, family=network.AF_INET6)
        await connect(t, "192.0.2.1", 80, local_addr=("127.0.0.1", 0))
        t("asked", asked)
        await connect(t, "host.test", 80)
        await connect(t, "192.0.2.1", 80, family=network.AF_INET6)
        await connect(t, "192.0.2", 80)
        await connect(t, "192.0.2.256", 80)
        await connect(t, "192.0.2.01", 80)
        await connect(t, "fe80::1%1", 80)
        await connect(t, "::12345", 80)
        t("asked", asked)


@case("DNS-04")
async def no_address_is_an_error(t):
    async def nothing(*args, **kwargs):
        return []

    loop = asyncio.get_running_loop()
    loop.getaddrinfo = nothing
    with Attempts(t):
        await connect(t, "host.test", 80)
        await connect(t, "host.test", 80, all_errors=True)
        await connect(t, "host.test", 80, happy_eyeballs_delay=1)
        await connect(t, "127.0.0.1", 80, local_addr=("host.test", 0))
        for hosts in "host.test", ["127.0.0.1", "host.test"]:
            try:
                await loop.create_server(asyncio.Protocol, hosts, 0)
            except OSError as e:
                t("server", e)


@case("DNS-06")
async def ports_are_numbers_or_names_of_services(t):
    names.name("host.test", "192.0.2.1")
    with Attempts(t) as attempts, Questions() as asked:
        attempts.end("192.0.2.1")
        for host in "192.0.2.1", "host.test":
            for port in 80, 0, 65535, "80", "0080", "", "http", "https":
                t(host, port)
                await connect(t, host, port)
        t("asked", asked)
        await connect(t, "192.0.2.1", "nonsense")
