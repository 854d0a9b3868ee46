"""Errors that are no ordinary exceptions: TASKGROUP-43 to -48."""

import asyncio

from case import Bang, Boom, case


async def stay(t, clean_up=0, error=None):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as e:
        t("cancelled", e)
        if clean_up:
            await asyncio.sleep(clean_up)
            t("clean")
        if error:
            raise error from None
        raise


async def fail(t, seconds, error):
    await asyncio.sleep(seconds)
    t("fails with", error)
    raise error


@case("TASKGROUP-43")
def a_fatal_error_of_the_body_leaves_the_block_bare(t):
    async def main(fatal):
        try:
            async with asyncio.TaskGroup() as group:
                one = group.create_task(stay(t, clean_up=1), name="one")
                two = group.create_task(stay(t, clean_up=2, error=Boom("discarded")), name="two")
                await asyncio.sleep(1)
                t("body ends with", fatal)
                raise fatal
        except BaseException as e:
            t("escaped", e, e is fatal, asyncio.current_task().cancelling())
        t("members ended", one.cancelled(), two.exception())

    t.run(main(KeyboardInterrupt()))
    t.run(main(SystemExit()))


@case("TASKGROUP-44")
def the_first_fatal_error_of_the_members_leaves_the_block_bare(t):
    async def main(fatal):
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(stay(t, clean_up=1), name="slow")
                group.create_task(stay(t, error=Boom("discarded")), name="failing")
                group.create_task(fail(t, 1, fatal), name="fatal")
            t("not reached")
        except BaseException as e:
            t("escaped from the block", e, e is fatal)
            raise

    for fatal in (KeyboardInterrupt(), SystemExit()):
        loop = t.new_loop()
        task = loop.create_task(main(fatal), name="parent")
        for _ in range(2):
            try:
                t("the loop stopped for", loop.run_until_complete(task))
            except BaseException as e:
                t("the loop stopped for", e, e is fatal)
        loop.close()

    async def another_member_later(first, later):
        async with asyncio.TaskGroup() as group:
            group.create_task(fail(t, 1, first), name="first")
            group.create_task(stay(t, clean_up=1, error=later), name="later")

    async def the_body_later(first, later):
        async with asyncio.TaskGroup() as group:
            group.create_task(fail(t, 1, first), name="first")
            try:
                await asyncio.sleep(10)
            except asyncio.CancelledError:
                t("body ends with", later)
                raise later from None

    for main in (another_member_later, the_body_later):
        loop = t.new_loop()
        first = KeyboardInterrupt()
        task = loop.create_task(main(first, SystemExit()), name="parent")
        while not task.done():
            try:
                loop.run_until_complete(task)
            except BaseException as e:
                t("the loop stopped for", e, e is first)
        t("the parent's exception is the first one", task.exception() is first)
        loop.close()


@case("TASKGROUP-45")
def a_members_fatal_error_leaves_the_loop_first(t):
    async def works():
        await asyncio.sleep(1)
        t("runs when the loop is driven again")
        await asyncio.sleep(10)

    async def main(fatal):
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(stay(t, clean_up=1), name="sibling")
                group.create_task(fail(t, 1, fatal), name="fatal")
                group.create_task(works(), name="next in the queue")
                try:
                    await asyncio.sleep(10)
                except asyncio.CancelledError as e:
                    t("body cancelled", e)
                    raise
        except BaseException as e:
            t("escaped from the block", e)
            raise

    for fatal in (KeyboardInterrupt(), SystemExit()):
        try:
            t.run(main(fatal))
        except BaseException as e:
            t("escaped from run", e, e is fatal)

    loop = t.new_loop()
    task = loop.create_task(main(KeyboardInterrupt()), name="parent")
    try:
        loop.run_until_complete(task)
    except KeyboardInterrupt as e:
        t("escaped from the loop", e, task.done(), task.cancelling())
    try:
        loop.run_until_complete(task)
    except KeyboardInterrupt as e:
        t("driven again", e, task.done())
    loop.close()


@case("TASKGROUP-46", since="3.15")
async def a_generator_exit_of_the_body_stays_what_it_is(t):
    closing = GeneratorExit()
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(stay(t, clean_up=1), name="member")
            await asyncio.sleep(1)
            raise closing
    except BaseException as e:
        t("escaped", e, e is closing, asyncio.current_task().cancelling())
    try:
        async with asyncio.TaskGroup():
            raise closing
    except BaseException as e:
        t("escaped from an empty group", e, e is closing)
    try:
        async with asyncio.TaskGroup() as outer:
            outer.create_task(stay(t), name="outer member")
            async with asyncio.TaskGroup() as inner:
                inner.create_task(stay(t), name="inner member")
                await asyncio.sleep(0)
                raise closing
    except BaseException as e:
        t("escaped from nested groups", e, e is closing)

    async def generator():
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(stay(t, clean_up=1), name="generator's member")
                await asyncio.sleep(0)
                yield 1
                yield 2
        finally:
            t("generator ends")

    items = generator()
    t("item", await anext(items))
    await items.aclose()
    t("closed without an error")


@case("TASKGROUP-47")
async def a_generator_exit_of_a_member_is_a_failure_like_others(t):
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail(t, 1, GeneratorExit()), name="bad")
            group.create_task(stay(t), name="sibling")
    except BaseException as e:
        t("escaped", e)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail(t, 1, GeneratorExit()), name="bad")
            group.create_task(stay(t, error=Boom("sibling")), name="sibling")
            await asyncio.sleep(0)
            try:
                await asyncio.sleep(10)
            finally:
                raise Bang("body")
    except BaseException as e:
        t("escaped", e)


@case("TASKGROUP-48")
async def a_generator_exit_of_the_body_does_not_hide_a_members_failure(t):
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(stay(t, clean_up=1, error=Boom("member")), name="bad")
            await asyncio.sleep(1)
            raise GeneratorExit()
    except BaseException as e:
        t("escaped", e)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail(t, 1, Bang("member")), name="bad first")
            try:
                await asyncio.sleep(10)
            except asyncio.CancelledError:
                raise GeneratorExit() from None
    except BaseException as e:
        t("escaped", e, asyncio.current_task().cancelling())

    async def generator():
        async with asyncio.TaskGroup() as group:
            group.create_task(stay(t, error=Boom("member")), name="generator's member")
            await asyncio.sleep(0)
            yield 1

    items = generator()
    t("item", await anext(items))
    try:
        await items.aclose()
    except BaseException as e:
        t("closing raised", e)
