"""Moving the deadline."""

import asyncio

from case import case


def now():
    return asyncio.get_running_loop().time()


@case("TIMEOUT-11")
async def the_deadline_can_be_moved(t):
    try:
        async with asyncio.timeout(2) as timeout:
            timeout.reschedule(4.0)
            t("later", timeout.when())
            await asyncio.sleep(3)
            timeout.reschedule(None)
            t("none", timeout.when())
            await asyncio.sleep(3)
            timeout.reschedule(100.0)
            t("set again", timeout.when())
            await asyncio.sleep(1)
            timeout.reschedule(now() + 1.5)
            t("earlier", timeout.when())
            await asyncio.sleep(50)
            t("not reached")
    except TimeoutError as e:
        t("caught", e, timeout.when())


@case("TIMEOUT-12")
async def moving_it_to_the_past_expires_in_the_next_pass(t):
    await asyncio.sleep(5)
    for when in (now(), now() - 1):
        try:
            async with asyncio.timeout(10) as timeout:
                asyncio.get_running_loop().call_soon(lambda: t("queued before", timeout.expired()))
                timeout.reschedule(when)
                asyncio.get_running_loop().call_soon(lambda: t("queued after", timeout.expired()))
                t("still runs", timeout.expired())
                await asyncio.sleep(0)
                t("not reached")
        except TimeoutError as e:
            t("caught", e)


@case("TIMEOUT-14")
async def a_finished_one_cannot_be_moved(t):
    async with asyncio.timeout(2) as timeout:
        await asyncio.sleep(1)
    try:
        timeout.reschedule(now() + 5)
        t("not reached")
    except RuntimeError as e:
        t("refused", e, timeout.when())
    try:
        timeout.reschedule(None)
        t("not reached")
    except RuntimeError as e:
        t("refused", e, timeout.when())


@case("TIMEOUT-15")
async def an_expired_one_cannot_be_moved(t):
    try:
        async with asyncio.timeout(1) as timeout:
            try:
                await asyncio.sleep(5)
            finally:
                try:
                    timeout.reschedule(now() + 5)
                    t("not reached")
                except RuntimeError as e:
                    t("inside", e, timeout.when())
    except TimeoutError:
        try:
            timeout.reschedule(now() + 5)
            t("not reached")
        except RuntimeError as e:
            t("after", e, timeout.when())
