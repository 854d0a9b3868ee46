from case import Bang, Boom, case


class Crack(Boom):
    pass


class Crash(Boom):
    pass


class OrdinaryGroup(ExceptionGroup):
    pass


def nest():
    """Two levels: Booms of all kinds, and Bangs, in both."""
    return ExceptionGroup("outer", [
        Boom("1"),
        ExceptionGroup("inner", [Bang("2"), Crack("3")]),
        ExceptionGroup("only bangs", [Bang("4")]),
        Crash("5"),
    ])


@case("EXCGROUP-14")
def selecting_by_type_keeps_the_nesting(t):
    t("booms and what extends them", nest().subgroup(Boom))
    t("cracks", nest().subgroup(Crack))
    t("one of several types", nest().subgroup((Crash, Bang)))
    group = nest()
    t("the very exceptions", group.subgroup(Crash).exceptions[0] is group.exceptions[3])
    t("the original is as it was", group)


@case("EXCGROUP-15")
def groups_that_become_empty_are_dropped(t):
    t("without the group of bangs", nest().subgroup(Boom))
    deep = ExceptionGroup("1", [
        ExceptionGroup("2", [ExceptionGroup("3", [Bang("a")]), ExceptionGroup("4", [ExceptionGroup("5", [Bang("b")])])]),
        ExceptionGroup("6", [ExceptionGroup("7", [Boom("c")])]),
    ])
    t("all the way up", deep.subgroup(Boom))
    t("groups of one are kept", deep.subgroup(Bang))


@case("EXCGROUP-16")
def there_may_be_nothing_to_select(t):
    t("type", nest().subgroup(KeyboardInterrupt))
    t("several types", nest().subgroup((KeyboardInterrupt, OrdinaryGroup)))
    t("no type at all", nest().subgroup(()))
    t("predicate", nest().subgroup(lambda e: False))


@case("EXCGROUP-17")
def a_group_that_matches_itself_is_given_back(t):
    group, ours = nest(), OrdinaryGroup("ours", [Boom("one")])
    t("ordinary", group.subgroup(Exception) is group)
    t("its own type", group.subgroup(ExceptionGroup) is group, ours.subgroup(OrdinaryGroup) is ours)
    t("the flavour above", group.subgroup(BaseExceptionGroup) is group)
    t("one of several types", group.subgroup((Crack, ExceptionGroup)) is group)
    t("predicate", group.subgroup(lambda e: True) is group)
    t("all of its leaves is not itself", group.subgroup((Boom, Bang)) is group, group.subgroup((Boom, Bang)))


@case("EXCGROUP-18")
def a_nested_group_that_matches_is_taken_whole(t):
    ours = OrdinaryGroup("ours", [Bang("2"), ExceptionGroup("deeper", [Crack("3")])])
    group = ExceptionGroup("outer", [Boom("1"), ours, Bang("4")])
    part = group.subgroup(OrdinaryGroup)
    t("by type", part, part.exceptions[0] is ours)
    part = group.subgroup((OrdinaryGroup, Boom))
    t("by type, beside a leaf", part, part.exceptions[1] is ours)
    part = group.subgroup(lambda e: isinstance(e, ExceptionGroup) and e.message == "deeper")
    t("by predicate", part, part.exceptions[0].exceptions[0] is ours.exceptions[1])


def name_of(error):
    return error.message if isinstance(error, BaseExceptionGroup) else error.args[0]


@case("EXCGROUP-19")
def a_predicate_is_asked_of_groups_before_their_exceptions(t):
    def asked(answer):
        def predicate(error):
            t("asked of", name_of(error))
            return answer(error)
        return predicate

    t("nothing", nest().subgroup(asked(lambda e: False)))
    t("a leaf", nest().subgroup(asked(lambda e: name_of(e) == "3")))
    t("a group, its leaves are not asked", nest().subgroup(asked(lambda e: name_of(e) == "inner")))
    t("everything at once", nest().subgroup(asked(lambda e: True)))

    def fails_at_3(error):
        if name_of(error) == "3":
            raise Bang("cannot tell")
        return True if name_of(error) == "1" else False

    try:
        t("never", nest().subgroup(fails_at_3))
    except Bang as e:
        t("what it raises passes through", e)


class Condition:
    def __call__(self, error):
        return isinstance(error, Crack)

    def method(self, error):
        return isinstance(error, Crack)


def function(error):
    return isinstance(error, Crack)


@case("EXCGROUP-20")
def anything_callable_is_a_predicate(t):
    t("lambda", nest().subgroup(lambda e: isinstance(e, Crack)))
    t("function", nest().subgroup(function))
    t("method", nest().subgroup(Condition().method))
    t("object", nest().subgroup(Condition()))
    t("split too", nest().split(Condition()))


@case("EXCGROUP-21")
def other_conditions_are_refused(t):
    group = nest()
    # A number or a text where a condition belongs has no twin in Java, which does not compile it.
    for what, condition in [
        ("null", None),
        ("a null among types", (Boom, None)),
        ("text among types", (Boom, "text")),
        ("a type of something else", str),
        ("a type of something else among types", (Boom, str)),
    ]:
        for select in (group.subgroup, group.split):
            try:
                t("never", select(condition))
            except TypeError as e:
                t(what, e)
    t("the group is as it was", group)
