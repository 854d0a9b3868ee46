from case import Bang, Boom, case


def nest():
    return ExceptionGroup("outer", [
        Boom("1"),
        ExceptionGroup("inner", [Bang("2"), Boom("3")]),
        ExceptionGroup("only bangs", [Bang("4")]),
        Bang("5"),
    ])


def leaves(group):
    if group is None:
        return []
    return [leaf for e in group.exceptions for leaf in (leaves(e) if isinstance(e, BaseExceptionGroup) else [e])]


@case("EXCGROUP-22")
def a_split_gives_both_parts(t):
    for what, condition in [
        ("by type", Boom),
        ("by several types", (Bang, KeyboardInterrupt)),
        ("by predicate", lambda e: e.args[0] in ("2", "5")),
        ("by a predicate that takes groups", lambda e: e.args[0] == "inner"),
    ]:
        group = nest()
        matching, rest = group.split(condition)
        t(what, matching)
        t("the rest", rest)
        found = leaves(matching) + leaves(rest)
        t("each leaf once", len(found) == 5, [sum(leaf is e for e in found) for leaf in leaves(group)])


@case("EXCGROUP-23")
def one_of_the_parts_may_be_nothing(t):
    group = nest()
    matching, rest = group.split(Exception)
    t("everything matches the type", matching is group, rest)
    matching, rest = group.split(lambda e: True)
    t("everything matches the predicate", matching is group, rest)
    matching, rest = group.split((Boom, Bang))
    t("every leaf matches", matching, rest)
    for what, condition in [("type", KeyboardInterrupt), ("predicate", lambda e: False)]:
        matching, rest = group.split(condition)
        t("nothing matches the " + what, matching, rest)
        t("the very leaves", [a is b for a, b in zip(leaves(rest), leaves(group))])


@case("EXCGROUP-24")
def a_part_without_base_errors_is_ordinary(t):
    group = BaseExceptionGroup("mixed", [
        Boom("1"),
        KeyboardInterrupt(),
        BaseExceptionGroup("inner", [Bang("2"), GeneratorExit()]),
    ])
    for condition in (Boom, Bang, KeyboardInterrupt, (KeyboardInterrupt, GeneratorExit)):
        matching, rest = group.split(condition)
        t("matching", matching)
        t("rest", rest)


def group_with_a_past():
    try:
        raise ExceptionGroup("with a past", [Boom("1"), Bang("2")])
    except ExceptionGroup as e:
        e.__cause__, e.__context__ = Boom("cause"), Bang("context")
        return e


@case("EXCGROUP-25")
def both_parts_keep_the_past_of_the_whole(t):
    group = group_with_a_past()
    for part in (*group.split(Boom), group.subgroup(Bang)):
        t("part", part)
        t("message", part.message)
        t("trace", part is not group, part.__traceback__ is group.__traceback__, part.__traceback__ is not None)
        t("cause", part.__cause__, part.__cause__ is group.__cause__)
        t("context", part.__context__, part.__context__ is group.__context__)
    plain = ExceptionGroup("without a past", [Boom("1"), Bang("2")])
    for part in plain.split(Boom):
        t("without a past", part, part.__cause__, part.__context__)


@case("EXCGROUP-26")
def notes_are_copied(t):
    group = ExceptionGroup("noted", [Boom("1"), Bang("2")])
    group.add_note("first note")
    group.add_note("second note")
    matching, rest = group.split(Boom)
    t("copied", matching.__notes__, rest.__notes__)
    group.add_note("on the whole")
    matching.add_note("on the matching part")
    rest.add_note("on the rest")
    for part in (group, matching, rest):
        t("of its own", part.__notes__)
    t("of a part of a part", matching.subgroup(Boom).__notes__, rest.subgroup(Bang).__notes__)


@case("EXCGROUP-30", threads=True)  # natively: WebAssembly's stack ends without an error
def nesting_that_is_too_deep_is_an_error(t):
    deep = Boom("one")
    for _ in range(100_000):
        deep = ExceptionGroup("deep", [deep])
    for what, divide in [
        ("split", lambda: deep.split(Boom)),
        ("subgroup", lambda: deep.subgroup(Boom)),
        ("split by predicate", lambda: deep.split(lambda e: False)),
        ("subgroup by predicate", lambda: deep.subgroup(lambda e: False)),
    ]:
        try:
            divide()
            t("never")
        except RecursionError as e:
            t(what, e)
    t("the group is as it was", deep.message, len(deep.exceptions))
    t("itself without a look inside", deep.subgroup(ExceptionGroup) is deep)
