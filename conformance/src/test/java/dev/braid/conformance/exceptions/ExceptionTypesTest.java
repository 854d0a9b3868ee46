package dev.braid.conformance.exceptions;

import dev.braid.Asyncio;
import dev.braid.EventLoop;
import dev.braid.Future;
import dev.braid.IncompleteReadException;
import dev.braid.InvalidStateException;
import dev.braid.LimitOverrunException;
import dev.braid.SendfileNotAvailableException;
import dev.braid.conformance.harness.Boom;
import dev.braid.conformance.harness.Case;
import dev.braid.conformance.harness.Trace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** What each exception is a kind of, when it comes, and what it carries. */
class ExceptionTypesTest {

    @Case("EXC-03")
    void anOperationThatDoesNotFitTheState(Trace t) {
        EventLoop loop = Asyncio.runningLoop();
        Future<String> pending = loop.createFuture();
        Future<String> done = loop.createFuture();
        var task = Asyncio.createTask(() -> Asyncio.sleep(Duration.ofSeconds(1)));
        done.setResult("first");

        Map<String, Runnable> operations = new LinkedHashMap<>();
        operations.put("result too early", pending::result);
        operations.put("exception too early", pending::exception);
        operations.put("result of a task too early", task::result);
        operations.put("exception of a task too early", task::exception);
        operations.put("a second result", () -> done.setResult("second"));
        operations.put("an exception after the result", () -> done.setException(new Boom("late")));
        operations.forEach((name, operation) -> {
            try {
                operation.run();
                t.log("never");
            } catch (InvalidStateException e) {
                t.log(name, e, isOrdinary(e), isRuntimeError(e));
            }
        });
        t.log("unchanged", pending.done(), done.result(), task.done());
    }

    @Case(value = "EXC-04", plain = true)
    void anIncompleteReadCarriesWhatWasReadAndExpected(Trace t) {
        for (var error : List.of(
                new IncompleteReadException("abc".getBytes(), 5),
                new IncompleteReadException("".getBytes(), 1),
                new IncompleteReadException("no separator".getBytes()))) {
            try {
                throw error;
            } catch (EOFException e) {
                t.log("an end of file", list(error.partial()), orNull(error.expected()), e == error);
                t.log("text", e.getMessage());
            }
        }
    }

    @Case(value = "EXC-05", plain = true)
    void anIncompleteReadSurvivesSerialisation(Trace t) throws Exception {
        for (var error : List.of(
                new IncompleteReadException("abc".getBytes(), 5),
                new IncompleteReadException("no separator".getBytes()))) {
            var again = serialised(serialised(error));
            t.log("read again", again.getClass() == IncompleteReadException.class, list(again.partial()),
                    orNull(again.expected()), again.getMessage());
        }
    }

    @Case(value = "EXC-06", plain = true)
    void anOverrunLimitCarriesTheCountAndSurvivesSerialisation(Trace t) throws Exception {
        var error = new LimitOverrunException("limit of 8 reached", 10);
        try {
            throw error;
        } catch (Exception e) {
            t.log("an ordinary exception", error.consumed(), e.getMessage(), isEndOfFile(e), isRuntimeError(e));
        }
        var again = serialised(error);
        t.log("read again", again.getClass() == LimitOverrunException.class, again == error, again.consumed(),
                again.getMessage());
    }

    @Case(value = "EXC-07", plain = true)
    void aSendfileThatIsNotAvailableIsARuntimeError(Trace t) {
        var error = new SendfileNotAvailableException("not on this system");
        try {
            throw error;
        } catch (IllegalStateException e) {
            t.log("caught", e == error, e.getMessage());
        }
        Object any = new IllegalStateException("any");
        t.log("not the other way round", any instanceof SendfileNotAvailableException);
    }

    // Asked of a Throwable, since the compiler refuses what it knows to be impossible.

    private static boolean isOrdinary(Throwable e) {
        return e instanceof Exception;
    }

    private static boolean isRuntimeError(Throwable e) {
        return e instanceof IllegalStateException;
    }

    private static boolean isEndOfFile(Throwable e) {
        return e instanceof EOFException;
    }

    private static Integer orNull(OptionalInt number) {
        return number.isPresent() ? number.getAsInt() : null;
    }

    private static List<Integer> list(byte[] bytes) {
        List<Integer> list = new ArrayList<>();
        for (byte b : bytes) {
            list.add((int) b);
        }
        return list;
    }

    @SuppressWarnings("unchecked")
    private static <T> T serialised(T object) throws IOException, ClassNotFoundException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (T) in.readObject();
        }
    }
}
