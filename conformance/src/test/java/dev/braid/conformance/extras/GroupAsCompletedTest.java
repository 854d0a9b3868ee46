package dev.braid.conformance.extras;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.AsyncIterable;
import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.ExceptionGroup;
import dev.braid.Task;
import dev.braid.TaskFactory;
import dev.braid.TaskGroup;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Everywhere;
import java.util.ArrayList;
import java.util.List;

/** {@code TaskGroup.asCompleted}: a loop over the group's own tasks. */
class GroupAsCompletedTest {

    private static <T> T after(int seconds, T value) {
        Asyncio.sleep(ofSeconds(seconds));
        return value;
    }

    @Everywhere
    void tasksComeAsTheyEndAndTheLoopEndsWithTheLast() {
        List<Object> order = new ArrayList<>();
        String value = TaskGroup.run(group -> {
            group.createTask(() -> after(3, "slow"));
            group.createTask(() -> after(1, "quick"));
            for (Task<?> task : group.asCompleted()) {
                order.add(task.result());
            }
            order.add("loop ended");
            return "body";
        });
        assertEquals("body", value);
        assertEquals(List.of("quick", "slow", "loop ended"), order);
    }

    @Everywhere
    void tasksThatAreAddedMeanwhileComeToo() {
        List<Object> order = new ArrayList<>();
        TaskGroup.run(group -> {
            group.createTask(() -> {
                after(1, "");
                group.createTask(() -> after(1, "by a member"));
                return "first";
            });
            for (Task<?> task : group.asCompleted()) {
                order.add(task.result());
                if (task.result().equals("by a member")) {
                    group.createTask(() -> after(1, "by the loop"));
                }
            }
        });
        assertEquals(List.of("first", "by a member", "by the loop"), order);
    }

    @Everywhere
    void thoseThatHaveEndedBeforeDoNotCome() {
        List<Object> order = new ArrayList<>();
        TaskGroup.run(group -> {
            group.createTask(() -> "before");
            Asyncio.sleep(ofSeconds(1));
            group.createTask(() -> "after");
            for (Task<?> task : group.asCompleted()) {
                order.add(task.result());
            }
            for (Task<?> task : group.asCompleted()) {
                order.add("again " + task.result());
            }
        });
        assertEquals(List.of("after"), order);
    }

    @Everywhere
    void askedBeforeItGivesThoseThatEndWhileTheyAreCreated() {
        Asyncio.runningLoop().setTaskFactory(TaskFactory.EAGER);
        List<Object> order = new ArrayList<>();
        TaskGroup.run(group -> {
            AsyncIterable<Task<?>> tasks = group.asCompleted();
            group.createTask(() -> "at once");
            group.createTask(() -> after(1, "later"));
            tasks.forEach(task -> order.add(task.result()));
        });
        assertEquals(List.of("at once", "later"), order);
    }

    @Everywhere
    void aFailureCancelsTheLoopAsItCancelsTheBody() {
        List<Object> order = new ArrayList<>();
        Boom boom = new Boom("a");
        var thrown = assertThrows(ExceptionGroup.class, () -> TaskGroup.run(group -> {
            group.createTask(() -> after(1, "good"));
            group.createTask(() -> {
                Asyncio.sleep(ofSeconds(2));
                throw boom;
            });
            group.createTask(() -> after(3, "too late"));
            try {
                for (Task<?> task : group.asCompleted()) {
                    order.add(task.result());
                }
            } catch (CancelledError cancelled) {
                order.add("cancelled");
                throw cancelled;
            }
        }));
        assertEquals(List.of(boom), thrown.exceptions());
        assertEquals(List.of("good", "cancelled"), order);
    }

    @Everywhere
    void aCancelledTaskComesAndCancelsNobody() {
        List<Object> order = new ArrayList<>();
        TaskGroup.run(group -> {
            group.createTask(() -> after(2, "good"));
            group.createTask(() -> after(3, "never")).cancel();
            for (Task<?> task : group.asCompleted()) {
                order.add(task.cancelled() ? "cancelled" : task.result());
            }
        });
        assertEquals(List.of("cancelled", "good"), order);
    }

    @Everywhere
    void aLoopThatEndsEarlyLeavesTheTasksToTheGroup() {
        List<Object> order = new ArrayList<>();
        TaskGroup.run(group -> {
            group.createTask(() -> after(1, "first"));
            group.createTask(() -> order.add(after(2, "second")));
            for (Task<?> task : group.asCompleted()) {
                order.add(task.result());
                break;
            }
        });
        assertEquals(List.of("first", "second"), order);
    }

    @Everywhere
    void theFirstAnswerMayCancelTheRest() {
        List<Object> order = new ArrayList<>();
        TaskGroup.run(group -> {
            group.createTask(() -> after(5, "slow"));
            group.createTask(() -> after(1, "quick"));
            for (Task<?> task : group.asCompleted()) {
                order.add(task.result());
                group.cancel();
            }
        });
        assertEquals(List.of("quick"), order);
        assertEquals(1, Asyncio.allTasks().size());
    }

    @Everywhere
    void aGroupWithoutTasksHasNothingToWaitFor() {
        TaskGroup.run(group -> {
            assertFalse(group.asCompleted().iterator().hasNext());
        });
    }

    @Everywhere
    void loopsOverOneGroupShareItsTasks() {
        TaskGroup.run(group -> {
            group.createTask(() -> after(1, "a"));
            var first = group.asCompleted();
            assertSame(first, group.asCompleted());
            group.createTask(() -> after(2, "b"));
            assertEquals("a", first.iterator().next().result());
            assertEquals("b", group.asCompleted().iterator().next().result());
        });
    }

    private static void refused(TaskGroup group, String why) {
        String message = assertThrows(IllegalStateException.class, group::asCompleted).getMessage();
        assertTrue(message.startsWith("cannot iterate TaskGroup["), message);
        assertTrue(message.contains(why + "; do it inside the body of the group"), message);
    }

    @Everywhere
    void onlyTheBodyMayIterate() {
        TaskGroup group = TaskGroup.create();
        refused(group, "it has not been entered");
        group.use(members -> {
            var tasks = members.asCompleted();
            members.createTask(
                    () -> refused(members, "only the group's body may, since a member would wait for itself"));
            members.createTask(() -> {
                assertThrows(IllegalStateException.class, tasks.iterator()::hasNext);
            });
            Asyncio.sleep(ofSeconds(1));
        });
        refused(group, "its body has ended");
    }
}
