package dev.braid.conformance.exceptiongroup;

import static dev.braid.conformance.exceptiongroup.SubgroupTest.nest;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.braid.ExceptionGroup;
import dev.braid.GroupedErrors;
import dev.braid.conformance.harness.Bang;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import dev.braid.conformance.harness.WithArguments;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.function.Executable;

/** What a group can be asked for besides types. */
class GroupConditionTest {

    @Case(value = "EXCGROUP-19", plain = true)
    void aPredicateIsAskedOfGroupsBeforeTheirExceptions(Trace t) {
        t.log("nothing", (Object) nest().subgroup(asked(t, e -> false)));
        t.log("a leaf", nest().subgroup(asked(t, e -> nameOf(e).equals("3"))));
        t.log("a group, its leaves are not asked", nest().subgroup(asked(t, e -> nameOf(e).equals("inner"))));
        t.log("everything at once", nest().subgroup(asked(t, e -> true)));

        Predicate<Throwable> failsAt3 = error -> {
            if (nameOf(error).equals("3")) {
                throw new Bang("cannot tell");
            }
            return nameOf(error).equals("1");
        };
        t.log("what it raises passes through", assertThrows(Bang.class, () -> nest().subgroup(failsAt3)));
    }

    private static Predicate<Throwable> asked(Trace t, Predicate<Throwable> answer) {
        return error -> {
            t.log("asked of", nameOf(error));
            return answer.test(error);
        };
    }

    static Object nameOf(Throwable error) {
        return error instanceof GroupedErrors group
                ? group.message()
                : ((WithArguments) error).arguments().get(0);
    }

    @Case(value = "EXCGROUP-20", plain = true)
    void anythingCallableIsAPredicate(Trace t) {
        t.log("lambda", nest().subgroup(e -> e instanceof Crack));
        t.log("function", nest().subgroup(GroupConditionTest::function));
        t.log("method", nest().subgroup(new Condition()::method));
        t.log("object", nest().subgroup(new Condition()));
        GroupedErrors.Split parts = nest().split(new Condition());
        t.log("split too", Arrays.asList(parts.matching(), parts.rest()));
    }

    private static boolean function(Throwable error) {
        return error instanceof Crack;
    }

    private static final class Condition implements Predicate<Throwable> {
        @Override
        public boolean test(Throwable error) {
            return error instanceof Crack;
        }

        boolean method(Throwable error) {
            return error instanceof Crack;
        }
    }

    @Case(value = "EXCGROUP-21", plain = true)
    void otherConditionsAreRefused(Trace t) {
        ExceptionGroup group = nest();
        refused(t, "null", () -> group.subgroup((Class<Boom>) null));
        refused(t, "null", () -> group.split((Predicate<Throwable>) null));
        assertThrows(NullPointerException.class, () -> group.subgroup((Collection<Class<Boom>>) null));
        assertThrows(NullPointerException.class, () -> group.subgroup((Predicate<Throwable>) null));
        assertThrows(NullPointerException.class, () -> group.split((Class<Boom>) null));
        assertThrows(NullPointerException.class, () -> group.split((Collection<Class<Boom>>) null));
        List<Class<Boom>> withNull = Arrays.asList(Boom.class, null);
        refused(t, "a null among types", () -> group.subgroup(withNull));
        refused(t, "a null among types", () -> group.split(withNull));
        Collection<Class<Boom>> withText = unchecked(List.of(Boom.class, "text"));
        refused(t, "text among types", () -> group.subgroup(withText));
        refused(t, "text among types", () -> group.split(withText));
        Class<Boom> text = unchecked(String.class);
        refused(t, "a type of something else", () -> group.subgroup(text));
        refused(t, "a type of something else", () -> group.split(text));
        Collection<Class<Boom>> withTextType = unchecked(List.of(Boom.class, String.class));
        refused(t, "a type of something else among types", () -> group.subgroup(withTextType));
        refused(t, "a type of something else among types", () -> group.split(withTextType));
        t.log("the group is as it was", group);
    }

    private static void refused(Trace t, String what, Executable select) {
        t.log(what, assertThrows(RuntimeException.class, select));
    }

    /** What a program passes on whose compiler was told to look away. */
    @SuppressWarnings("unchecked")
    private static <T> T unchecked(Object anything) {
        return (T) anything;
    }
}
