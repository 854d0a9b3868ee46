"""Timeouts inside timeouts."""

import asyncio

from case import case


@case("TIMEOUT-28")
async def of_two_with_one_deadline_the_outer_throws(t):
    deadline = asyncio.get_running_loop().time() + 1
    try:
        async with asyncio.timeout_at(deadline) as outer:
            try:
                async with asyncio.timeout_at(deadline) as inner:
                    await asyncio.sleep(5)
            except asyncio.CancelledError as e:
                t("between", e, outer.expired(), inner.expired(), "requests", asyncio.current_task().cancelling())
                raise
    except TimeoutError as e:
        t("caught", e, outer.expired(), inner.expired(), "requests", asyncio.current_task().cancelling())


@case("TIMEOUT-29")
async def an_outer_one_that_is_earlier_throws(t):
    try:
        async with asyncio.timeout(1) as outer:
            try:
                async with asyncio.timeout(2) as inner:
                    await asyncio.sleep(5)
            except asyncio.CancelledError as e:
                t("between", e, outer.expired(), inner.expired())
                raise
    except TimeoutError as e:
        t("caught", e, outer.expired(), inner.expired(), "requests", asyncio.current_task().cancelling())
    await asyncio.sleep(5)
    t("nothing is left over")


@case("TIMEOUT-30")
async def after_a_busy_loop_the_outer_one_interrupts_what_follows(t):
    try:
        async with asyncio.timeout(2) as outer:
            try:
                async with asyncio.timeout(1) as inner:
                    t.burn(3)
                    await asyncio.sleep(5)
                    t("not reached")
            except TimeoutError as e:
                t("not reached", e)
            except asyncio.CancelledError as e:
                t("between", e, outer.expired(), inner.expired())
                raise
            t("not reached")
    except TimeoutError as e:
        t("caught", e, outer.expired(), inner.expired())

    try:
        async with asyncio.timeout(2) as outer:
            try:
                async with asyncio.timeout(1) as inner:
                    try:
                        await asyncio.sleep(5)
                    finally:
                        t.burn(3)
            except TimeoutError as e:
                t("inner", e, outer.expired(), inner.expired())
            t("goes on to its first suspension")
            await asyncio.sleep(5)
            t("not reached")
    except TimeoutError as e:
        t("outer", e, outer.expired(), "requests", asyncio.current_task().cancelling())


@case("TIMEOUT-31")
async def clean_up_may_have_a_timeout_of_its_own(t):
    try:
        async with asyncio.timeout(1) as outer:
            try:
                await asyncio.sleep(5)
            finally:
                try:
                    async with asyncio.timeout(2) as inner:
                        await asyncio.sleep(5)
                except TimeoutError as e:
                    t("cleaned up", e, outer.expired(), inner.expired(), asyncio.current_task().cancelling())
    except TimeoutError as e:
        t("caught", e, "requests", asyncio.current_task().cancelling())
