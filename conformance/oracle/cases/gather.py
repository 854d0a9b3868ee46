import asyncio

from case import Boom, case


@case("GATHER-01")
async def results_are_in_the_order_of_the_arguments(t):
    async def child(n):
        await asyncio.sleep(n)
        t("child ends", n)
        return n

    t("results", await asyncio.gather(child(3), child(1), child(2)))


@case("GATHER-07")
async def failures_are_results_when_asked_for(t):
    async def child(n):
        await asyncio.sleep(n)
        if n == 1:
            raise Boom(n)
        return n

    t("results", await asyncio.gather(child(2), child(1), return_exceptions=True))
