package dev.braid.conformance.exceptiongroup;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.braid.BaseExceptionGroup;
import dev.braid.ExceptionGroup;
import dev.braid.GroupedErrors;
import dev.braid.KeyboardInterrupt;
import dev.braid.conformance.harness.Bang;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Code;
import dev.braid.conformance.harness.Trace;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a group shows of itself, and who catches it. */
class GroupContentsTest {

    @Case(value = "EXCGROUP-10", plain = true)
    void aHandlerOfOrdinaryExceptionsCatchesTheOrdinaryFlavourOnly(Trace t) {
        List<GroupedErrors> groups = List.of(
                GroupedErrors.of("ordinary", List.of(new Boom("one"))),
                GroupedErrors.of("base", List.of(new Boom("one"), new KeyboardInterrupt())),
                new AnyGroup("mine", List.of(new Boom("one"))));
        for (GroupedErrors group : groups) {
            try {
                throw group.raise();
            } catch (Exception e) {
                t.log("caught as ordinary", e, e == group);
            } catch (BaseExceptionGroup e) {
                t.log("went past that", e, e == group);
            }
        }
    }

    @Case(value = "EXCGROUP-11", plain = true)
    void theMessageStaysWhatItWas(Trace t) {
        ExceptionGroup group = new ExceptionGroup("message", List.of(new Boom("one")));
        t.log("reads", group.message());
        group.addNote("a note");
        t.log("still", group.message());
    }

    @Case(value = "EXCGROUP-12", plain = true)
    void theExceptionsStayWhatTheyWere(Trace t) {
        List<Throwable> given = new ArrayList<>(List.of(new Boom("one"), new Bang("two"), new Boom("three")));
        ExceptionGroup group = new ExceptionGroup("message", given);
        given.add(new Boom("late"));
        given.set(0, new Boom("other"));
        t.log("as given", group.exceptions());
        assertThrows(UnsupportedOperationException.class, () -> group.exceptions().set(1, new Boom("other")));
        t.log("cannot be changed");
        assertThrows(UnsupportedOperationException.class, () -> group.exceptions().remove(1));
        t.log("cannot be shortened");
        t.log("still", group.exceptions());
    }

    /** The representation that Java's programs print is the stack trace. */
    @Case(value = "EXCGROUP-13", plain = true)
    void itsTextCountsAndItsRepresentationLists(Trace t) {
        ExceptionGroup inner =
                new ExceptionGroup("inner message", List.of(new Boom("first leaf"), new Bang("second leaf")));
        OrdinaryGroup mine = new OrdinaryGroup("my message", List.of(inner));
        GroupedErrors base = GroupedErrors.of("base message", List.of(mine, inner, new KeyboardInterrupt()));
        List<String> words = List.of(
                "OrdinaryGroup", "BaseExceptionGroup", "base message", "my message", "inner message",
                "first leaf", "second leaf", "KeyboardInterrupt");
        for (GroupedErrors group : List.of(inner, mine, base)) {
            t.log("text", group.asThrowable().getMessage());
            String printed = print(group.asThrowable());
            t.log("represented by", words.stream().filter(printed::contains).toList());
        }
    }

    private static String print(Throwable error) {
        StringWriter text = new StringWriter();
        error.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    @Case(value = "EXCGROUP-37", plain = true)
    void eachExceptionInANestKeepsItsOwnPast(Trace t) {
        ExceptionGroup outer = assertThrows(ExceptionGroup.class, GroupContentsTest::groupOfGroups);
        t.log("nested", outer);
        ExceptionGroup inner = (ExceptionGroup) outer.exceptions().get(0);
        Throwable direct = outer.exceptions().get(1);
        Throwable nested = inner.exceptions().get(0);
        Map<String, Throwable> all = new LinkedHashMap<>();
        all.put("outer", outer);
        all.put("inner", inner);
        all.put("leaf of the inner", nested);
        all.put("leaf of the outer", direct);
        all.forEach((what, error) ->
                t.log(what, error, "raised in", raisedIn(error), "because of", error.getCause()));
        t.log("different leaves", nested != direct, nested.getCause() != direct.getCause());

        ExceptionGroup three = new ExceptionGroup("3", List.of(nested));
        ExceptionGroup two = new ExceptionGroup("2", List.of(three, direct));
        ExceptionGroup four = new ExceptionGroup("4", List.of(outer));
        t.log("deeper", new ExceptionGroup("1", List.of(two, four)));
        t.log("still", raisedIn(four.exceptions().get(0)), raisedIn(two.exceptions().get(1)));
    }

    private static void leaf() {
        try {
            throw new Boom("cause");
        } catch (Boom e) {
            Bang bang = new Bang("leaf");
            bang.initCause(e);
            throw bang;
        }
    }

    private static void groupOfALeaf() {
        try {
            leaf();
        } catch (Bang e) {
            throw new ExceptionGroup("inner", List.of(e));
        }
    }

    private static void groupOfGroups() throws Throwable {
        List<Exception> exceptions = new ArrayList<>();
        for (Code fail : List.<Code>of(GroupContentsTest::groupOfALeaf, GroupContentsTest::leaf)) {
            try {
                fail.run();
            } catch (Exception e) {
                exceptions.add(e);
            }
        }
        throw new ExceptionGroup("outer", exceptions);
    }

    private static String raisedIn(Throwable error) {
        String method = error.getStackTrace()[0].getMethodName();
        return method.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }
}
