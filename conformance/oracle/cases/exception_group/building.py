import traceback

from case import Bang, Boom, case


@case("EXCGROUP-01")
def it_is_made_of_a_message_and_exceptions(t):
    one, two = Boom("one"), Bang("two")
    group = ExceptionGroup("several", [one, two])
    t("made", group)
    t("holds the very exceptions", [e is given for e, given in zip(group.exceptions, (one, two))])
    t("of one", ExceptionGroup("", [one]))
    t("of the same twice", ExceptionGroup("same", (one, one)))
    try:
        raise group
    except ExceptionGroup as e:
        t("raised", e is group)


@case("EXCGROUP-02")
def nothing_may_be_left_out(t):
    # Too many arguments have no twin in Java, which does not compile them; a missing one is null there.
    for what, make in [
        ("no exceptions", lambda: ExceptionGroup("message")),
        ("no message", lambda: ExceptionGroup([Boom("one")])),
        ("neither", lambda: ExceptionGroup()),
        ("no exceptions in any flavour", lambda: BaseExceptionGroup("message")),
        ("no message in any flavour", lambda: BaseExceptionGroup([Boom("one")])),
    ]:
        try:
            t("never", make())
        except TypeError as e:
            t(what, e)


@case("EXCGROUP-03")
def the_message_must_be_text(t):
    for make in (ExceptionGroup, BaseExceptionGroup):
        try:
            t("never", make(None, [Boom("one")]))
        except TypeError as e:
            t("refused", e)
    t("empty text is text", ExceptionGroup("", [Boom("one")]))


@case("EXCGROUP-04")
def there_must_be_exceptions(t):
    for make in (ExceptionGroup, BaseExceptionGroup):
        try:
            t("never", make("none", None))
        except TypeError as e:
            t("no sequence", e)
        try:
            t("never", make("none", []))
        except ValueError as e:
            t("an empty one", e)


@case("EXCGROUP-05")
def there_must_be_nothing_but_exceptions(t):
    for what, intruder in [("null", None), ("text", "not an exception"), ("a type", Boom)]:
        for make in (ExceptionGroup, BaseExceptionGroup):
            try:
                t("never", make("mixed", [Boom("one"), intruder]))
            except ValueError as e:
                t(what, e)


@case("EXCGROUP-06")
def the_ordinary_flavour_refuses_what_is_not_ordinary(t):
    for intruder in (
        KeyboardInterrupt(),
        GeneratorExit(),
        BaseExceptionGroup("inner", [KeyboardInterrupt()]),
    ):
        try:
            t("never", ExceptionGroup("ordinary", [Boom("one"), intruder]))
        except TypeError as e:
            t("refused", intruder, e)
    t("but takes ordinary groups", ExceptionGroup("ordinary", [ExceptionGroup("inner", [Boom("one")])]))


@case("EXCGROUP-07")
def the_base_flavour_takes_anything_and_is_chosen_only_when_needed(t):
    for exceptions in (
        [Boom("one"), Bang("two")],
        [Boom("one"), KeyboardInterrupt()],
        [GeneratorExit()],
        [ExceptionGroup("inner", [Boom("one")])],
        [Boom("one"), BaseExceptionGroup("inner", [KeyboardInterrupt()])],
    ):
        group = BaseExceptionGroup("any", exceptions)
        t("made", group, isinstance(group, ExceptionGroup))


class OrdinaryGroup(ExceptionGroup):
    pass


class AnyGroup(BaseExceptionGroup):
    pass


@case("EXCGROUP-08")
def a_subclass_of_the_ordinary_flavour_is_as_strict(t):
    t("ordinary", OrdinaryGroup("mine", [Boom("one"), ExceptionGroup("inner", [Bang("two")])]))
    for intruder in (KeyboardInterrupt(), GeneratorExit(), AnyGroup("inner", [Boom("one")])):
        try:
            t("never", OrdinaryGroup("mine", [Boom("one"), intruder]))
        except TypeError as e:
            t("refused", intruder, e)


