from case import case

from .feeding import after, attempt, reader_of


@case("STREAMS-21")
async def readuntil_finds_separators_wherever_they_are_split(t):
    reader = reader_of(b"apple--pear--")
    t("there", (await reader.readuntil(b"--")).decode())
    t("the next", (await reader.readuntil(b"--")).decode())

    reader = reader_of(b"QWERT")
    after(1, reader.feed_data, b"AAA")
    after(2, reader.feed_data, b"AA")
    after(3, reader.feed_data, b"Axyz")
    t("split", (await reader.readuntil(b"AAAAAA")).decode())
    t("the rest", (await reader.read(10)).decode())

    reader = reader_of(b"oneEO")
    after(1, reader.feed_data, b"XtwoEO")
    after(2, reader.feed_data, b"Fthree")
    t("nearly one before", (await reader.readuntil(b"EOF")).decode())

    reader = reader_of()
    for i, piece in enumerate((b"a", b"b", b"\r", b"\r", b"\n", b"\r", b"\n")):
        after(i + 1, reader.feed_data, piece)
    t("byte by byte", (await reader.readuntil(b"\r\n")).decode().replace("\r", "CR"))
    t("again", (await reader.readuntil(b"\r\n")).decode().replace("\r", "CR"))


@case("STREAMS-22")
async def an_empty_separator_is_refused(t):
    reader = reader_of(b"apple")
    await attempt(t, "empty", reader.readuntil(b""))
    t("nothing was taken", (await reader.read(10)).decode())


@case("STREAMS-23")
async def readuntil_tells_what_there_was_before_the_end(t):
    reader = reader_of(b"apple")
    after(1, reader.feed_data, b"-")
    after(2, reader.feed_eof)
    await attempt(t, "ended", reader.readuntil(b"--"))
    t("nothing is left", reader.at_eof())
    await attempt(t, "once more", reader.readuntil(b"--"))
    reader = reader_of(b"pear--", end=True)
    await attempt(t, "there", reader.readuntil(b"--"))


@case("STREAMS-24")
async def readuntil_beyond_the_limit_takes_nothing(t):
    reader = reader_of(b"apple!", limit=4)
    await attempt(t, "found", reader.readuntil(b"!"))
    await attempt(t, "again", reader.readuntil(b"!"))
    t("still there", (await reader.readexactly(6)).decode())

    reader = reader_of(b"some dataAA", limit=3)
    await attempt(t, "not found, its beginning is there", reader.readuntil(b"AAA"))
    reader.feed_data(b"A")
    await attempt(t, "found", reader.readuntil(b"AAA"))
    t("still there", (await reader.readuntil(b"e")).decode())

    reader = reader_of(b"pea", limit=4)
    after(1, reader.feed_data, b"r!")
    await attempt(t, "just within", reader.readuntil(b"!"))
    reader = reader_of(b"pea", limit=4)
    after(1, reader.feed_data, b"rs")
    await attempt(t, "grew beyond while one waited", reader.readuntil(b"!"))

    reader = reader_of(b"12345", end=True, limit=4)
    await attempt(t, "the limit comes before the end", reader.readuntil(b"!"))
    t("still there", (await reader.read(10)).decode())


@case("STREAMS-25")
async def of_several_separators_the_one_that_ends_first_counts(t):
    reader = reader_of(b"apple\rpear\nplum\r\nfig")
    both = (b"\r\n", b"\n", b"\r")
    for _ in range(4):
        t("part", (await reader.readuntil(both)).decode().replace("\r", "CR"))
    after(1, reader.feed_eof)
    await attempt(t, "ended", reader.readuntil(both))

    reader = reader_of(b"some data")
    after(1, reader.feed_data, b"aXXbc")
    t("the longer one ends first", (await reader.readuntil((b"bc", b"aXX"))).decode())
    t("one within another", (await reader_of(b"xxABCyy").readuntil((b"ABCy", b"BC"))).decode())
    t("split", (await reader.readuntil((b"nothing of this", b"c"))).decode())

    reader = reader_of(b"c")
    after(1, reader.feed_data, b"d")
    t("longer than all that is there", (await reader.readuntil((b"a long separator", b"d"))).decode())

    reader = reader_of(b"123AB4", limit=3)
    await attempt(t, "within by the shorter one", reader.readuntil((b"3AB", b"AB")))
    reader = reader_of(b"123AB4", limit=2)
    await attempt(t, "beyond by the shorter one", reader.readuntil((b"3AB", b"AB")))
    await attempt(t, "within by the longer one", reader.readuntil((b"3AB", b"4")))
    await attempt(t, "none", reader.readuntil(()))
    await attempt(t, "one of them empty", reader.readuntil((b"a", b"")))
