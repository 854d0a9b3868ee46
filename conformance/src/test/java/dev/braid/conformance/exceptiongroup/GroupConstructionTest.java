package dev.braid.conformance.exceptiongroup;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.braid.ExceptionGroup;
import dev.braid.GeneratorExit;
import dev.braid.GroupedErrors;
import dev.braid.KeyboardInterrupt;
import dev.braid.conformance.harness.Bang;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What groups can be made of. */
class GroupConstructionTest {

    @Case(value = "EXCGROUP-01", plain = true)
    void itIsMadeOfAMessageAndExceptions(Trace t) {
        Boom one = new Boom("one");
        Bang two = new Bang("two");
        ExceptionGroup group = new ExceptionGroup("several", List.of(one, two));
        t.log("made", group);
        t.log("holds the very exceptions", List.of(group.exceptions().get(0) == one, group.exceptions().get(1) == two));
        t.log("of one", new ExceptionGroup("", List.of(one)));
        t.log("of the same twice", new ExceptionGroup("same", List.of(one, one)));
        try {
            throw group;
        } catch (ExceptionGroup e) {
            t.log("raised", e == group);
        }
    }

    @Case(value = "EXCGROUP-02", plain = true)
    void nothingMayBeLeftOut(Trace t) {
        List<Boom> exceptions = List.of(new Boom("one"));
        t.log("no exceptions", assertThrows(NullPointerException.class, () -> new ExceptionGroup("message", null)));
        t.log("no message", assertThrows(NullPointerException.class, () -> new ExceptionGroup(null, exceptions)));
        t.log("neither", assertThrows(NullPointerException.class, () -> new ExceptionGroup(null, null)));
        t.log("no exceptions in any flavour",
                assertThrows(NullPointerException.class, () -> GroupedErrors.of("message", null)));
        t.log("no message in any flavour",
                assertThrows(NullPointerException.class, () -> GroupedErrors.of(null, exceptions)));
    }

    @Case(value = "EXCGROUP-03", plain = true)
    void theMessageMustBeText(Trace t) {
        List<Boom> exceptions = List.of(new Boom("one"));
        t.log("refused", assertThrows(NullPointerException.class, () -> new ExceptionGroup(null, exceptions)));
        t.log("refused", assertThrows(NullPointerException.class, () -> GroupedErrors.of(null, exceptions)));
        t.log("empty text is text", new ExceptionGroup("", exceptions));
    }

    @Case(value = "EXCGROUP-04", plain = true)
    void thereMustBeExceptions(Trace t) {
        t.log("no sequence", assertThrows(NullPointerException.class, () -> new ExceptionGroup("none", null)));
        t.log("an empty one", assertThrows(IllegalArgumentException.class, () -> new ExceptionGroup("none", List.of())));
        t.log("no sequence", assertThrows(NullPointerException.class, () -> GroupedErrors.of("none", null)));
        t.log("an empty one", assertThrows(IllegalArgumentException.class, () -> GroupedErrors.of("none", List.of())));
    }

    @Case(value = "EXCGROUP-05", plain = true)
    void thereMustBeNothingButExceptions(Trace t) {
        Map<String, @Nullable Object> intruders = new LinkedHashMap<>();
        intruders.put("null", null);
        intruders.put("text", "not an exception");
        intruders.put("a type", Boom.class);
        intruders.forEach((what, intruder) -> {
            List<Throwable> exceptions = unchecked(Arrays.asList(new Boom("one"), intruder));
            t.log(what, assertThrows(RuntimeException.class, () -> new ExceptionGroup("mixed", exceptions)));
            t.log(what, assertThrows(RuntimeException.class, () -> GroupedErrors.of("mixed", exceptions)));
        });
    }

    /** The list that a program passes on whose compiler was told to look away. */
    @SuppressWarnings("unchecked")
    private static List<Throwable> unchecked(List<?> anything) {
        return (List<Throwable>) anything;
    }

    @Case(value = "EXCGROUP-06", plain = true)
    void theOrdinaryFlavourRefusesWhatIsNotOrdinary(Trace t) {
        List<Throwable> intruders = List.of(
                new KeyboardInterrupt(),
                new GeneratorExit(),
                GroupedErrors.of("inner", List.of(new KeyboardInterrupt())).asThrowable());
        for (Throwable intruder : intruders) {
            t.log("refused", intruder, assertThrows(IllegalArgumentException.class,
                    () -> new ExceptionGroup("ordinary", List.of(new Boom("one"), intruder))));
        }
        t.log("but takes ordinary groups",
                new ExceptionGroup("ordinary", List.of(new ExceptionGroup("inner", List.of(new Boom("one"))))));
    }

    @Case(value = "EXCGROUP-07", plain = true)
    void theBaseFlavourTakesAnythingAndIsChosenOnlyWhenNeeded(Trace t) {
        List<List<Throwable>> all = List.of(
                List.of(new Boom("one"), new Bang("two")),
                List.of(new Boom("one"), new KeyboardInterrupt()),
                List.of(new GeneratorExit()),
                List.of(new ExceptionGroup("inner", List.of(new Boom("one")))),
                List.of(new Boom("one"), GroupedErrors.of("inner", List.of(new KeyboardInterrupt())).asThrowable()));
        for (List<Throwable> exceptions : all) {
            GroupedErrors group = GroupedErrors.of("any", exceptions);
            t.log("made", group, group instanceof ExceptionGroup);
        }
    }

    @Case(value = "EXCGROUP-08", plain = true)
    void aSubclassOfTheOrdinaryFlavourIsAsStrict(Trace t) {
        t.log("ordinary",
                new OrdinaryGroup("mine",
                        List.of(new Boom("one"), new ExceptionGroup("inner", List.of(new Bang("two"))))));
        List<Throwable> intruders = List.of(
                new KeyboardInterrupt(), new GeneratorExit(), new AnyGroup("inner", List.of(new Boom("one"))));
        for (Throwable intruder : intruders) {
            t.log("refused", intruder, assertThrows(IllegalArgumentException.class,
                    () -> new OrdinaryGroup("mine", List.of(new Boom("one"), intruder))));
        }
    }

    @Case(value = "EXCGROUP-09", plain = true)
    void aSubclassOfTheBaseFlavourStaysItself(Trace t) {
        List<List<Throwable>> all =
                List.of(List.of(new Boom("one")), List.of(new Boom("one"), new KeyboardInterrupt()));
        for (List<Throwable> exceptions : all) {
            GroupedErrors group = new AnyGroup("mine", exceptions);
            t.log("made", group, group instanceof AnyGroup, group instanceof ExceptionGroup);
        }
    }
}
