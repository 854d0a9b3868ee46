import asyncio

from case import Bang, Boom, case


@case("FUTURE-01")
async def a_new_future_is_pending(t):
    future = asyncio.get_running_loop().create_future()
    t("new: done, cancelled", future.done(), future.cancelled())
    await asyncio.sleep(1)
    t("time alone changes nothing", future.done(), future.cancelled())


@case("FUTURE-06")
async def a_result_completes_it(t):
    loop = asyncio.get_running_loop()
    future, value = loop.create_future(), ["the", "object"]
    future.set_result(value)
    t("done, cancelled", future.done(), future.cancelled())
    t("the very object", future.result() is value)
    t("no exception", future.exception())
    t("as often as asked", future.result() is value)

    empty = loop.create_future()
    empty.set_result(None)
    t("null is a result too", empty.done(), empty.result(), empty.exception())


@case("FUTURE-07")
async def an_exception_completes_it(t):
    future, error = asyncio.get_running_loop().create_future(), Boom("bad")
    future.set_exception(error)
    t("done, cancelled", future.done(), future.cancelled())
    for _ in range(2):
        try:
            future.result()
            t("never")
        except Boom as e:
            t("result raises", e, e is error)
        t("exception gives", future.exception(), future.exception() is error)


@case("FUTURE-10")
async def the_first_outcome_is_the_only_one(t):
    loop = asyncio.get_running_loop()
    finished, failed, cancelled = loop.create_future(), loop.create_future(), loop.create_future()
    for name, future in [("finished", finished), ("failed", failed), ("cancelled", cancelled)]:
        future.add_done_callback(lambda _, name=name: t("called back", name))
    finished.set_result("first")
    failed.set_exception(Boom("first"))
    cancelled.cancel("first")
    for name, future in [("finished", finished), ("failed", failed), ("cancelled", cancelled)]:
        for what, change in [
            ("set_result", lambda: future.set_result("second")),
            ("set_exception", lambda: future.set_exception(Bang("second"))),
        ]:
            try:
                change()
                t("never")
            except asyncio.InvalidStateError as e:
                t(name, what, e)
    t("finished", finished.result(), finished.exception())
    t("failed", failed.exception(), failed.cancelled())
    try:
        cancelled.result()
    except asyncio.CancelledError as e:
        t("cancelled", e, cancelled.cancelled())
    await asyncio.sleep(1)
    t("and called back once each")


@case("FUTURE-11")
async def a_pending_future_has_no_outcome_to_read(t):
    future = asyncio.get_running_loop().create_future()
    for what, read in [("result", future.result), ("exception", future.exception)]:
        try:
            t("never", read())
        except asyncio.InvalidStateError as e:
            t(what, e, future.done())
    future.set_result("value")
    t("later", future.result(), future.exception())


@case("FUTURE-12")
async def cancelling_takes_effect_at_once(t):
    future = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(asyncio.sleep(10), name="sleeper")
    await asyncio.sleep(1)
    t("future", future.cancel(), future.done(), future.cancelled())
    t("task", task.cancel(), task.done(), task.cancelled())
    await asyncio.sleep(1)
    t("task later", task.done(), task.cancelled())


@case("FUTURE-13")
async def what_is_done_cannot_be_cancelled(t):
    loop = asyncio.get_running_loop()
    finished, failed, cancelled = loop.create_future(), loop.create_future(), loop.create_future()
    finished.set_result("value")
    failed.set_exception(Boom("bad"))
    t("pending", cancelled.cancel("first"))
    t("finished", finished.cancel("late"), finished.cancelled(), finished.result())
    t("failed", failed.cancel("late"), failed.cancelled(), failed.exception())
    t("cancelled", cancelled.cancel("late"), cancelled.cancelled())
    try:
        cancelled.result()
    except asyncio.CancelledError as e:
        t("the first message stays", e)


@case("FUTURE-14")
async def reading_a_cancelled_future_raises(t):
    future = asyncio.get_running_loop().create_future()
    future.cancel()
    for what, read in [("result", future.result), ("exception", future.exception), ("result again", future.result)]:
        try:
            t("never", read())
        except Exception as e:
            t("never, it is not ordinary", e)
        except asyncio.CancelledError as e:
            t(what, e)


@case("FUTURE-15")
async def the_message_of_cancel_arrives(t):
    loop = asyncio.get_running_loop()

    async def wait_for(future):
        try:
            await future
        except asyncio.CancelledError as e:
            t("awaiting", e)

    async with asyncio.TaskGroup() as group:
        named, numbered, silent = loop.create_future(), loop.create_future(), loop.create_future()
        for future in (named, numbered, silent):
            group.create_task(wait_for(future))
        await asyncio.sleep(1)
        named.cancel("enough")
        numbered.cancel(3)
        silent.cancel()
    for future in (named, numbered, silent):
        for what, read in [("result", future.result), ("exception", future.exception)]:
            try:
                read()
            except asyncio.CancelledError as e:
                t(what, e)
        await wait_for(future)


class Named:
    def __init__(self, name):
        self.name = name

    def __call__(self, future):
        pass

    def __repr__(self):
        return self.name


WORDS = ["pending", "cancelled", "finished", "result=", "good", "exception=", "bad",
         "the first", "the second", "the third", "1 more", "2 more", "the fourth"]


@case("FUTURE-34")
async def its_text_tells_state_outcome_and_callbacks(t):
    loop = asyncio.get_running_loop()

    def show(what, future):
        text = repr(future).lower()
        t(what, [word for word in WORDS if word in text])

    future, failed, cancelled = loop.create_future(), loop.create_future(), loop.create_future()
    show("new", future)
    for name in ("the first", "the second", "the third", "the fourth"):
        future.add_done_callback(Named(name))
        show("up to " + name, future)
    future.set_result("good")
    show("with a result", future)
    failed.set_exception(Boom("bad"))
    show("with an exception", failed)
    t("and that is", failed.exception())
    cancelled.add_done_callback(Named("the first"))
    cancelled.cancel()
    show("with neither", cancelled)
