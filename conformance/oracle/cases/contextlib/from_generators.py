"""Managers from generators with one yield."""

import asyncio
from contextlib import asynccontextmanager

from case import Bang, Boom, case


@case("CTXLIB-01")
async def what_stands_before_the_yield_enters_and_what_stands_after_it_leaves(t):
    @asynccontextmanager
    async def manager():
        t("enters")
        await asyncio.sleep(1)
        yield "value"
        t("leaves")
        await asyncio.sleep(1)
        t("left")

    made = manager()
    t("made")
    async with made as value:
        t("block", value)
        await asyncio.sleep(1)
    t("behind the block")


@case("CTXLIB-02")
async def an_error_of_the_block_is_raised_at_the_yield(t):
    @asynccontextmanager
    async def manager():
        try:
            yield 1
            t("not reached")
        except Boom as e:
            t("at the yield", e, "the same object", e is boom)
            raise
        finally:
            t("cleaning")
            await asyncio.sleep(1)
            t("cleaned")

    boom = Boom("in the block")
    try:
        async with manager():
            raise boom
    except Boom as e:
        t("caught", e)

    async def cancelled():
        async with cancellable():
            await asyncio.sleep(10)

    @asynccontextmanager
    async def cancellable():
        try:
            yield
        except asyncio.CancelledError as e:
            t("at the yield", e)
            raise

    task = asyncio.create_task(cancelled(), name="cancelled")
    await asyncio.sleep(1)
    task.cancel("enough")
    await asyncio.wait([task])
    t("cancelled", task.cancelled())


@case("CTXLIB-03")
async def a_generator_that_catches_the_error_and_ends_suppresses_it(t):
    @asynccontextmanager
    async def manager():
        try:
            yield 1
        except Boom as e:
            t("catches", e)
            await asyncio.sleep(1)

    async with manager():
        raise Boom("in the block")
    t("behind the block")
    try:
        async with manager():
            raise Bang("another one")
    except Bang as e:
        t("caught", e)


@case("CTXLIB-04")
async def an_error_that_passes_is_the_same_object_unchanged(t):
    @asynccontextmanager
    async def lets_pass():
        yield 1

    @asynccontextmanager
    async def raises_again():
        try:
            yield 1
        except Boom as e:
            raise e

    for manager in (lets_pass, raises_again):
        boom = Boom("in the block")
        try:
            async with manager():
                raise boom
        except Boom as e:
            names = []
            traceback = e.__traceback__
            while traceback is not None:
                names.append(traceback.tb_frame.f_code.co_filename.endswith("contextlib.py"))
                traceback = traceback.tb_next
            t("the same object", e is boom, "library frames", any(names), "cause", e.__cause__)


@case("CTXLIB-05")
async def another_error_of_the_generator_takes_the_place_of_the_blocks(t):
    bang = Bang("of the clean-up")

    @asynccontextmanager
    async def manager():
        try:
            yield 1
        finally:
            await asyncio.sleep(1)
            raise bang

    @asynccontextmanager
    async def wraps():
        try:
            yield 1
        except Boom as e:
            raise Bang("because of", e.args[0]) from e

    try:
        async with manager():
            raise Boom("in the block")
    except Bang as e:
        t("caught", e, "the same object", e is bang)
    try:
        async with manager():
            t("no error in the block")
    except Bang as e:
        t("caught", e)
    boom = Boom("in the block")
    try:
        async with wraps():
            raise boom
    except Bang as e:
        t("caught", e, "cause", e.__cause__ is boom)


@case("CTXLIB-06")
async def a_generator_that_does_not_yield_cannot_be_entered(t):
    @asynccontextmanager
    async def returns():
        if False:
            yield
        await asyncio.sleep(1)

    @asynccontextmanager
    async def fails():
        if True:
            raise Boom("on entry")
        yield

    try:
        async with returns():
            t("not reached")
    except RuntimeError as e:
        t("caught", e)
    try:
        async with fails():
            t("not reached")
    except Boom as e:
        t("caught", e)


@case("CTXLIB-07")
async def a_second_yield_is_refused_and_the_generator_closed(t):
    @asynccontextmanager
    async def manager():
        try:
            yield 1
        except Boom as e:
            t("catches", e)
        try:
            yield 2
            t("not reached")
        except GeneratorExit as e:
            t("thrown in", e)
            raise
        finally:
            t("cleaning")
            await asyncio.sleep(1)
            t("cleaned")

    try:
        async with manager():
            t("block")
    except RuntimeError as e:
        t("caught", e)
    try:
        async with manager():
            raise Boom("in the block")
    except RuntimeError as e:
        t("caught", e)


@case("CTXLIB-08")
async def the_signal_of_an_end_passes_as_any_other_error(t):
    @asynccontextmanager
    async def manager():
        yield 1

    @asynccontextmanager
    async def cleans_up():
        try:
            yield 1
        finally:
            await asyncio.sleep(0)
            t("cleans up")

    for error in (StopIteration("spam"), StopAsyncIteration("ham")):
        for made in (manager(), cleans_up()):
            try:
                async with made:
                    raise error
            except Exception as e:
                t("the same object", e is error)
            else:
                t("not reached")


@case("CTXLIB-09")
async def arguments_reach_the_generator(t):
    @asynccontextmanager
    async def manager(first, *more, func, self):
        yield [first, more, func, self]

    async with manager(1, 2, 3, func="f", self="s") as value:
        t("got", value)


@case("CTXLIB-10")
async def closing_a_generator_with_a_manager_inside_is_clean(t):
    @asynccontextmanager
    async def manager():
        try:
            t("enters")
            yield
        except GeneratorExit as e:
            t("manager", e)
            raise
        finally:
            await asyncio.sleep(1)
            t("leaves")

    async def body():
        async with manager():
            yield 1
            yield 2

    t.catch_reports()
    generator = body()
    t("got", await anext(generator))
    await generator.aclose()
    t("closed", await anext(generator, "end"))
