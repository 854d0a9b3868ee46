package dev.braid.conformance.misuse;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.braid.AsyncGenerator;
import dev.braid.Asyncio;
import dev.braid.Context;
import dev.braid.ContextVar;
import dev.braid.Coroutine;
import dev.braid.EventLoop;
import dev.braid.Future;
import dev.braid.GeneratorExit;
import dev.braid.GeneratorOutput;
import dev.braid.InvalidStateException;
import dev.braid.Runner;
import dev.braid.Task;
import dev.braid.TaskFactory;
import dev.braid.TaskGroup;
import dev.braid.TaskOptions;
import dev.braid.Timeout;
import dev.braid.TimeoutException;
import dev.braid.Token;
import dev.braid.conformance.harness.Everywhere;
import java.util.ArrayList;
import java.util.List;

/** Things used twice, too late, too early, or by somebody whose they are not. */
class OwnershipMisuseTest {

    @Everywhere
    void aTimeoutOutsideOfItsBlock() {
        List<Timeout> leaked = new ArrayList<>();
        Timeout.after(ofSeconds(1), timeout -> {
            leaked.add(timeout);
        });
        long soon = Asyncio.runningLoop().timeNanos();
        Refusal.of(IllegalStateException.class, () -> leaked.get(0).reschedule(soon))
                .saying("cannot move the deadline of Timeout[finished]: it is finished")
                .advising("; call this inside the timeout's body, before the deadline passes");
    }

    @Everywhere
    void aTimeoutThatHasExpired() {
        assertThrows(TimeoutException.class, () -> Timeout.after(ofSeconds(1), timeout -> {
            try {
                Asyncio.sleep(ofSeconds(2));
            } finally {
                Refusal.of(IllegalStateException.class, () -> timeout.reschedule(0))
                        .saying("cannot move the deadline of Timeout[expiring]: it is expiring");
            }
        }));
    }

    @Everywhere
    void aGroupThatIsUsedAgain() {
        TaskGroup group = TaskGroup.create();
        Refusal.of(IllegalStateException.class, () -> group.createTask(() -> 1))
                .saying("cannot create a task in TaskGroup[").advising("; create tasks inside its body");
        group.use(entered -> {});
        Refusal.of(IllegalStateException.class, () -> group.use(entered -> {}))
                .saying("cannot enter TaskGroup[").advising("; make a new one with TaskGroup.run");
        Refusal.of(IllegalStateException.class, () -> group.createTask(() -> 1))
                .advising("Start the task inside the group, or open a group of its own where the callback runs.");
    }

    @Everywhere
    void aGeneratorThatIsEnteredWhileItRuns() {
        List<AsyncGenerator<Integer, Void>> self = new ArrayList<>();
        AsyncGenerator<Integer, Void> generator = AsyncGenerator.of(out -> {
            Refusal.of(IllegalStateException.class, () -> self.get(0).anext())
                    .saying("cannot step AsyncGenerator[running")
                    .advising("; wait until the step in progress has ended");
            Refusal.of(IllegalStateException.class, () -> self.get(0).aclose())
                    .saying("cannot close AsyncGenerator[running");
            Refusal.of(IllegalStateException.class, () -> self.get(0).forEach(element -> {}))
                    .saying("cannot iterate AsyncGenerator[running");
            Asyncio.sleep(ofSeconds(1));
            out.yield(1);
        });
        self.add(generator);
        Task<Integer> first = Asyncio.createTask(() -> generator.anext());
        Asyncio.sleep(ofMillis(500));
        Refusal.of(IllegalStateException.class, generator::anext).saying("cannot step AsyncGenerator[running");
        Refusal.of(IllegalStateException.class, () -> generator.athrow(new Exception()))
                .saying("cannot throw into AsyncGenerator[running");
        assertEquals(1, first.await());
        generator.close();
    }

    @Everywhere
    void aGeneratorUsedAgainstItsState() {
        List<GeneratorOutput<Integer, String>> outputs = new ArrayList<>();
        AsyncGenerator<Integer, String> generator = AsyncGenerator.of(out -> {
            outputs.add(out);
            out.yield(1);
        });
        Refusal.of(IllegalArgumentException.class, () -> generator.asend("early"))
                .saying("cannot send early to AsyncGenerator[").advising("; begin with anext()");
        assertEquals(1, generator.anext());
        Refusal.of(IllegalStateException.class, () -> outputs.get(0).yield(2)).saying("cannot yield 2: ")
                .advising("; yield from there, or pass elements to it through a Queue");
        generator.close();
    }

