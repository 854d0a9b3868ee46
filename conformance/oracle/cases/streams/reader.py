import asyncio

from case import Bang, Boom, case

from .feeding import after, reader_of


@case("STREAMS-26")
async def iterating_gives_lines_to_the_end(t):
    reader = reader_of(b"apple\npe")
    after(1, reader.feed_data, b"ar\n\n")
    after(2, reader.feed_data, b"plum")
    after(3, reader.feed_eof)
    async for line in reader:
        t("line", line.decode())
    t("end", reader.at_eof())
    async for line in reader:
        t("never", line.decode())
    reader = reader_of(b"fig\ndate\nlime\n")
    async for line in reader:
        t("only the first", line.decode())
        break
    t("left", (await reader.readline()).decode())
    reader.set_exception(Boom("lost"))
    try:
        async for line in reader:
            t("never", line.decode())
    except Boom as e:
        t("failed", e)


@case("STREAMS-27")
async def the_end_is_reached_when_all_has_been_read(t):
    reader = asyncio.StreamReader()
    t("new", reader.at_eof())
    reader.feed_data(b"apple")
    t("bytes", reader.at_eof())
    reader.feed_eof()
    t("bytes and the end", reader.at_eof())
    await reader.read(2)
    t("some read", reader.at_eof())
    await reader.read(3)
    t("all read", reader.at_eof())


@case("STREAMS-28")
async def the_end_wakes_who_waits(t):
    async def reads(name, read):
        try:
            t(name, len(await read()))
        except asyncio.IncompleteReadError as e:
            t(name, e, len(e.partial), e.expected)

    for name in ("read", "readline", "readexactly", "readuntil"):
        reader = reader_of(b"ab" if name == "readuntil" else b"")
        read = getattr(reader, name)
        args = {"read": (5,), "readline": (), "readexactly": (5,), "readuntil": (b"!",)}[name]
        task = asyncio.create_task(reads(name, lambda: read(*args)))
        await asyncio.sleep(1)
        t("waits", not task.done())
        reader.feed_eof()
        await task


@case("STREAMS-29")
async def feeding_nothing_does_nothing(t):
    reader = asyncio.StreamReader()
    task = asyncio.create_task(reader.read(5))
    await asyncio.sleep(1)
    reader.feed_data(b"")
    await asyncio.sleep(1)
    t("still waits", not task.done(), reader.at_eof())
    reader.feed_data(b"apple")
    t("read", (await task).decode())


@case("STREAMS-30")
async def the_limit_is_at_least_one_and_64_kib_if_not_given(t):
    for limit in (0, -1):
        try:
            asyncio.StreamReader(limit)
        except ValueError as e:
            t("refused", limit, e)
    reader = asyncio.StreamReader(1)
    reader.feed_data(b"a\nbc\n")
    t("one", (await reader.readline()).decode())
    try:
        await reader.readline()
    except ValueError as e:
        t("too long for it", e)
    reader = asyncio.StreamReader()
    reader.feed_data(b"x" * 2**16 + b"\n")
    t("64 KiB", len(await reader.readline()))
    reader.feed_data(b"x" * 2**16 + b"y\n")
    try:
        await reader.readline()
    except ValueError as e:
        t("too long for it", e)


@case("STREAMS-31")
async def only_one_task_may_wait(t):
    async def reads(what):
        try:
            await what
        except RuntimeError as e:
            t("refused", e)

    reader = reader_of(b"ab")
    task = asyncio.create_task(reader.readexactly(5))
    await asyncio.sleep(1)
    await reads(reader.readexactly(4))
    await reads(reader.readline())
    await reads(reader.readuntil(b"!"))
    t("needs not wait", (await reader.readexactly(1)).decode())
    await reads(reader.read())
    reader.feed_data(b"cdefg")
    t("the first one", (await task).decode())
    await asyncio.create_task(reads(reader.read(0)))


class Source:
    """A transport that tells when it is paused and resumed."""

    def __init__(self, t):
        self.t = t

    def pause_reading(self):
        self.t("paused")

    def resume_reading(self):
        self.t("resumed")


class Unstoppable:
    """A transport that cannot be paused."""

    def __init__(self, t):
        self.t = t

    def pause_reading(self):
        self.t("asked to pause")
        raise NotImplementedError


@case("STREAMS-32")
async def a_transport_is_paused_while_too_much_is_kept(t):
    reader = asyncio.StreamReader(limit=4)
    reader.set_transport(Source(t))
    t("twice the limit")
    reader.feed_data(b"12345678")
    t("more")
    reader.feed_data(b"9")
    reader.feed_data(b"0")
    t("read", (await reader.read(5)).decode())
    t("read", (await reader.read(1)).decode())
    t("more")
    reader.feed_data(b"abcde")
    t("read until", (await reader.readuntil(b"0")).decode())
    reader.feed_data(b"fghi")
    after(1, reader.feed_data, b"j!k")
    t("read exactly", (await reader.readexactly(10)).decode())
    reader.feed_data(b"lmnopqrst\n")
    try:
        await reader.readline()
    except ValueError as e:
        t("dropped", e)

    reader = asyncio.StreamReader(limit=2)
    reader.set_transport(Source(t))
    reader.feed_data(b"12345")
    after(1, reader.feed_data, b"67890")
    after(2, reader.feed_eof)
    t("read all", (await reader.read()).decode())

    reader = asyncio.StreamReader(limit=2)
    reader.set_transport(Unstoppable(t))
    reader.feed_data(b"12345")
    reader.feed_data(b"67890")
    t("read", (await reader.read(10)).decode())


