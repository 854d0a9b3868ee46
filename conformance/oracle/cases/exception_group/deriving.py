from case import Bang, Boom, case


class Plain(ExceptionGroup):
    """Does not override derive."""


class PlainBase(BaseExceptionGroup):
    """Nor does this."""


class Coded(ExceptionGroup):
    def __new__(cls, message, exceptions, code):
        group = super().__new__(cls, message, exceptions)
        group.code = code
        return group

    def derive(self, exceptions):
        return Coded(self.message, exceptions, self.code)


@case("EXCGROUP-27")
def the_default_makes_a_plain_group(t):
    for group in (
        ExceptionGroup("ordinary", [Boom("1")]),
        BaseExceptionGroup("base", [KeyboardInterrupt()]),
        Plain("mine", [Boom("1")]),
        PlainBase("mine too", [Boom("1")]),
    ):
        t("of ordinary ones", group.derive([Bang("2"), Bang("3")]))
        t("of others", group.derive([KeyboardInterrupt()]))
    group = ExceptionGroup("with a past", [Boom("1")])
    group.add_note("a note")
    group.__cause__ = Boom("cause")
    derived = group.derive([Bang("2")])
    t("derive alone hands no past on", derived.__cause__, getattr(derived, "__notes__", []))


@case("EXCGROUP-28")
def parts_have_the_type_that_derive_gives_them(t):
    t("without", Plain("mine", [Boom("1"), Plain("inner", [Bang("2")])]).split(Boom))
    t("without", Plain("mine", [Boom("1"), Plain("inner", [Bang("2")])]).subgroup(Bang))
    t("base, without", PlainBase("mine", [Boom("1"), KeyboardInterrupt()]).split(Boom))

    group = Coded("mine", [Boom("1"), Coded("inner", [Bang("2"), Boom("3")], 101), Plain("plain", [Bang("4")])], 42)
    matching, rest = group.split(Boom)
    t("with", matching, matching.code, matching.exceptions[1].code)
    t("the rest", rest, rest.code, rest.exceptions[0].code)
    part = group.subgroup(Bang)
    t("subgroup", part, part.code, part.exceptions[0].code)
    t("nothing to derive", group.subgroup(KeyboardInterrupt), group.subgroup(Coded) is group)


class Broken(ExceptionGroup):
    def derive(self, exceptions):
        return None


@case("EXCGROUP-29")
def derive_must_give_a_group(t):
    group = Broken("broken", [Boom("1"), Bang("2")])
    for what, divide in [
        ("split", lambda: group.split(Boom)),
        ("subgroup", lambda: group.subgroup(Boom)),
        ("in a nest", lambda: ExceptionGroup("outer", [group]).subgroup(Boom)),
    ]:
        try:
            t("never", divide())
        except TypeError as e:
            t(what, e)
    t("not asked when taken whole", group.subgroup(Exception) is group)