    @Everywhere
    void aGeneratorThatGoesOnWhenItIsClosed() {
        AsyncGenerator<Integer, Void> generator = AsyncGenerator.of(out -> {
            try {
                out.yield(1);
            } finally {
                out.yield(2);
            }
        });
        generator.anext();
        Refusal.of(IllegalStateException.class, generator::aclose).saying("cannot close AsyncGenerator[")
                .advising("ignored GeneratorExit and yielded again; let it pass in the body");
        assertThrows(GeneratorExit.class, generator::anext);
        assertNull(generator.anext(null));
    }

    @Everywhere
    void aTokenOfSomethingElse() {
        ContextVar<String> user = new ContextVar<>("user");
        ContextVar<String> other = new ContextVar<>("other");
        Token<String> token = user.set("ada");
        Refusal.of(IllegalArgumentException.class, () -> other.reset(token))
                .saying("cannot reset ContextVar[name=other]: ").advising("; pass it to reset of that one");
        Refusal.of(IllegalArgumentException.class, () -> Context.copyCurrent().run(() -> user.reset(token)))
                .saying("cannot reset ContextVar[name=user]: ");
        user.reset(token);
        Refusal.of(IllegalStateException.class, () -> user.reset(token))
                .saying("cannot reset ContextVar[name=user]: ");
    }

    @Everywhere
    void aContextThatIsEnteredAlready() {
        Context context = Context.copyCurrent();
        context.run(() -> {
            Refusal.of(IllegalStateException.class, () -> context.run(() -> {})).saying("cannot enter context: ")
                    .advising("; enter a copy() of it");
        });
    }

    @Everywhere
    void aFutureThatIsNotDoneOrDoneAlready() {
        Future<String> future = Asyncio.createFuture();
        Refusal.of(InvalidStateException.class, future::result).saying("cannot read the result of Future[")
                .advising("; await it, or ask done() first");
        Refusal.of(InvalidStateException.class, future::exception).saying("cannot read the exception of Future[");
        future.setResult("once");
        Refusal.of(InvalidStateException.class, () -> future.setResult("twice"))
                .saying("cannot set a result on Future[").advising("; ask done() first, or let one place alone decide");
        Refusal.of(InvalidStateException.class, () -> future.setException(new Exception()))
                .saying("cannot set an exception on Future[");
    }

    @Everywhere
    void aTaskWhoseResultSomebodyElseSets() {
        Task<Integer> task = Asyncio.createTask(() -> 1);
        Refusal.of(IllegalStateException.class, () -> task.setResult(2)).saying("cannot set ");
        Refusal.of(IllegalStateException.class, () -> task.setException(new Exception())).saying("cannot set ");
        assertEquals(1, task.await());
    }

    @Everywhere
    void aTaskThatAwaitsItself() {
        List<Task<?>> self = new ArrayList<>();
        Task<Integer> task = Asyncio.createTask(() -> {
            Refusal.of(IllegalStateException.class, () -> self.get(0).await()).saying("cannot await ");
            return 1;
        });
        self.add(task);
        assertEquals(1, task.await());
    }

    @Everywhere(plain = true)
    void aLoopFactoryThatMakesNoLoop() {
        try (Runner runner = Runner.builder().debug(true).loopFactory(() -> null).build()) {
            Refusal.of(NullPointerException.class, () -> runner.run(() -> 1)).saying("cannot use Runner[")
                    .advising(" returned null; return a new loop");
            Refusal.of(NullPointerException.class, runner::loop).saying("cannot use Runner[");
        }
    }

    @Everywhere
    void aTaskFactoryThatMakesNoTask() {
        EventLoop loop = Asyncio.runningLoop();
        loop.setTaskFactory(new TaskFactory() {
            @Override
            public <T> Task<T> create(EventLoop on, Coroutine<T> coroutine, TaskOptions options) {
                return null;
            }

            @Override
            public String toString() {
                return "none";
            }
        });
        Refusal.of(NullPointerException.class, () -> Asyncio.createTask(() -> 1)).saying("cannot create a task on ")
                .advising(": its task factory none returned null; return a task");
        Refusal.of(NullPointerException.class, () -> Asyncio.gather(() -> 1)).saying("cannot create a task on ");
        loop.setTaskFactory(null);
    }

    @Everywhere
    void aCoroutineThatIsUsedTwice() throws Exception {
        Coroutine<Integer> once = Coroutine.once(() -> 1);
        assertEquals(1, once.run());
        Refusal.of(IllegalStateException.class, once::run);
        Task<Integer> task = Asyncio.createTask(once);
        Refusal.of(IllegalStateException.class, task::await);
    }
}
