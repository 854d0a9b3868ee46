import asyncio
import logging
import re

import network
from case import case
from caught_log import caught_log
from network import names


@case("DEBUG-13")
async def the_duration_of_lookups_is_logged(t):
    loop = asyncio.get_running_loop()

    async def look_up(text, seconds, host="host.test", **options):
        def slow(*args):
            loop.advance(seconds)
            return names.getaddrinfo(*args)

        network.getaddrinfo = slow
        try:
            with caught_log(logging.DEBUG) as records:
                try:
                    await loop.getaddrinfo(host, 80, type=network.SOCK_STREAM, **options)
                except OSError as e:
                    t("raises", e)
        finally:
            network.getaddrinfo = names.getaddrinfo
        t(text, [shown(record) for record in records if "address info" in record.getMessage()])

    def shown(record):
        text = record.getMessage()
        took = re.search(r"took (\d+\.\d+)ms", text)
        return [record.levelname, took and float(took.group(1)), *(word in text for word in ("host.test:80", "family=", "db8"))]

    names.name("host.test", "192.0.2.1", "2001:db8::1")
    await look_up("no debug", 10)
    loop.set_debug(True)
    await look_up("fast", 0.0625)
    await look_up("slow", 0.25)
    await look_up("one family", 0.25, family=network.AF_INET)
    await look_up("the other family", 0, family=network.AF_INET6)
    loop.slow_callback_duration = 0.5
    await look_up("not slow any more", 0.25)
    await look_up("at least the limit", 0.5)
    await look_up("unknown", 1, "nowhere.test")
