"""A context as an object: running in it, copying it, looking into it."""

from contextvars import Context, ContextVar, copy_context

from case import Boom, case

from .variables import refused


@case("CTXVAR-13")
def a_copy_of_the_current_context_is_independent(t):
    var = ContextVar("var", default="default")
    var.set("before")
    copy = copy_context()
    var.set("here")
    t("copy", copy[var], "here", var.get())
    copy.run(lambda: var.set("there"))
    t("copy", copy[var], "here", var.get())
    t("another one each time", copy_context() is not copy_context())


@case("CTXVAR-14")
def a_new_context_is_empty(t):
    var = ContextVar("var", default="default")
    var.set("here")
    context = Context()
    t("size", len(context), "has", var in context)
    context.run(lambda: t("inside", var.get()))
    try:
        Context(copy_context())
        t("takes arguments", True)
    except TypeError:
        t("takes arguments", False)


@case("CTXVAR-15")
def running_gives_the_value_or_the_exception(t):
    context = Context()
    t("value", context.run(lambda a, b: a + b, "a", "b"), context.run(lambda: None))
    boom = Boom("a")

    def fails():
        raise boom

    try:
        context.run(fails)
    except Boom as e:
        t("caught", e, "the same object", e is boom)
    t("goes on", context.run(lambda: "after"))


@case("CTXVAR-16")
def changes_stay_inside(t):
    var = ContextVar("var", default="default")
    context = copy_context()
    var.set("outside")

    def changes():
        t("finds", var.get())
        var.set("inside")

    def changes_and_fails():
        t("finds", var.get())
        var.set("failed")
        raise Boom("a")

    context.run(changes)
    t("outside", var.get(), "inside", context[var])
    try:
        context.run(changes_and_fails)
    except Boom as e:
        t("caught", e, "outside", var.get(), "inside", context[var])


@case("CTXVAR-18")
def contexts_may_be_nested(t):
    var = ContextVar("var", default="default")
    outer, inner = Context(), Context()

    def in_inner():
        t("inner", var.get())
        var.set("inner's")
        t("outer meanwhile", outer[var])

    def in_outer():
        var.set("outer's")
        inner.run(in_inner)
        t("outer", var.get())
        inner.run(lambda: t("inner again", var.get()))

    outer.run(in_outer)
    t("outside", var.get(), outer[var], inner[var])


@case("CTXVAR-19")
def there_must_be_something_to_run(t):
    context = Context()
    refused(t, "nothing", lambda: context.run(None))
    t("not entered", context.run(lambda: "runs"))


@case("CTXVAR-20")
def a_copy_shares_values_but_no_assignments(t):
    var, other = ContextVar("var"), ContextVar("other")
    values = ["a"]
    context = Context()
    context.run(lambda: var.set(values))
    copy = context.copy()
    t("same value object", copy[var] is values)
    values.append("b")
    t("shared", copy[var])
    copy.run(lambda: var.set(["of the copy"]))
    context.run(lambda: other.set("of the original"))
    t("original", context[var], context.get(other), "copy", copy[var], copy.get(other))

    def copies_inside():
        inside = context.copy()
        t("copied while entered", inside[other], inside.run(lambda: var.get() is values))

    context.run(copies_inside)


@case("CTXVAR-21")
def a_context_is_a_mapping(t):
    first, second, absent = ContextVar("first"), ContextVar("second"), ContextVar("absent")
    context = Context()

    def fill():
        first.set("a")
        second.set(None)
    context.run(fill)
    t("size", len(context))
    t("has", first in context, second in context, absent in context)
    t("lookup", context[first], context[second])
    refused(t, "lookup of what is absent", lambda: context[absent])
    t("get", context.get(first), context.get(second, "default"), context.get(absent), context.get(absent, "default"))
    t("iteration", sorted(var.name for var in context))
    t("keys", sorted(var.name for var in context.keys()),
      "values", "a" in context.values(), len(list(context.values())))
    t("items", sorted(var.name for var, value in context.items() if value == "a"))
    snapshot = list(context.items())
    context.run(lambda: absent.set("b"))
    t("size", len(context), len(snapshot))


@case("CTXVAR-22")
def defaults_are_no_part_of_the_mapping(t):
    var = ContextVar("var", default="default")
    context = Context()
    t("inside", context.run(var.get))
    t("size", len(context), "has", var in context, "get", context.get(var), context.get(var, "given"))
    refused(t, "lookup", lambda: context[var])
    context.run(lambda: var.reset(var.set("a")))
    t("after a reset", len(context), var in context)


@case("CTXVAR-23")
def keys_are_variables(t):
    context = Context()
    refused(t, "lookup", lambda: context[None])
    refused(t, "get", lambda: context.get(None))
    refused(t, "get with a default", lambda: context.get(None, "default"))
    refused(t, "membership", lambda: None in context)


@case("CTXVAR-24")
def equal_contexts_hold_equal_values(t):
    var, other = ContextVar("var", default="a"), ContextVar("other")
    first, second = Context(), Context()
    t("empty", first == second)
    first.run(lambda: var.set("a"))
    t("one more", first == second)
    second.run(lambda: other.set("a"))
    t("another variable", first == second)
    second = Context()
    second.run(lambda: var.set("".join(["a"])))
    t("equal values", first == second)
    second.run(lambda: var.set("b"))
    t("other values", first == second)
    t("a copy", first == first.copy(), "something else", first == "a")
