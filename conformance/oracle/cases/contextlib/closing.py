"""Managers that close, and one that does nothing."""

import asyncio
from contextlib import aclosing, nullcontext

from case import Boom, case


async def numbers(t):
    try:
        n = 0
        while True:
            yield n
            n += 1
    finally:
        t("cleaning")
        await asyncio.sleep(1)
        t("cleaned")


@case("CTXLIB-21")
async def it_gives_the_generator_itself_and_closes_it(t):
    generator = numbers(t)
    async with aclosing(generator) as given:
        t("the same object", given is generator)
        t("got", await anext(given))
    t("closed", await anext(generator, "end"))
    failing = numbers(t)
    await anext(failing)
    try:
        async with aclosing(failing):
            raise Boom("in the block")
    except Boom as e:
        t("caught", e)
    t("closed", await anext(failing, "end"))


@case("CTXLIB-22")
async def the_clean_up_has_run_when_the_loop_was_left(t):
    async with aclosing(numbers(t)) as generator:
        async for n in generator:
            t("got", n)
            if n == 1:
                break
        t("behind the loop")
    t("behind the block")
    try:
        async with aclosing(numbers(t)) as generator:
            async for n in generator:
                raise Boom("in the loop")
    except Boom as e:
        t("caught", e)


@case("CTXLIB-23")
async def nothing_happens_around_the_block(t):
    asyncio.get_running_loop().call_soon(t, "queued")
    async with nullcontext("value") as value:
        t("block", value)
    async with nullcontext() as value:
        t("block", value)
    try:
        async with nullcontext():
            raise Boom("in the block")
    except Boom as e:
        t("caught", e)
    await asyncio.sleep(0)
