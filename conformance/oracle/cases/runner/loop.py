import asyncio
import os
import unittest.mock

from case import case


@case("RUNNER-06")
def every_run_has_a_loop_of_its_own_and_closes_it(t):
    loops = []

    async def main():
        loops.append(asyncio.get_running_loop())
        await asyncio.sleep(1)
        t("closed while running", [loop.is_closed() for loop in loops])

    t.run(main())
    t("closed", loops[0].is_closed())
    t.run(main())
    t("another loop", loops[0] is not loops[1], [loop.is_closed() for loop in loops])
    t("each with a time of its own", [loop.time() for loop in loops])


@case("RUNNER-07")
def debug_has_three_states(t):
    async def main():
        return asyncio.get_running_loop().get_debug()

    def all_three():
        return [t.run(main(), debug=True), t.run(main(), debug=False), t.run(main())]

    t("the global switch is off", all_three())
    with unittest.mock.patch.dict(os.environ, PYTHONASYNCIODEBUG="1"):
        t("it is on", all_three())
    t("off again", all_three())


@case("RUNNER-08")
def the_loop_factory_is_called_once(t):
    loops = []

    def factory():
        t("factory")
        loops.append(t.new_loop())
        return loops[-1]

    async def main():
        running = asyncio.get_running_loop()
        t("running", [loop is running for loop in loops])
        await asyncio.sleep(1)
        return asyncio.get_running_loop() is running

    t("run", asyncio.run(main(), loop_factory=factory))
    with asyncio.Runner(loop_factory=factory) as runner:
        t("first", runner.run(main()))
        t("second", runner.run(main()))
        t("the factory's", runner.get_loop() is loops[-1])


def current_loop():
    """The thread's registered loop, or None."""
    try:
        return asyncio.get_event_loop()
    except RuntimeError:
        return None


@case("RUNNER-09")
def without_a_factory_the_loop_is_registered_once(t):
    async def main():
        return current_loop() is asyncio.get_running_loop()

    with asyncio.Runner() as runner:
        t("registered", current_loop() is runner.get_loop())
        t("inside", runner.run(main()))
        t("still", current_loop() is runner.get_loop())
        asyncio.set_event_loop(None)  # a second registration would put it back
        t("inside", runner.run(main()))
        t("registered again", current_loop() is not None)
        other = t.new_loop()
        asyncio.set_event_loop(other)
        t("inside", runner.run(main()))
        t("other one kept", current_loop() is other)
    t("cleared", current_loop() is None)
    other.close()


@case("RUNNER-10")
def with_a_factory_the_registration_is_left_alone(t):
    mine = t.new_loop()
    asyncio.set_event_loop(mine)

    async def main():
        return current_loop() is asyncio.get_running_loop()

    with t.runner() as runner:
        t("untouched", current_loop() is mine)
        t("inside", runner.run(main()))
        t("untouched", current_loop() is mine)
    t("untouched", current_loop() is mine)

    loops = []

    def factory():
        loops.append(t.new_loop())
        asyncio.set_event_loop(loops[-1])
        return loops[-1]

    with asyncio.Runner(loop_factory=factory) as runner:
        runner.run(main())
        t("the factory's business", current_loop() is runner.get_loop())
    t("left as it is", current_loop() is loops[0], loops[0].is_closed())
    asyncio.set_event_loop(None)
    mine.close()


@case("RUNNER-11")
def after_run_nothing_is_registered(t):
    async def main():
        return current_loop() is asyncio.get_running_loop()

    t("inside", asyncio.run(main()))
    try:
        asyncio.get_event_loop()
    except RuntimeError as e:
        t("outside", e)
    try:
        asyncio.get_running_loop()
    except RuntimeError as e:
        t("running", e)


@case("RUNNER-23")
def the_loop_is_made_on_demand_and_stays_the_same(t):
    def factory():
        t("factory")
        return t.new_loop()

    async def main():
        return asyncio.get_running_loop()

    runner = asyncio.Runner(loop_factory=factory)
    t("constructed")
    loop = runner.get_loop()
    t("running, closed", loop.is_running(), loop.is_closed())
    t("same", runner.get_loop() is loop)
    t("same in run", runner.run(main()) is loop)
    t("same after run", runner.get_loop() is loop)
    runner.close()
    t("closed", loop.is_closed())

    runner = asyncio.Runner(loop_factory=factory)
    t("constructed")
    loop = runner.run(main())
    t("the loop of run", runner.get_loop() is loop)
    runner.close()
