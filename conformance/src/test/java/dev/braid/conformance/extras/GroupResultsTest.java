package dev.braid.conformance.extras;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.Asyncio;
import dev.braid.ExceptionGroup;
import dev.braid.TaskGroup;
import dev.braid.TaskOptions;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Everywhere;
import java.util.Arrays;
import java.util.List;

/** {@code TaskGroup.keepingResults} and {@code results}. */
class GroupResultsTest {

    private static <T> T after(int seconds, T value) {
        Asyncio.sleep(ofSeconds(seconds));
        return value;
    }

    @Everywhere
    void resultsComeInTheOrderOfCreation() {
        TaskGroup group = TaskGroup.keepingResults();
        String body = group.use(members -> {
            members.createTask(() -> after(2, "a"));
            members.createTask(() -> members.createTask(() -> after(2, "grandchild")).await().length());
            members.createTask(() -> Asyncio.sleep(ofSeconds(1)));
            members.createTask(() -> "eager", TaskOptions.DEFAULT.eager());
            return "body";
        });
        assertEquals("body", body);
        assertEquals(Arrays.asList("a", 10, null, "eager", "grandchild"), group.results());
    }

    @Everywhere
    void resultsOfOneTypeHaveIt() {
        TaskGroup group = TaskGroup.keepingResults();
        group.use(members -> {
            members.createTask(() -> after(2, "a"));
            members.createTask(() -> after(1, "b"));
        });
        List<String> names = group.results(String.class);
        assertEquals(List.of("a", "b"), names);
        assertThrows(ClassCastException.class, () -> group.results(Integer.class));
        assertThrows(NullPointerException.class, () -> group.results(null));
    }

    @Everywhere
    void anEmptyGroupHasNone() {
        TaskGroup group = TaskGroup.keepingResults();
        group.use(members -> {});
        assertEquals(List.of(), group.results());
    }

    private static void refused(TaskGroup group, String why) {
        String message = assertThrows(IllegalStateException.class, group::results).getMessage();
        assertTrue(message.startsWith("cannot give the results of TaskGroup["), message);
        assertTrue(message.contains(why), message);
    }

    @Everywhere
    void beforeTheEndThereAreNone() {
        TaskGroup group = TaskGroup.keepingResults();
        refused(group, "has not ended; call this after its block");
        group.use(members -> {
            members.createTask(() -> refused(group, "has not ended; call this after its block"));
            refused(group, "has not ended; call this after its block");
        });
        assertEquals(1, group.results().size());
    }

    @Everywhere
    void aGroupThatWasNotAskedKeepsNone() {
        TaskGroup group = TaskGroup.create();
        group.use(members -> {});
        refused(group, "does not keep its tasks; make the group with TaskGroup.keepingResults()");
    }

    @Everywhere
    void aGroupThatFailedHasNone() {
        TaskGroup group = TaskGroup.keepingResults();
        assertThrows(ExceptionGroup.class, () -> group.use(members -> {
            members.createTask(() -> after(1, "a"));
            throw new Boom("body");
        }));
        refused(group, "its block threw an error; handle that one instead");
    }

    @Everywhere
    void aCancelledMemberHasNone() {
        TaskGroup group = TaskGroup.keepingResults();
        group.use(members -> {
            members.createTask(() -> after(1, "a"));
            members.createTask(() -> after(1, "b"), TaskOptions.named("b")).cancel();
        });
        refused(group, "was cancelled and has none; ask the tasks one by one");
    }
}
