"""What becomes of a block's own exceptions."""

import asyncio

from case import Bang, Boom, case


@case("TIMEOUT-19")
async def an_earlier_exception_passes_through(t):
    boom = Boom("a")
    try:
        async with asyncio.timeout(2) as timeout:
            await asyncio.sleep(1)
            raise boom
    except Boom as e:
        t("caught", e, "the same object", e is boom, "expired", timeout.expired())
    await asyncio.sleep(5)
    t("never cancelled")


@case("TIMEOUT-22")
async def a_block_may_swallow_the_cancellation(t):
    task = asyncio.current_task()
    async with asyncio.timeout(1) as timeout:
        try:
            await asyncio.sleep(5)
        except asyncio.CancelledError as e:
            t("swallows", e, "requests", task.cancelling())
        await asyncio.sleep(1)
        t("goes on inside")
    t("no exception", "expired", timeout.expired(), "requests", task.cancelling())
    await asyncio.sleep(1)
    t("goes on")


@case("TIMEOUT-23")
async def another_exception_wins_over_the_timeout(t):
    boom = Boom("a")
    try:
        async with asyncio.timeout(1) as timeout:
            try:
                await asyncio.sleep(5)
            except asyncio.CancelledError:
                raise boom
    except Boom as e:
        t("caught", e, "the same object", e is boom, "expired", timeout.expired())
    t("requests", asyncio.current_task().cancelling())


@case("TIMEOUT-24")
async def another_exception_tells_of_the_timeout(t):
    seen = []

    async def sleeps():
        try:
            await asyncio.sleep(5)
        except asyncio.CancelledError as e:
            seen.append(e)
            raise

    try:
        async with asyncio.timeout(1):
            try:
                await sleeps()
            except asyncio.CancelledError as e:
                raise Boom("a") from e
    except Boom as e:
        timed_out = e.__context__
        t("caught", e, timed_out, "cause", timed_out.__cause__ is seen[0])

    try:
        async with asyncio.timeout(1):
            try:
                try:
                    await sleeps()
                except asyncio.CancelledError as e:
                    raise Bang("inner") from e
            except Bang as e:
                raise Boom("outer") from e
    except Boom as e:
        timed_out = e.__cause__.__context__
        t("caught", e, e.__cause__, timed_out, "cause", timed_out.__cause__ is seen[1])

    try:
        async with asyncio.timeout(2):
            try:
                asyncio.get_running_loop().call_later(1, asyncio.current_task().cancel)
                await sleeps()
            except asyncio.CancelledError as e:
                raise Boom("before the deadline") from e
    except Boom as e:
        t("caught", e, "of no timeout", e.__context__ is seen[2])


@case("TIMEOUT-25")
async def each_exception_of_a_group_tells_of_the_timeout(t):
    async def fails(name):
        try:
            await asyncio.sleep(5)
        except asyncio.CancelledError as e:
            raise Boom(name) from e

    try:
        async with asyncio.timeout(1):
            async with asyncio.TaskGroup() as group:
                group.create_task(fails("a"))
                group.create_task(fails("b"))
                await asyncio.sleep(5)
    except ExceptionGroup as e:
        t("caught", e)
        t("group", e.__context__)
        for member in e.exceptions:
            t("member", member, member.__context__, "cause", member.__context__.__cause__)


@case("TIMEOUT-26")
async def the_cancellation_is_its_cause(t):
    seen = []
    try:
        async with asyncio.timeout(1):
            try:
                await asyncio.sleep(5)
            except asyncio.CancelledError as e:
                seen.append(e)
                raise
    except TimeoutError as e:
        t("caught", e, "cause", e.__cause__, "the same object", e.__cause__ is seen[0])
