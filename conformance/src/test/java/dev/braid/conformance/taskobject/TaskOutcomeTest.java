package dev.braid.conformance.taskobject;

import static java.time.Duration.ofSeconds;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.InvalidStateException;
import dev.braid.Task;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What a task ended with, as its accessors give it. */
class TaskOutcomeTest {

    @Case("TASK-04")
    void theResultOfAnUnfinishedTaskIsAnInvalidState(Trace t) throws Exception {
        Task<String> task = Asyncio.createTask(() -> {
            try {
                Asyncio.sleep(ofSeconds(10));
                return "not reached";
            } catch (CancelledError e) {
                return "ended";
            }
        });
        Consumer<String> look = when -> {
            try {
                t.log(when, task.result());
            } catch (InvalidStateException e) {
                t.log(when, e);
            }
        };
        look.accept("not started");
        Asyncio.sleep(ofSeconds(1));
        look.accept("suspended");
        task.cancel();
        look.accept("cancelling");
        Asyncio.yieldNow();
        look.accept("finished");
    }

    @Case("TASK-05")
    void theResultOfAFailedOrCancelledTaskIsThrown(Trace t) throws Exception {
        Boom boom = new Boom("a");
        Task<Void> failed = Asyncio.createTask(() -> {
            throw boom;
        });
        Task<Void> cancelled = Asyncio.createTask(() -> Asyncio.sleep(ofSeconds(10)));
        Asyncio.sleep(ofSeconds(1));
        cancelled.cancel("enough");
        Asyncio.sleep(ofSeconds(1));
        for (String attempt : List.of("first", "second")) {
            try {
                failed.result();
            } catch (Boom e) {
                t.log(attempt, e, "the same object", e == boom);
            }
        }
        try {
            cancelled.result();
        } catch (CancelledError e) {
            t.log("cancelled", e);
        }
    }

    @Case("TASK-06")
    void theExceptionIsGivenNotThrown(Trace t) throws Exception {
        Boom boom = new Boom("a");
        Task<Void> failed = Asyncio.createTask(() -> {
            throw boom;
        });
        Task<Integer> returned = Asyncio.createTask(() -> 1);
        Task<Void> cancelled = Asyncio.createTask(() -> Asyncio.sleep(ofSeconds(10)));
        Task<Void> unfinished = Asyncio.createTask(() -> Asyncio.sleep(ofSeconds(10)));
        Asyncio.sleep(ofSeconds(1));
        cancelled.cancel("enough");
        Asyncio.sleep(ofSeconds(1));
        t.log("failed", failed.exception(), "the same object", failed.exception() == boom);
        t.log("returned", returned.exception());
        try {
            t.log("not reached", unfinished.exception());
        } catch (InvalidStateException e) {
            t.log("unfinished", e);
        }
        try {
            t.log("not reached", cancelled.exception());
        } catch (CancelledError e) {
            t.log("cancelled", e);
        }
        unfinished.cancel();
    }

    @Case("TASK-07")
    void theExceptionKeepsItsStackTrace(Trace t) throws Exception {
        class Bodies {
            void outer() {
                inner();
            }

            void inner() {
                Asyncio.sleep(ofSeconds(1));
                throw new Boom("a");
            }
        }

        Task<Void> task = Asyncio.createTask(new Bodies()::outer);
        Asyncio.sleep(ofSeconds(2));
        t.log("stored", functions(task.exception(), "outer", "inner"));
        try {
            task.await();
        } catch (Boom e) {
            t.log("thrown", functions(e, "outer", "inner"));
        }
        t.log("afterwards", functions(task.exception(), "outer", "inner"));
    }

    @Case("TASK-39")
    void onlyTheFirstLookGivesTheOriginalCancelledError(Trace t) throws Exception {
        List<CancelledError> seen = new ArrayList<>();
        class Body {
            void interrupted() {
                try {
                    Asyncio.sleep(ofSeconds(10));
                } catch (CancelledError e) {
                    seen.add(e);
                    throw e;
                }
            }

            void lookedAtTwice(Consumer<Task<Void>> look) {
                Task<Void> task = Asyncio.createTask(this::interrupted);
                Asyncio.sleep(ofSeconds(1));
                task.cancel("enough");
                Asyncio.sleep(ofSeconds(1));
                for (String attempt : List.of("first", "second", "third")) {
                    try {
                        look.accept(task);
                    } catch (CancelledError e) {
                        CancelledError last = seen.get(seen.size() - 1);
                        t.log(attempt, e, "the original", e == last, functions(e, "interrupted"));
                    }
                }
            }
        }

        Body body = new Body();
        body.lookedAtTwice(Task::result);
        body.lookedAtTwice(Task::exception);
    }

    /** Of the known functions, those that the trace goes through, oldest first. */
    private static List<String> functions(Throwable error, String... known) {
        List<String> found = Arrays.stream(error.getStackTrace())
                .map(StackTraceElement::getMethodName)
                .filter(Set.of(known)::contains)
                .collect(Collectors.toList());
        Collections.reverse(found);
        return found;
    }
}
