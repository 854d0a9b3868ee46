import warnings

from case import case


@case("DEBUG-09")
def never_awaited_warnings_tell_the_origin_while_a_debug_loop_runs(t):
    async def job():
        pass

    def loses(when):
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            job()
            t.collect()
        texts = [str(warning.message) for warning in caught]
        t(when, len(texts), ["created at" in text and "in loses" in text for text in texts])

    async def main(when):
        loses(when)

    loop = t.new_loop()
    loses("no loop runs")
    loop.run_until_complete(main("a loop runs"))
    loop.set_debug(True)
    loses("the loop in debug mode does not run")
    loop.run_until_complete(main("it runs"))
    loses("it has stopped")
    loop.close()
