package dev.braid.conformance.programs;

import dev.braid.AsyncGenerator;
import dev.braid.GeneratorOutput;
import dev.braid.conformance.harness.Boom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asynchronous generators. */
final class GeneratorWords {

    private final ProgramRun run;

    GeneratorWords(ProgramRun run) {
        this.run = run;
        run.word("generator", this::generator);
        run.word("for", this::forLoop);
        run.word("anext", s -> on(s, generator -> generator.anext("over")));
        run.word("asend", s -> on(s, generator -> generator.asend(s.number())));
        run.word("athrow", s -> on(s, generator -> generator.athrow(new Boom(String.valueOf(s.number())))));
        run.word("aclose", s -> on(s, generator -> {
            generator.aclose();
            return null;
        }));
    }

    private interface Step {
        @Nullable Object take(AsyncGenerator<Object, Integer> generator) throws Exception;
    }

    @SuppressWarnings("unchecked")
    private @Nullable Object on(Statement s, Step step) throws Exception {
        AsyncGenerator<Object, Integer> generator = run.find(s.name(0), AsyncGenerator.class);
        return generator == null ? ProgramRun.UNKNOWN : step.take(generator);
    }

    private @Nullable Object generator(Statement s) {
        AsyncGenerator<Object, Integer> generator = AsyncGenerator.of(out -> whole(s, out));
        run.put(s.name(0), generator);
        run.keep(generator);
        return null;
    }

    private void whole(Statement s, GeneratorOutput<Object, Integer> out) throws Exception {
        try {
            for (Statement step : s.body(1)) {
                if (step.word().equals("try-yield")) {
                    tryYield(step, out);
                } else {
                    step(step, out);
                }
            }
        } catch (Throwable error) {
            run.log(s.number() + " ends", error);
            throw error;
        }
        run.log(s.number() + " ends");
    }

    private void tryYield(Statement s, GeneratorOutput<Object, Integer> out) throws Exception {
        try {
            for (Statement step : s.body(0)) {
                step(step, out);
            }
        } catch (Throwable error) {
            run.handle(s.number(), error, s.list(1));
        } finally {
            run.body(s.body(2));
        }
    }

    private void step(Statement step, GeneratorOutput<Object, Integer> out) throws Exception {
        if (step.word().equals("yield")) {
            run.log(step.number() + " sent", out.yield(step.count(0)));
        } else {
            run.run(step);
        }
    }

    private @Nullable Object forLoop(Statement s) throws Exception {
        AsyncGenerator<?, ?> generator = run.find(s.name(0), AsyncGenerator.class);
        if (generator == null) {
            return ProgramRun.UNKNOWN;
        }
        List<Statement> body = s.body(2);
        int count = 0;
        for (Object value : generator) {
            run.log(s.number() + " takes", value);
            run.body(body);
            if (++count == s.count(1)) {
                break;
            }
        }
        return null;
    }
}
