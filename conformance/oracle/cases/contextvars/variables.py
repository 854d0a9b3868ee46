"""A variable, and the token that brings back what was before."""

import asyncio
from contextvars import Context, ContextVar, Token, copy_context

from case import Boom, case


def refused(t, text, action):
    try:
        action()
        t(text, "accepted")
    except Exception as e:
        t(text, e)


@case("CTXVAR-01")
def a_variable_has_a_name_for_good(t):
    t("name", ContextVar("first").name, ContextVar("second", default=1).name)
    refused(t, "without a name", lambda: ContextVar(None))
    refused(t, "without a name, with a default", lambda: ContextVar(None, default=1))
    var = ContextVar("first")
    try:
        var.name = "other"
        t("renamed", True)
    except AttributeError:
        t("renamed", False)


@case("CTXVAR-02")
def a_value_is_that_of_the_current_context(t):
    var = ContextVar("var", default="default")
    other = Context()
    var.set("here")
    other.run(lambda: var.set("there"))
    t("here", var.get())
    other.run(lambda: t("there", var.get()))
    var.set("here again")
    t("here", var.get())


@case("CTXVAR-03")
def what_was_not_set_has_a_default_or_none(t):
    with_default = ContextVar("with", default="of the variable")
    without = ContextVar("without")
    null_default = ContextVar("null", default=None)
    t("of the call", with_default.get("of the call"), without.get("of the call"), without.get(None))
    t("of the variable", with_default.get(), null_default.get())
    refused(t, "neither", without.get)
    with_default.set("set")
    without.set("set")
    t("set", with_default.get("of the call"), without.get("of the call"))
    null_default.set("set")
    null_default.set(None)
    t("null is a value", null_default.get("of the call"))


@case("CTXVAR-04")
def setting_returns_a_token_each_time(t):
    var = ContextVar("var")
    other = Context()
    first = var.set("a")
    second = var.set("a")
    t("value", var.get(), "another token", first is not second)
    t("other context", other.get(var, "nothing"))
    var.reset(second)
    t("restored", var.get())


@case("CTXVAR-05")
def a_token_brings_back_what_was_before(t):
    var = ContextVar("var", default="default")
    first = var.set("a")
    second = var.set("b")
    var.set("c")
    var.reset(second)
    t("before the second", var.get())
    var.reset(first)
    t("before the first", var.get(), "set", var in copy_context())


@case("CTXVAR-06")
def a_token_is_used_once(t):
    var = ContextVar("var", default="default")
    token = var.set("a")
    var.reset(token)
    var.set("b")
    refused(t, "again", lambda: var.reset(token))
    t("as it was", var.get())


@case("CTXVAR-07")
def a_token_belongs_to_its_variable(t):
    var = ContextVar("var")
    other = ContextVar("var")
    token = var.set("a")
    other.set("b")
    refused(t, "of another variable", lambda: other.reset(token))
    t("as they were", var.get(), other.get())
    var.reset(token)
    t("still of use", var.get("nothing"))


@case("CTXVAR-08")
async def a_token_belongs_to_its_context(t):
    var = ContextVar("var", default="default")
    token = var.set("a")

    async def child():
        refused(t, "in another task", lambda: var.reset(token))
        t("as it was", var.get())

    await asyncio.create_task(child(), name="child")
    copy_context().run(lambda: refused(t, "in a copy", lambda: var.reset(token)))
    var.reset(token)
    t("at home", var.get())


@case("CTXVAR-09")
def a_token_tells_what_was_before(t):
    var = ContextVar("var", default="default")
    unset = var.set("a")
    t("missing", unset.old_value is Token.MISSING)
    second = var.set("b")
    t("missing", second.old_value is Token.MISSING, "old", second.old_value)
    var.set(None)
    null = var.set("c")
    t("missing", null.old_value is Token.MISSING, "old", null.old_value)
    var.reset(unset)
    t("missing after its use", unset.old_value is Token.MISSING)


@case("CTXVAR-10")
def a_token_tells_its_variable(t):
    var = ContextVar("var")
    other = ContextVar("var")
    token = var.set("a")
    t("its own", token.var is var, "another", token.var is other)
    token.var.reset(token)
    t("its own after its use", token.var is var, "value", var.get("nothing"))


@case("CTXVAR-11", since="3.14")
def a_token_resets_at_the_end_of_its_block(t):
    var = ContextVar("var", default="default")
    with var.set("a"):
        t("inside", var.get())
        with var.set("b"):
            t("further inside", var.get())
            var.set("c")
        t("inside", var.get())
    t("outside", var.get())
    boom = Boom("a")
    try:
        with var.set("d"):
            raise boom
    except Boom as e:
        t("caught", e, "the same object", e is boom, "outside", var.get())
    unset = ContextVar("unset")
    with unset.set("a"):
        t("inside", unset.get())
    t("outside", unset.get("nothing"))


@case("CTXVAR-12", since="3.14")
def a_token_resets_once_only_its_block_included(t):
    var = ContextVar("var", default="default")
    token = var.set("a")
    try:
        with token:
            with token:
                t("inside both", var.get())
            t("inside one", var.get())
    except RuntimeError as e:
        t("entered twice", e, var.get())

    token = var.set("b")
    try:
        with token:
            var.reset(token)
            t("was reset", var.get())
            var.set("c")
    except RuntimeError as e:
        t("reset inside", e, var.get())

    with var.set("d"):
        another = var.set("e")
        var.reset(another)
        t("another was reset", var.get())
    t("at the end", var.get())


@case("CTXVAR-36")
def none_of_the_types_may_be_subclassed(t):
    for kind in (ContextVar, Context, Token):
        try:
            type("Sub", (kind,), {})
            t("extended", kind.__name__)
        except TypeError:
            t("final", kind.__name__)


@case("CTXVAR-37")
def texts_tell_names_defaults_and_use(t):
    var = ContextVar("fruit", default="apple")
    t("variable", "fruit" in repr(var), "apple" in repr(var), "default" in repr(var))
    t("without a default", "default" in repr(ContextVar("bare")))
    token = var.set("pear")
    t("token", repr(var) in repr(token), "used" in repr(token))
    var.reset(token)
    t("used token", repr(var) in repr(token), "used" in repr(token))
