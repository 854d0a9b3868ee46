import asyncio
import time

from case import Boom, case


@case("RUNNER-02")
def the_main_tasks_exception_escapes(t):
    async def main():
        await asyncio.sleep(1)
        raise Boom("main")

    t.run(main())  # what a case ends with is logged: "raises Boom(main)"


@case("RUNNER-13")
def a_left_over_that_fails_is_reported(t):
    async def left_over():
        try:
            await asyncio.sleep(10)
        finally:
            raise Boom("left over")

    async def main():
        t.catch_reports()
        task = asyncio.create_task(left_over())
        await asyncio.sleep(0)
        t("started", task)
        return "value"

    t("returned", t.run(main()))


@case("RUNNER-17", threads=True)
async def work_in_the_pool_is_finished_first(t):
    def work():
        time.sleep(0.01)
        t("work ends")

    asyncio.get_running_loop().run_in_executor(None, work)
    t("main ends")
    # nothing else keeps the loop: the work's line comes before the trace's end


@case("RUNNER-36", signals=True)
def the_first_interrupt_cancels_the_main_task(t):
    async def main():
        asyncio.get_running_loop().call_later(1, t.sigint)
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError as e:
            t("cancelled", e)
            raise

    t.run(main())
