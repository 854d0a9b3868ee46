from case import Bang, Boom, case


class Crack(Boom):
    pass


class Other(Exception):
    pass


def nest():
    return ExceptionGroup("outer", [
        Boom("1"),
        Bang("2"),
        ExceptionGroup("inner", [Bang("3"), Crack("4"), Other("5")]),
        ExceptionGroup("only bangs", [Bang("6")]),
    ])


@case("EXCGROUP-31")
def each_clause_gets_what_matches_it_and_passes_on_the_rest(t):
    group = nest()
    try:
        raise group
    except* Crack as e:
        t("cracks", e, e.exceptions[0].exceptions[0] is group.exceptions[2].exceptions[1])
    except* Boom as e:
        t("the other booms", e)
    except* (Bang, KeyboardInterrupt) as e:
        t("bangs", e)
    except* Exception as e:
        t("the others", e)
    t("all handled")


@case("EXCGROUP-32")
def every_clause_that_matches_runs_once(t):
    for exceptions in ([Crack("1"), Bang("2")], [Bang("1"), Crack("2"), Crack("3"), Boom("4")], [Bang("1")], [Crack("1")]):
        try:
            t("raises", exceptions)
            raise ExceptionGroup("group", exceptions)
        except* Boom as e:
            t("first clause", e)
        except* Crack as e:
            t("never, the first clause takes these", e)
        except* Bang as e:
            t("third clause", e)
        except* Exception as e:
            t("never, nothing is left", e)
        t("goes on")


@case("EXCGROUP-33")
def what_no_clause_matches_goes_on_as_a_group(t):
    group = nest()
    try:
        try:
            raise group
        except* Crack as e:
            t("cracks", e)
        except* Bang as e:
            t("bangs", e)
    except ExceptionGroup as e:
        t("unhandled", e)
    try:
        try:
            raise group
        except* KeyboardInterrupt as e:
            t("never", e)
    except ExceptionGroup as e:
        t("nothing matched", e)
        t("the very exceptions", e.exceptions[0] is group.exceptions[0])


@case("EXCGROUP-34")
def a_plain_exception_is_wrapped_for_its_clause(t):
    boom = Boom("plain")
    try:
        raise boom
    except* Bang as e:
        t("never", e)
    except* Boom as e:
        t("wrapped", e, e.exceptions[0] is boom)
    try:
        raise Crack("of a subclass")
    except* Boom as e:
        t("wrapped", e)
    try:
        try:
            raise boom
        except* Bang as e:
            t("never", e)
    except Boom as e:
        t("not wrapped", e, e is boom)
    try:
        raise KeyboardInterrupt
    except* KeyboardInterrupt as e:
        t("wrapped in the flavour that fits", e)
    try:
        raise ExceptionGroup("a group", [boom])
    except* Exception as e:
        t("a group is not", e)


@case("EXCGROUP-36")
def a_clause_cannot_name_a_group_type(t):
    for what, types in [
        ("ordinary", ExceptionGroup),
        ("base", BaseExceptionGroup),
        ("among others", (Bang, ExceptionGroup)),
    ]:
        for raised in (ExceptionGroup("group", [Boom("1"), Crack("2")]), Boom("plain")):
            try:
                try:
                    raise raised
                except* Crack as e:
                    t("earlier clauses run", e)
                except* types as e:
                    t("never", e)
                except* Boom as e:
                    t("never, later clauses do not run", e)
            except TypeError as e:
                t(what, e)


def is_accepted(code):
    try:
        compile(code, "case", "exec")
        return True
    except SyntaxError:
        return False


@case("EXCGROUP-40")
def what_leaves_a_clause_the_back_way_is_rejected_beforehand(t):
    def clause(body, clauses="except* ValueError: {}"):
        handler = clauses.format(body)
        return f"def f():\n for n in range(3):\n  try: g()\n  {handler}\n"

    t("accepted", is_accepted(clause("print(n)")))
    t("break", is_accepted(clause("break")))
    t("continue", is_accepted(clause("continue")))
    t("return a value", is_accepted(clause("return n")))
    t("several", is_accepted(clause("print(n)", "except* ValueError: {}\n  except* TypeError: print()")))
    t("mixed", is_accepted(clause("print(n)", "except* ValueError: {}\n  except TypeError: print()")))
    t("a loop of its own", is_accepted(clause("\n   for m in range(n): break")))


@case("EXCGROUP-41")
def statements_may_be_nested(t):
    try:
        try:
            raise nest()
        except* Bang as e:
            t("inner", e)
        t("never")
    except* Boom as e:
        t("outer", e)
        try:
            raise ExceptionGroup("meanwhile", [Bang("a"), Other("b")])
        except* Bang as e:
            t("in a clause", e)
        except* Other as e:
            t("in a clause", e)
        t("goes on there")
    except* Other as e:
        t("outer", e)
    for n in range(2):
        try:
            raise ExceptionGroup("in a loop", [Boom(n)])
        except* Boom as e:
            t("in a loop", e)
    t("end")


class Coded(ExceptionGroup):
    def __new__(cls, message, exceptions, code):
        group = super().__new__(cls, message, exceptions)
        group.code = code
        return group

    def derive(self, exceptions):
        return Coded(self.message, exceptions, self.code)


class Plain(ExceptionGroup):
    pass


@case("EXCGROUP-42")
def parts_of_a_subclass_are_derived(t):
    try:
        try:
            raise Coded("mine", [Boom("1"), Coded("inner", [Bang("2"), Other("3")], 101), Other("4")], 42)
        except* Boom as e:
            t("matching", e, e.code)
        except* Bang as e:
            t("matching", e, e.code, e.exceptions[0].code)
    except Coded as e:
        t("unhandled", e, e.code, e.exceptions[0].code)
    try:
        try:
            raise Plain("without derive", [Boom("1"), Bang("2")])
        except* Boom as e:
            t("matching", e)
    except ExceptionGroup as e:
        t("unhandled", e)
