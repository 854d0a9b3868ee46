package dev.braid.conformance.programs;

import dev.braid.AsyncGenerator;
import dev.braid.Asyncio;
import dev.braid.Awaitable;
import dev.braid.Coroutine;
import dev.braid.EventLoop;
import dev.braid.Future;
import dev.braid.Task;
import dev.braid.TaskFactory;
import dev.braid.conformance.harness.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs a program in Java. Its twin is {@code oracle/programs/interpret.py}, statement by statement. */
public final class ProgramRun {

    /** What a statement says that is about something which is not there yet. */
    public static final String UNKNOWN = "unknown";

    /** After so long, and again and again, all tasks are cancelled, so that each program ends. */
    public static final Duration REAPED_EVERY = Duration.ofSeconds(50);

    /** What a word of the language does; gives what is logged, or null for nothing. */
    public interface Word {
        /** Does it. */
        @Nullable Object run(Statement statement) throws Exception;
    }

    final Trace trace;
    private final Program program;
    private @Nullable Border border;
    private EventLoop loop; // written once, as the main task begins
    private final Map<String, Word> words = new HashMap<>();

    /** Where a program goes on in another language for a statement. */
    public interface Border {
        /** Tells whether it does for this one. */
        boolean isBefore(Statement statement);

        /** Runs it there. */
        void cross(Statement statement) throws Exception;
    }

    // By name: locks, futures, tasks, groups, timeouts, generators, handles, tokens. The loop's.
    private final Map<String, Object> objects = new LinkedHashMap<>();

    // What conditions wait for.
    private final Map<String, Integer> counts = new HashMap<>();

    // Nothing is collected while a program runs.
    private final List<AsyncGenerator<?, ?>> kept = new ArrayList<>();

    /** A run that has not begun. */
    public ProgramRun(Trace trace, Program program) {
        this.trace = trace;
        this.program = program;
        new TaskWords(this);
        new StructureWords(this);
        new GeneratorWords(this);
        new CallbackWords(this);
        new LockWords(this);
        new QueueWords(this);
    }

    /** The main task. */
    void main() throws Exception {
        begin();
        coroutine(program.main()).run();
    }

    /** What the main task does before its body. */
    public void begin() {
        loop = Asyncio.runningLoop();
        loop.setExceptionHandler((failed, context) -> {
            // Not what Python says when it collects something, nor what it says to nobody but the console.
            if (Stream.of("never retrieved", "destroyed", "ignored GeneratorExit").noneMatch(context.message()::contains)) {
                trace.log("report", new @Nullable Object[] {context.exception()});
            }
        });
        if (program.options().contains("eager")) {
            loop.setTaskFactory(TaskFactory.EAGER);
        }
        program.declared().forEach(declared -> Declared.make((List<?>) declared, objects));
        reapLater();
    }

    /** Has some statements run elsewhere. */
    public void border(Border border) {
        this.border = border;
    }

    /** Lets go of all that was made: the exception handler knows this, and is kept until failures have been reported. */
    public void forget() {
        objects.clear();
        kept.clear();
    }

    private void reapLater() {
        loop.callLater(REAPED_EVERY, () -> {
            for (Task<?> task : Asyncio.allTasks(loop)) {
                task.cancel("reaped");
            }
            reapLater();
        });
    }

    // --- For the words

    /** Defines a word, in place of what it meant. */
    public void word(String name, Word word) {
        words.put(name, word);
    }

    /** Logs a line. */
    public void log(String text) {
        if (isWatched()) {
            trace.log(text);
        }
    }

    /** Logs a line with a value. */
    public void log(String text, @Nullable Object value) {
        if (isWatched()) {
            trace.log(text, new @Nullable Object[] {value});
        }
    }

    // A loop that is closed closes what is left unfinished; Python does so when it collects it, and nobody looks any more.
    private boolean isWatched() {
        return loop.isRunning();
    }

    /** A body as what a task runs. */
    public Coroutine<@Nullable Object> coroutine(List<Statement> body) {
        return () -> {
            Object value;
            try {
                value = body(body);
            } catch (Throwable error) {
                log("ends", error);
                throw error;
            }
            log("ends", value);
            return value;
        };
    }

    /** Runs statements, which may suspend; gives what they return. */
    @Nullable Object body(List<Statement> statements) throws Exception {
        for (Statement statement : statements) {
            if (statement.word().equals("return")) {
                return statement.count(0);
            }
            run(statement);
        }
        return null;
    }

    void run(Statement statement) throws Exception {
        if (border != null && border.isBefore(statement)) {
            border.cross(statement);
        } else {
            runHere(statement);
        }
    }

    /** Runs a statement in Java. */
    public void runHere(Statement statement) throws Exception {
        Object value;
        try {
            value = atOnce(statement);
        } catch (Throwable error) {
            log(statement.number() + " " + statement.word() + " raises", error);
            throw error;
        }
        done(statement, value);
    }

    /** Runs the clause that catches an error. */
    void handle(int number, Throwable error, List<?> handlers) throws Exception {
        Handler handler = Handler.of(error, handlers);
        if (handler != null) {
            log(number + " catches", error);
            body(handler.body());
        }
        if (handler == null || handler.again()) {
            Rethrow.sneakily(error);
        }
    }

    /** Runs the statements of a callback. */
    void callback(List<Statement> statements) throws Exception {
        for (Statement statement : statements) {
            done(statement, atOnce(statement));
        }
    }

    /** Does what a word of Java means. */
    public @Nullable Object atOnce(Statement statement) throws Exception {
        return words.get(statement.word()).run(statement);
    }

    /** Logs that a statement is done, and what it gave if that is not null. */
    public void done(Statement statement, @Nullable Object value) {
        String text = statement.number() + " " + statement.word();
        if (value == null) {
            log(text);
        } else {
            log(text, value);
        }
    }

    /** What a name stands for, or null. */
    public <T> @Nullable T find(String name, Class<T> type) {
        return type.cast(objects.get(name));
    }

    /** What a name stands for that is declared. */
    public <T> T the(String name, Class<T> type) {
        return Objects.requireNonNull(find(name, type), name);
    }

    /** Gives something a name. */
    public void put(String name, Object object) {
        objects.put(name, object);
    }

    /** Counts, for a condition. */
    void count(String name) {
        counts.merge(name, 1, Integer::sum);
    }

    /** How often a condition's count was increased. */
    public int counted(String name) {
        return counts.getOrDefault(name, 0);
    }

    /** Has a generator live as long as the program. */
    public void keep(AsyncGenerator<?, ?> generator) {
        kept.add(generator);
    }

    /** Those of these futures that are there. */
    public List<Future<?>> futures(List<String> names) {
        List<Future<?>> found = new ArrayList<>();
        for (String name : names) {
            Future<?> future = find(name, Future.class);
            if (future != null) {
                found.add(future);
            }
        }
        return found;
    }

    /** A task or future by its name, or a coroutine; null if there is no such task yet. */
    @Nullable Awaitable<?> awaitable(Object item) {
        return item instanceof List<?> ? coroutine(Statement.all(item)) : find((String) item, Future.class);
    }

    /** The name of a task or future. */
    public String nameOf(Future<?> future) {
        return objects.entrySet().stream().filter(entry -> entry.getValue() == future).findFirst().orElseThrow().getKey();
    }

    static Duration seconds(Object count) {
        return Duration.ofSeconds((Integer) count);
    }

    /** A time, or null for none. */
    static @Nullable Duration limit(Object limit) {
        return limit.equals("none") ? null : seconds(limit);
    }
}
