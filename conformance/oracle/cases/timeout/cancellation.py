"""A timeout and cancellations that come from elsewhere."""

import asyncio

from case import case


@case("TIMEOUT-20")
async def an_earlier_cancellation_passes_through(t):
    async def limited():
        try:
            async with asyncio.timeout(2) as timeout:
                await asyncio.sleep(5)
        except asyncio.CancelledError as e:
            t("caught", e, "expired", timeout.expired(), "requests", asyncio.current_task().cancelling())
            raise

    task = asyncio.create_task(limited(), name="limited")
    await asyncio.sleep(1)
    task.cancel("enough")
    await asyncio.wait([task])
    t("cancelled", task.cancelled())


@case("TIMEOUT-21")
async def a_cancellation_besides_its_own_wins(t):
    async def limited():
        try:
            async with asyncio.timeout(1) as timeout:
                try:
                    await asyncio.sleep(5)
                finally:
                    t("expired", timeout.expired())
                    await asyncio.sleep(5)
        except asyncio.CancelledError as e:
            t("caught", e, "expired", timeout.expired(), "requests", asyncio.current_task().cancelling())
            raise

    task = asyncio.create_task(limited(), name="limited")
    await asyncio.sleep(2)
    task.cancel("enough")
    await asyncio.wait([task])
    t("cancelled", task.cancelled())


@case("TIMEOUT-32")
async def an_earlier_request_does_not_count(t):
    async def limited():
        task = asyncio.current_task()
        try:
            await asyncio.sleep(5)
        except asyncio.CancelledError:
            t("swallowed", "requests", task.cancelling())
        try:
            async with asyncio.timeout(1):
                await asyncio.sleep(5)
        except TimeoutError as e:
            t("caught", e, "requests", task.cancelling())

    task = asyncio.create_task(limited(), name="limited")
    await asyncio.sleep(1)
    task.cancel()
    await asyncio.wait([task])
    t("cancelled", task.cancelled())


@case("TIMEOUT-33")
async def a_new_request_after_an_earlier_one_counts(t):
    async def limited():
        task = asyncio.current_task()
        try:
            await asyncio.sleep(5)
        except asyncio.CancelledError:
            t("swallowed", "requests", task.cancelling())
        try:
            async with asyncio.timeout(3) as timeout:
                await asyncio.sleep(5)
        except asyncio.CancelledError as e:
            t("caught", e, "requests", task.cancelling(), "expired", timeout.expired())
            raise

    task = asyncio.create_task(limited(), name="limited")
    await asyncio.sleep(1)
    task.cancel("first")
    await asyncio.sleep(1)
    task.cancel("second")
    await asyncio.wait([task])
    t("cancelled", task.cancelled())
