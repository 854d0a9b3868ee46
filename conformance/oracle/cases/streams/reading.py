import asyncio

from case import case

from .feeding import after, attempt, reader_of


@case("STREAMS-10")
async def read_waits_for_a_byte_and_takes_no_more_than_it_was_asked_for(t):
    reader = asyncio.StreamReader()
    after(1, reader.feed_data, b"apple")
    t("first", (await reader.read(3)).decode())
    t("second", (await reader.read(30)).decode())
    after(1, reader.feed_data, b"p")
    after(1, reader.feed_data, b"ear")
    t("both pieces of one iteration", (await reader.read(30)).decode())
    after(1, reader.feed_data, b"p")
    after(2, reader.feed_data, b"lum")
    t("the first piece", (await reader.read(30)).decode())
    t("the second piece", (await reader.read(30)).decode())


@case("STREAMS-11")
async def reading_no_bytes_needs_none(t):
    reader = asyncio.StreamReader()
    t("nothing there", len(await reader.read(0)))
    reader.feed_data(b"apple")
    t("something there", len(await reader.read(0)))
    reader.feed_eof()
    t("at the end", len(await reader.read(0)), reader.at_eof())
    t("still there", (await reader.read(10)).decode())


@case("STREAMS-12")
async def read_without_a_count_takes_all_to_the_end(t):
    for count in (None, -1, -7):
        reader = reader_of(b"apple\n", limit=4)
        after(1, reader.feed_data, b"pear")
        after(2, reader.feed_data, b"plum\n")
        after(3, reader.feed_eof)
        t("all", (await (reader.read() if count is None else reader.read(count))).decode(), reader.at_eof())
        t("no more", len(await reader.read()))


@case("STREAMS-13")
async def read_gives_nothing_at_the_end(t):
    reader = asyncio.StreamReader()
    after(1, reader.feed_eof)
    t("the end came", len(await reader.read(10)))
    t("again", len(await reader.read(10)))
    reader = reader_of(b"apple", end=True)
    t("left", (await reader.read(10)).decode())
    t("the end", len(await reader.read(10)))


@case("STREAMS-14")
async def what_was_not_asked_for_stays_for_the_next_read(t):
    reader = reader_of(b"line1", b"line2")
    t("five", (await reader.read(5)).decode())
    t("two", (await reader.read(2)).decode())
    reader.feed_data(b"line3")
    t("the rest", (await reader.read(100)).decode())


@case("STREAMS-15")
async def readline_gives_a_line_with_its_line_feed(t):
    reader = reader_of(b"apple\npe")
    t("there", (await reader.readline()).decode())
    after(1, reader.feed_data, b"ar")
    after(2, reader.feed_data, b"\n\npl")
    t("came in pieces", (await reader.readline()).decode())
    t("empty", (await reader.readline()).decode())
    after(1, reader.feed_data, b"um\nfig\n")
    t("next", (await reader.readline()).decode())
    t("then other reads", (await reader.read(2)).decode())
    t("then a line again", (await reader.readline()).decode())


@case("STREAMS-16")
async def readline_gives_the_rest_at_the_end(t):
    reader = reader_of(b"apple\npear", end=True)
    t("line", (await reader.readline()).decode())
    t("rest", (await reader.readline()).decode())
    t("nothing", len(await reader.readline()))
    reader = reader_of(b"plu")
    after(1, reader.feed_data, b"m")
    after(2, reader.feed_eof)
    t("rest", (await reader.readline()).decode())
    reader = asyncio.StreamReader()
    after(1, reader.feed_eof)
    t("nothing", len(await reader.readline()))


@case("STREAMS-17")
async def a_line_beyond_the_limit_is_refused_and_dropped(t):
    reader = reader_of(b"apple\n", b"pear\n", limit=4)
    await attempt(t, "its end is there", reader.readline())
    await attempt(t, "the next one", reader.readline())

    reader = reader_of(b"li", b"ne1", b"li", limit=4)
    await attempt(t, "its end is not there", reader.readline())
    reader.feed_data(b"ne2\n")
    await attempt(t, "its rest is the next line", reader.readline())

    reader = reader_of(b"12", limit=3)
    after(1, reader.feed_data, b"34567890")
    after(2, reader.feed_data, b"end\n")
    await attempt(t, "grows too long while one waits", reader.readline())
    await attempt(t, "then", reader.readline())

    reader = reader_of(b"1234\n", limit=4)
    await attempt(t, "just within", reader.readline())
    reader = reader_of(b"12345", end=True, limit=4)
    await attempt(t, "no line feed before the end", reader.readline())
    t("nothing is left", reader.at_eof())


@case("STREAMS-18")
async def readexactly_waits_for_all_it_was_asked_for(t):
    reader = reader_of(b"apple", limit=3)
    after(1, reader.feed_data, b"pear")
    after(2, reader.feed_data, b"plum")
    t("eleven", (await reader.readexactly(11)).decode())
    t("two that are there", (await reader.readexactly(2)).decode())


@case("STREAMS-19")
async def readexactly_takes_counts_from_zero_on(t):
    reader = asyncio.StreamReader()
    t("none", len(await reader.readexactly(0)))
    await attempt(t, "negative", reader.readexactly(-1))
    reader.feed_data(b"apple")
    await attempt(t, "negative", reader.readexactly(-2))
    t("still there", (await reader.readexactly(5)).decode())
    reader.feed_eof()
    t("none", len(await reader.readexactly(0)))


@case("STREAMS-20")
async def readexactly_tells_what_there_was_before_the_end(t):
    reader = reader_of(b"apple")
    after(1, reader.feed_data, b"pear")
    after(2, reader.feed_eof)
    await attempt(t, "ended", reader.readexactly(10))
    t("nothing is left", len(await reader.read()))
    await attempt(t, "once more", reader.readexactly(1))
    reader = reader_of(b"plum", end=True)
    await attempt(t, "all of it", reader.readexactly(4))
