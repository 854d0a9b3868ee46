import asyncio

from case import case


class Says:
    """A callback that equals every other one with the same text."""

    def __init__(self, t, text):
        self.t, self.text = t, text

    def __call__(self, future):
        self.t(self.text)

    def __eq__(self, other):
        return other.text == self.text if isinstance(other, Says) else other == self

    __hash__ = None


@case("FUTURE-28")
async def removing_takes_every_equal_registration(t):
    future = asyncio.get_running_loop().create_future()
    t("none at all", future.remove_done_callback(Says(t, "one")))
    future.add_done_callback(Says(t, "one"))
    future.add_done_callback(Says(t, "two"))
    t("one of it", future.remove_done_callback(Says(t, "two")))
    t("never registered", future.remove_done_callback(Says(t, "three")))
    future.add_done_callback(Says(t, "two"))
    for _ in range(5):
        future.add_done_callback(Says(t, "one"))
    t("six of it", future.remove_done_callback(Says(t, "one")))
    t("none left", future.remove_done_callback(Says(t, "one")))
    future.set_result("value")
    t("too late", future.remove_done_callback(Says(t, "two")))
    await asyncio.sleep(1)
    t("end", future.remove_done_callback(Says(t, "two")))


@case("FUTURE-29")
async def the_others_keep_their_order(t):
    loop = asyncio.get_running_loop()
    names = ["one", "two", "three", "four"]
    for removed in (["one"], ["one", "two"], ["four"], ["two", "three"], ["four", "three", "two", "one"]):
        future = loop.create_future()
        for name in names:
            future.add_done_callback(Says(t, name))
        t("without", removed, [future.remove_done_callback(Says(t, name)) for name in removed])
        future.add_done_callback(Says(t, "five"))
        future.set_result(None)
        await asyncio.sleep(1)


@case("FUTURE-30")
async def removing_while_they_run_is_safe(t):
    loop = asyncio.get_running_loop()
    future = loop.create_future()

    def removes(_):
        t("removes", future.remove_done_callback(Says(t, "scheduled")), future.remove_done_callback(removes))

    future.add_done_callback(removes)
    future.add_done_callback(Says(t, "scheduled"))
    future.add_done_callback(removes)
    future.add_done_callback(Says(t, "scheduled"))
    future.set_result(None)
    await asyncio.sleep(1)

    class WhenCompared:
        def __init__(self, act):
            self.act = act

        def __eq__(self, other):
            if self.act is not None:
                act, self.act = self.act, None
                act()
            return False

    growing = loop.create_future()
    for _ in range(3):
        growing.add_done_callback(Says(t, "registered before"))
    growing.remove_done_callback(WhenCompared(lambda: growing.add_done_callback(Says(t, "registered meanwhile"))))
    growing.set_result(None)
    await asyncio.sleep(1)

    completing = loop.create_future()
    for _ in range(3):
        completing.add_done_callback(Says(t, "called once"))
    completing.remove_done_callback(WhenCompared(lambda: completing.set_result(None)))
    await asyncio.sleep(1)

    shrinking = loop.create_future()
    for text in ("stays", "goes or stays", "stays"):
        shrinking.add_done_callback(Says(lambda text: t(text) if text == "stays" else None, text))
    shrinking.remove_done_callback(WhenCompared(lambda: shrinking.remove_done_callback(Says(t, "goes or stays"))))
    shrinking.set_result(None)
    await asyncio.sleep(1)
    t("end")
