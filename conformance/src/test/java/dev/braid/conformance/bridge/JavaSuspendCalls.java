package dev.braid.conformance.bridge;

import dev.braid.Asyncio;
import dev.braid.Coroutine;
import dev.braid.Future;
import dev.braid.Task;
import dev.braid.TaskOptions;
import dev.braid.kotlin.Suspend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import kotlin.Unit;

/** Suspend functions called and started by lambdas and by method references; that this compiles is half of the test. */
public final class JavaSuspendCalls {

    private JavaSuspendCalls() {}

    public static Coroutine<List<String>> byMethodReference(Calls calls, Users users) {
        return () -> {
            List<String> results = new ArrayList<>();
            results.add(Suspend.await(calls::one, 1));
            String two = Suspend.await(calls::two, 1, "b");
            results.add(two);
            results.add(Suspend.await(calls::three, 1, "b", 3L));
            results.add(Suspend.await(calls::four, 1, "b", 3L, List.of("d")));
            String overloaded = Suspend.await(calls::overloaded, "a");
            results.add(overloaded);
            List<? extends Integer> generic = Suspend.await(calls::generic, 5);
            results.add(generic.toString());
            int count = Suspend.await(users::count);
            results.add("count " + count);
            StringBuilder text = new StringBuilder();
            Unit nothing = Suspend.await(calls::nothing, text);
            results.add(text + " " + (nothing == Unit.INSTANCE));
            results.add(Suspend.await(c -> calls.one(9, c)));
            return results;
        };
    }

    public static Coroutine<List<String>> started(Calls calls) {
        return () -> {
            Future<String> one = Suspend.future(calls::one, 1);
            Task<String> two = Suspend.future(calls::two, 1, "b");
            Future<String> three = Suspend.future(calls::three, 1, "b", 3L);
            Future<String> four = Suspend.future(calls::four, 1, "b", 3L, List.of("d"));
            Task<String> named = Suspend.future(TaskOptions.named("mine"), c -> calls.one(9, c));
            List<String> results = new ArrayList<>();
            results.add(one.done() + " " + named.name());
            results.addAll(Asyncio.gather(List.of(one, two, three, four, named)).await());
            return results;
        };
    }

    public static Coroutine<String> cancelled(Users users) {
        return () -> {
            Task<String> task = Suspend.future(users::find, "slow");
            Asyncio.sleep(Duration.ofMillis(1));
            task.cancel("by Java");
            Asyncio.wait(List.of(task));
            return task.cancelled() + " at " + Asyncio.runningLoop().timeNanos() / 1_000_000;
        };
    }

    public static Task<String> failing(Calls calls, Throwable error) {
        return Suspend.future(calls::failing, error);
    }

    public static String outside(Calls calls) throws Exception {
        return Suspend.future(calls::one, 1).toString();
    }

    /** Wrong: one continuation for two calls that both suspend; the first to end is the call's end. */
    public static Coroutine<String> twice(Users users) {
        return () -> {
            String value = Suspend.await(c -> {
                users.find("a", c);
                return users.find("b", c);
            });
            Asyncio.sleep(Duration.ofMillis(50));
            return value;
        };
    }

    /** Wrong: a call that suspends is left alone, and another value is returned at once. */
    public static Coroutine<String> leftAlone(Users users) {
        return () -> {
            String value = Suspend.await(c -> {
                users.find("a", c);
                return "at once";
            });
            Asyncio.sleep(Duration.ofMillis(50));
            return value;
        };
    }
}