@case("EXCGROUP-09")
def a_subclass_of_the_base_flavour_stays_itself(t):
    for exceptions in ([Boom("one")], [Boom("one"), KeyboardInterrupt()]):
        group = AnyGroup("mine", exceptions)
        t("made", group, isinstance(group, AnyGroup), isinstance(group, ExceptionGroup))


@case("EXCGROUP-10")
def a_handler_of_ordinary_exceptions_catches_the_ordinary_flavour_only(t):
    for group in (
        BaseExceptionGroup("ordinary", [Boom("one")]),
        BaseExceptionGroup("base", [Boom("one"), KeyboardInterrupt()]),
        AnyGroup("mine", [Boom("one")]),
    ):
        try:
            raise group
        except Exception as e:
            t("caught as ordinary", e, e is group)
        except BaseExceptionGroup as e:
            t("went past that", e, e is group)


@case("EXCGROUP-11")
def the_message_stays_what_it_was(t):
    group = ExceptionGroup("message", [Boom("one")])
    t("reads", group.message)
    try:
        group.message = "another"  # has no twin in Java, which has nothing to assign to
    except AttributeError:
        pass
    group.add_note("a note")
    t("still", group.message)


@case("EXCGROUP-12")
def the_exceptions_stay_what_they_were(t):
    given = [Boom("one"), Bang("two"), Boom("three")]
    group = ExceptionGroup("message", given)
    given.append(Boom("late"))
    given[0] = Boom("other")
    t("as given", list(group.exceptions))
    try:
        group.exceptions[1] = Boom("other")
        t("never")
    except TypeError:
        t("cannot be changed")
    try:
        del group.exceptions[1]
        t("never")
    except TypeError:
        t("cannot be shortened")
    t("still", list(group.exceptions))


@case("EXCGROUP-13")
def its_text_counts_and_its_representation_lists(t):
    inner = ExceptionGroup("inner message", [Boom("first leaf"), Bang("second leaf")])
    mine = OrdinaryGroup("my message", [inner])
    base = BaseExceptionGroup("base message", [mine, inner, KeyboardInterrupt()])
    words = ["OrdinaryGroup", "BaseExceptionGroup", "base message", "my message", "inner message",
             "first leaf", "second leaf", "KeyboardInterrupt"]
    for group in (inner, mine, base):
        t("text", str(group))
        t("represented by", [word for word in words if word in repr(group)])


def leaf():
    try:
        raise Boom("cause")
    except Boom as e:
        raise Bang("leaf") from e


def group_of_a_leaf():
    try:
        leaf()
    except Bang as e:
        raise ExceptionGroup("inner", [e])


def group_of_groups():
    exceptions = []
    for fail in (group_of_a_leaf, leaf):
        try:
            fail()
        except Exception as e:
            exceptions.append(e)
    raise ExceptionGroup("outer", exceptions)


@case("EXCGROUP-37")
def each_exception_in_a_nest_keeps_its_own_past(t):
    def raised_in(error):
        return traceback.extract_tb(error.__traceback__)[-1].name.replace("_", " ")

    try:
        group_of_groups()
    except ExceptionGroup as e:
        outer = e
    t("nested", outer)
    inner, direct = outer.exceptions
    (nested,) = inner.exceptions
    for what, error in [("outer", outer), ("inner", inner), ("leaf of the inner", nested), ("leaf of the outer", direct)]:
        t(what, error, "raised in", raised_in(error), "because of", error.__cause__)
    t("different leaves", nested is not direct, nested.__cause__ is not direct.__cause__)
    deeper = ExceptionGroup("1", [ExceptionGroup("2", [ExceptionGroup("3", [nested]), direct]), ExceptionGroup("4", [outer])])
    t("deeper", deeper)
    t("still", raised_in(deeper.exceptions[1].exceptions[0]), raised_in(deeper.exceptions[0].exceptions[1]))
