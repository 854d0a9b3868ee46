import asyncio
import signal
import threading
import unittest.mock

from case import Boom, case


@case("RUNNER-34", signals=True)
def the_interrupt_handler_is_installed_for_the_run_only(t):
    def is_default():
        return signal.getsignal(signal.SIGINT) is default

    async def main():
        await asyncio.sleep(1)
        return is_default()

    async def fails():
        t("default in a failing run", is_default())
        raise Boom("run")

    def other_thread():
        inside.append(t.run(main()))

    default, inside = signal.default_int_handler, []
    t("default before", is_default())
    with t.runner() as runner:
        runner.get_loop()
        t("default with a loop", is_default())
        t("default in a run", runner.run(main()))
        t("default between the runs", is_default())
        t("default in a run", runner.run(main()))
        try:
            runner.run(fails())
        except Boom:
            t("default after a failed run", is_default())
    thread = threading.Thread(target=other_thread)
    thread.start()
    thread.join()
    t("default in a run on another thread", inside[0])
    t("default after", is_default())


@case("RUNNER-35", signals=True)
def a_handler_of_the_users_own_is_left_alone(t):
    def handler(signum, frame):
        seen.append(signum)

    async def main():
        loop = asyncio.get_running_loop()
        loop.call_later(1, t.sigint)
        loop.call_later(2, t.sigint)
        await asyncio.sleep(3)
        t("main ends, interrupts seen", len(seen), asyncio.current_task().cancelling())
        return signal.getsignal(signal.SIGINT) is handler

    seen = []
    before = signal.signal(signal.SIGINT, handler)
    t("the user's handler, inside", t.run(main()))
    t("and after", signal.getsignal(signal.SIGINT) is handler)
    signal.signal(signal.SIGINT, before)


@case("RUNNER-36", signals=True)
def the_first_interrupt_cancels_the_main_task(t):
    async def main():
        asyncio.get_running_loop().call_later(1, t.sigint)
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError as e:
            t("cancelled", e, asyncio.current_task().cancelling())
            await asyncio.sleep(1)
            t("cleaned up")
            raise

    async def never_waits():
        asyncio.get_running_loop().call_later(1, t.sigint)
        for _ in range(1000):
            await asyncio.sleep(0)
            t.burn(0.5)

    async def in_its_last_step():
        t.sigint()

    for interrupted in (main, never_waits, in_its_last_step):
        try:
            t.run(interrupted())
            t("never")
        except BaseException as e:
            t("escapes", e)


@case("RUNNER-37", signals=True)
def an_interrupt_cancels_the_future_that_main_waits_for(t):
    async def main():
        try:
            await future
        finally:
            t("main ends, future cancelled", future.cancelled())

    async def child():
        try:
            await asyncio.sleep(10)
        finally:
            t("child ends")

    async def waits_for_a_task():
        await asyncio.create_task(child(), name="child")

    with t.runner() as runner:
        future = runner.get_loop().create_future()
        runner.get_loop().call_later(1, t.sigint)
        try:
            runner.run(main())
        except KeyboardInterrupt as e:
            t("escapes", e, future.cancelled())
        runner.get_loop().call_later(1, t.sigint)
        try:
            runner.run(waits_for_a_task())
        except KeyboardInterrupt as e:
            t("escapes", e)


@case("RUNNER-38", signals=True)
def main_may_swallow_the_interrupt(t):
    async def main():
        asyncio.get_running_loop().call_later(1, t.sigint)
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError as e:
            t("swallowed", e)
        await asyncio.sleep(1)
        return "value"

    t("returned", t.run(main()))


@case("RUNNER-39", signals=True)
def main_may_turn_the_interrupt_into_a_failure(t):
    async def main():
        asyncio.get_running_loop().call_later(1, t.sigint)
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError as e:
            t("cancelled", e)
            raise Boom("instead")

    try:
        t.run(main())
    except BaseException as e:
        t("escapes", e)


@case("RUNNER-40", signals=True)
def the_second_interrupt_ends_the_run_at_once(t):
    async def main(name):
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError as e:
            t("first", name, asyncio.current_task().cancelling())
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError as e:
            t("only at the end", name, asyncio.current_task().cancelling())
            raise

    async def swallows():
        asyncio.get_running_loop().call_later(1, t.sigint)
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            return "counted anew"

    with t.runner() as runner:
        loop = runner.get_loop()
        for name in ("one run", "next run"):
            loop.call_later(1, t.sigint)
            loop.call_later(3, t.sigint)
            try:
                runner.run(main(name))
            except BaseException as e:
                t("escapes", e, loop.time())
        t("returned", runner.run(swallows()), loop.time())


@case("RUNNER-41", signals=True)
def an_interrupt_of_a_cancelled_main_task_stays_a_cancellation(t):
    async def other(main_task):
        await asyncio.sleep(1)
        t("cancels", main_task.cancel("by other code"))
        t.sigint()

    async def main():
        asyncio.create_task(other(asyncio.current_task()), name="other")
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError as e:
            t("cancelled", e, asyncio.current_task().cancelling())
            raise

    try:
        t.run(main())
    except BaseException as e:
        t("escapes", e)


@case("RUNNER-42")
def a_platform_that_refuses_the_handler_is_no_obstacle(t):
    def refuses(*args):
        calls.append(args)
        raise ValueError("signal only works in main thread of the main interpreter")

    async def main():
        await asyncio.sleep(0)
        return "value"

    calls = []
    with unittest.mock.patch.object(signal, "signal", refuses):
        t("returned", t.run(main()))
    t("was refused", len(calls) > 0)