@case("STREAMS-33")
async def reads_fail_once_the_connection_has(t):
    async def fails(what, awaitable):
        try:
            await awaitable
        except Boom as e:
            t(what, e, e is boom)

    boom = Boom("lost")
    reader = asyncio.StreamReader()
    t("none yet", reader.exception())
    task = asyncio.create_task(fails("the one that waits", reader.read(5)))
    await asyncio.sleep(1)
    reader.set_exception(boom)
    t("set", reader.exception(), task.done())
    await task
    reader.feed_data(b"apple\n")
    await fails("read", reader.read(5))
    await fails("read nothing", reader.read(0))
    await fails("read all", reader.read())
    await fails("readline", reader.readline())
    await fails("readexactly", reader.readexactly(2))
    await fails("readexactly nothing", reader.readexactly(0))
    await fails("readuntil", reader.readuntil(b"!"))
    reader.feed_eof()
    await fails("at the end", reader.read(5))
    try:
        await reader.readexactly(-1)
    except ValueError as e:
        t("a wrong argument comes first", e)
    reader.set_exception(Bang("again"))
    t("another one", reader.exception())


@case("STREAMS-34")
async def a_cancelled_read_loses_nothing(t):
    reader = reader_of(b"app")
    for read in (reader.readexactly(8), reader.readline(), reader.readuntil(b"!")):
        task = asyncio.create_task(read)
        await asyncio.sleep(1)
        task.cancel()
        await asyncio.wait([task])
        t("cancelled", task.cancelled())
    reader.feed_data(b"le")
    t("all", (await reader.readexactly(5)).decode())

    task = asyncio.create_task(reader.read(5))
    await asyncio.sleep(1)
    reader.feed_data(b"pear")
    task.cancel()
    await asyncio.wait([task])
    t("cancelled when it was there", task.cancelled())
    t("all", (await reader.read(10)).decode())

    task = asyncio.create_task(reader.read(5))
    await asyncio.sleep(1)
    task.cancel()
    reader.feed_data(b"plum")
    reader.feed_eof()
    await asyncio.wait([task])
    t("cancelled before it was there", task.cancelled())
    t("all", (await reader.read(10)).decode())

    task = asyncio.create_task(asyncio.StreamReader().read(5))
    await asyncio.sleep(1)
    task.cancel()
    reader.set_exception(Boom("late"))
    await asyncio.wait([task])
    t("cancelled", task.cancelled())


@case("STREAMS-50", differs="3.13: a loop was made where there was none")
def readers_and_protocols_find_their_loop(t):
    def make(what):
        try:
            reader = asyncio.StreamReader()
            asyncio.StreamReaderProtocol(reader)
            reader.feed_data(b"apple\n")
            t(what, "made")
            return reader
        except RuntimeError as e:
            t(what, e)

    async def running():
        t("read", (await make("running").readline()).decode())

    make("no loop")
    t.run(running())
    loop = t.new_loop()
    asyncio.set_event_loop(loop)
    reader = make("registered")
    t("read", loop.run_until_complete(reader.readline()).decode())
    asyncio.set_event_loop(None)
    make("none any more")
    reader = asyncio.StreamReader(100, loop)
    asyncio.StreamReaderProtocol(reader, None, loop)
    reader.feed_data(b"pear\n")
    t("given", loop.run_until_complete(reader.readline()).decode())
    loop.close()


WORDS = ("5 bytes", "eof", "limit=", "waiter=", "exception=", "lost", "transport=", "paused")


@case("STREAMS-51")
async def its_text_shows_what_is_there(t):
    def show(what, reader):
        text = str(reader)
        t(what, [word for word in WORDS if word in text])

    reader = asyncio.StreamReader()
    show("new", reader)
    task = asyncio.create_task(reader.readexactly(6))
    await asyncio.sleep(1)
    show("a task waits", reader)
    reader.feed_data(b"apple")
    show("bytes", reader)
    reader.feed_eof()
    show("the end", reader)
    await asyncio.wait([task])
    t("failed", task.exception())
    reader.set_exception(Boom("lost"))
    show("an error", reader)
    reader = asyncio.StreamReader(limit=2)
    show("a limit", reader)
    reader.set_transport(Source(t))
    show("a transport", reader)
    reader.feed_data(b"fives")
    show("paused", reader)
    show("the limit there is by default", asyncio.StreamReader(2**16))
