from case import case


@case("LOOP-16")
def stopping_ends_the_pass_and_keeps_what_it_scheduled(t):
    def first():
        t("first")
        loop.call_soon(t, "scheduled by the first")
        loop.stop()

    loop = t.new_loop()
    loop.call_soon(first)
    loop.call_soon(t, "second")
    loop.run_forever()
    t("stopped")
    loop.stop()
    loop.run_forever()
    t("stopped again")
    loop.close()


@case("LOOP-17")
def stopping_before_a_run_allows_one_pass(t):
    def first():
        t("first")
        loop.call_soon(t, "scheduled by the first")

    loop = t.new_loop()
    loop.call_soon(first)
    loop.call_soon(t, "second")
    loop.call_later(1, t, "timer")
    loop.stop()
    loop.run_forever()
    t("stopped", loop.time())
    loop.call_later(2, loop.stop)
    loop.run_forever()
    t("the next run goes on", loop.time())
    loop.close()


@case("LOOP-18")
def no_callback_runs_twice(t):
    loop = t.new_loop()
    for number in range(3):
        loop.call_soon(t, "callback", number)
        loop.call_soon(loop.stop)
        loop.call_soon(t, "callback behind the stop", number)
    for _ in range(3):
        loop.stop()
        loop.run_forever()
        t("run")
    loop.close()
