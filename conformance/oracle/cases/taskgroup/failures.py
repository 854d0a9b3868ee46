"""What happens when a member fails: TASKGROUP-11, -12, -15 to -19, -37, -55, -56."""

import asyncio

from case import Bang, Boom, case


async def fail(t, seconds, error):
    await asyncio.sleep(seconds)
    t("fails with", error)
    raise error


async def stay(t, seconds=10):
    t("starts")
    try:
        await asyncio.sleep(seconds)
        t("ends")
    except asyncio.CancelledError as e:
        t("cancelled", e)
        raise


@case("TASKGROUP-11")
async def a_member_that_raises_cancelled_error_is_just_cancelled(t):
    async def gives_up():
        await asyncio.sleep(1)
        raise asyncio.CancelledError("my own")

    async with asyncio.TaskGroup() as group:
        quitter = group.create_task(gives_up(), name="quitter")
        other = group.create_task(stay(t, 2), name="other")
        await asyncio.sleep(1.5)
        t("body goes on, quitter cancelled", quitter.cancelled())
    t("other ended well", other.done() and not other.cancelled())

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(gives_up(), name="quitter")
            group.create_task(fail(t, 2, Boom("a")), name="bad")
    except ExceptionGroup as e:
        t("caught", e)


@case("TASKGROUP-12")
async def first_failure_cancels_the_siblings(t):
    try:
        async with asyncio.TaskGroup() as group:
            one = group.create_task(stay(t), name="one")
            group.create_task(fail(t, 1, Boom("a")), name="bad")
            done = group.create_task(stay(t, 0.5), name="done")
            two = group.create_task(stay(t), name="two")
        t("not reached")
    except ExceptionGroup as e:
        t("caught", e)
    t("cancelled", [one.cancelled(), done.cancelled(), two.cancelled()])


@case("TASKGROUP-15")
async def the_exit_waits_for_the_siblings_clean_up(t):
    async def cleans_up(seconds):
        try:
            await asyncio.sleep(10)
        finally:
            t("cleans up")
            await asyncio.sleep(seconds)
            t("clean")

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(cleans_up(3), name="slow")
            group.create_task(cleans_up(1), name="fast")
            group.create_task(fail(t, 1, Boom("a")), name="bad")
    except ExceptionGroup as e:
        t("caught", e)


@case("TASKGROUP-16")
async def the_raised_group_has_a_fixed_message_and_no_cause(t):
    async def fails_with_a_cause():
        try:
            raise Bang("cause")
        except Bang as cause:
            raise Boom("a") from cause

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails_with_a_cause())
            await asyncio.sleep(10)  # the exit raises while the body's CancelledError is being handled
    except ExceptionGroup as e:
        t("message", e.message)
        t("caught", e)
        t("shows a cause", e.__cause__ is not None or not e.__suppress_context__)
        t("the member's own cause", e.exceptions[0].__cause__)


@case("TASKGROUP-17")
async def failures_are_in_order_of_completion_the_bodys_last(t):
    async def fails_late(seconds, error):
        try:
            await asyncio.sleep(10)
        finally:
            await asyncio.sleep(seconds)
            t("fails with", error)
            raise error

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails_late(3, Boom(3)), name="first joined")
            group.create_task(fails_late(1, Boom(1)), name="second joined")
            group.create_task(fails_late(2, Boom(2)), name="third joined")
            await asyncio.sleep(1)
            t("body fails")
            raise Bang("body")
    except ExceptionGroup as e:
        t("caught", e)


@case("TASKGROUP-18")
async def siblings_that_fail_on_being_cancelled_are_in_the_group_too(t):
    async def turns(error):
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError as e:
            t("cancelled", e)
            raise error from None

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(turns(Bang(1)), name="one")
            group.create_task(stay(t), name="good")
            group.create_task(fail(t, 1, Boom("a")), name="bad")
            group.create_task(turns(Bang(2)), name="two")
    except ExceptionGroup as e:
        t("caught", e)


@case("TASKGROUP-19")
async def a_base_error_makes_it_a_base_exception_group(t):
    async def turns(error):
        try:
            await asyncio.sleep(10)
        finally:
            raise error

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail(t, 1, Boom("a")), name="bad")
            group.create_task(turns(GeneratorExit()), name="worse")
            group.create_task(turns(Bang("b")), name="bad too")
    except BaseExceptionGroup as e:
        t("ordinary", isinstance(e, ExceptionGroup))
        t("caught", e)


@case("TASKGROUP-37")
async def a_failure_during_the_exit_does_not_cancel_what_follows(t):
    parent = asyncio.current_task()

    async def cleans_up():
        try:
            await asyncio.sleep(10)
        finally:
            await asyncio.sleep(1)
            t("clean", parent.cancelling())

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(cleans_up(), name="sibling")
            group.create_task(fail(t, 1, Boom("a")), name="bad")
            t("body ends")
        t("not reached")
    except ExceptionGroup as e:
        t("caught", e, parent.cancelling())
        await asyncio.sleep(1)
        t("the handler may wait")
    await asyncio.sleep(1)
    t("goes on", parent.cancelling())


@case("TASKGROUP-55", since="3.14")  # 3.13.0 has gh-128550
async def a_member_made_by_a_member_starts_and_its_failure_reaches_its_maker(t):
    async def fails():
        t("starts and fails")
        raise Boom("made")

    async def maker(awaits):
        group.create_task(fails(), name="made")
        t("made one")
        for n in range(awaits):
            try:
                await asyncio.sleep(0)
            except asyncio.CancelledError as e:
                t("cancelled at await", n, e)
                raise
            t("not yet cancelled after await", n)

    for factory in (None, asyncio.eager_task_factory):
        t("eager", factory is not None)
        asyncio.get_running_loop().set_task_factory(factory)
        try:
            async with asyncio.TaskGroup() as group:
                made = group.create_task(maker(5), name="maker")
        except ExceptionGroup as e:
            t("caught", e, made.cancelled())
    asyncio.get_running_loop().set_task_factory(None)


@case("TASKGROUP-56", since="3.14")  # 3.13.0 has gh-128588
async def a_member_that_fails_within_its_creation_does_not_cancel_at_once(t):
    parent = asyncio.current_task()

    async def fails():
        t("fails")
        raise Boom("at once")

    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    try:
        async with asyncio.TaskGroup() as group:
            bad = group.create_task(fails(), name="bad")
            t("created", bad.done(), parent.cancelling())
    except ExceptionGroup as e:
        t("caught", e, parent.cancelling())
    await asyncio.sleep(0)
    t("nothing leaked", parent.cancelling())

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails(), name="bad")
            t("created", parent.cancelling())
            other = group.create_task(stay(t), name="still welcome")
            try:
                await asyncio.sleep(0)
                t("not reached")
            except asyncio.CancelledError as e:
                t("body cancelled", e, parent.cancelling())
                raise
    except ExceptionGroup as e:
        t("caught", e, parent.cancelling(), other.cancelled())
    await asyncio.sleep(0)
    t("nothing leaked", parent.cancelling())
    asyncio.get_running_loop().set_task_factory(None)
