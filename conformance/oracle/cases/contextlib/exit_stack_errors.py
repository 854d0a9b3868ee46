"""What becomes of the errors of exits."""

import asyncio
from contextlib import AsyncExitStack

from case import Bang, Boom, case


@case("CTXLIB-31")
async def an_error_of_an_exit_replaces_the_one_before_and_keeps_it(t):
    boom, bang, last = Boom("in the block"), Bang("of an exit"), Bang("of a callback")

    async def told(kind, error, traceback):
        t("told", error)
        return False

    async def fails(kind, error, traceback):
        t("fails with", error)
        await asyncio.sleep(1)
        raise bang

    async def callback():
        raise last

    try:
        async with AsyncExitStack() as stack:
            stack.push_async_exit(told)
            stack.push_async_callback(callback)
            stack.push_async_exit(told)
            stack.push_async_exit(fails)
            raise boom
    except Bang as e:
        t("caught", e)
        t("carries", e.__context__ is bang, "which carries", e.__context__.__context__ is boom)

    alone = Bang("alone")

    async def fails_alone():
        raise alone

    try:
        async with AsyncExitStack() as stack:
            stack.push_async_exit(told)
            stack.push_async_callback(fails_alone)
    except Bang as e:
        t("caught", e, "carries", e.__context__)

    async def suppresses(kind, error, traceback):
        t("suppresses", error)
        return True

    async with AsyncExitStack() as stack:
        stack.push_async_exit(told)
        stack.push_async_exit(suppresses)
        stack.push_async_callback(callback)
        raise Boom("in another block")
    t("behind the block")
