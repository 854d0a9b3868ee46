import asyncio
from asyncio.staggered import staggered_race

from case import Bang, Boom, case


@case("TRANSPORT-10", since="3.14")
async def attempts_begin_one_by_one_until_the_first_success(t):
    def attempt(name, seconds, outcome, *, stubborn=False):
        async def runs():
            t("begins", name)
            try:
                await asyncio.sleep(seconds)
            except asyncio.CancelledError as e:
                t("is cancelled", name, e)
                if not stubborn:
                    raise
            if isinstance(outcome, Exception):
                raise outcome
            return outcome
        return runs

    async def race(text, delay, *attempts):
        t(text)
        try:
            winner, index, errors = await staggered_race(attempts, delay)
        except (ExceptionGroup, asyncio.CancelledError) as e:
            t("raises", e)
        else:
            t("winner", winner, index, errors)

    await race("nothing to race", 1)
    await race("the first wins in its time", 1, attempt("a", 0.5, "A"), attempt("b", 0, "B"))
    await race("the first is slow and wins", 1, attempt("a", 2, "A"), attempt("b", 2, "B"), attempt("c", 2, "C"))
    await race("the second is faster", 1, attempt("a", 9, "A"), attempt("b", 0.5, "B"), attempt("c", 9, "C"))
    await race("a failure begins the next at once", 1, attempt("a", 0.25, Boom("a")), attempt("b", 0.5, "B"))
    await race("a late failure does not", 1, attempt("a", 1.5, Boom("a")), attempt("b", 3, "B"), attempt("c", 0.5, "C"))
    await race("without a delay", None, attempt("a", 5, Boom("a")), attempt("b", 5, "B"), attempt("c", 5, "C"))
    await race("no delay at all", 0, attempt("a", 1, "A"), attempt("b", 0.5, "B"), attempt("c", 2, "C"))
    await race("all fail", 1, attempt("a", 2.5, Boom("a")), attempt("b", 0.5, Bang("b")), attempt("c", 0.5, Boom("c")))
    await race("nothing is a success", 1, attempt("a", 0, None), attempt("b", 0, "B"))
    await race("two win", 1, attempt("a", 9, "A", stubborn=True), attempt("b", 0.5, "B"))

    cancelled = asyncio.create_task(
        race("cancelled", 1, attempt("a", 9, "A"), attempt("b", 9, "B"), attempt("c", 9, "C")), name="cancelled")
    await asyncio.sleep(1.5)
    cancelled.cancel("enough")
    await cancelled
