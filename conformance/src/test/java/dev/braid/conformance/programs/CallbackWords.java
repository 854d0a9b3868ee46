package dev.braid.conformance.programs;

import dev.braid.Asyncio;
import dev.braid.ContextVar;
import dev.braid.Handle;
import dev.braid.Token;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Time, callbacks, context variables. */
final class CallbackWords {

    private final ProgramRun run;

    CallbackWords(ProgramRun run) {
        this.run = run;
        run.word("sleep", this::sleep);
        run.word("burn", this::burn);
        run.word("soon", this::soon);
        run.word("later", this::later);
        run.word("cancel-handle", this::cancelHandle);
        run.word("assign", this::assign);
        run.word("reset", this::reset);
        run.word("value", this::value);
    }

    private @Nullable Object sleep(Statement s) {
        Asyncio.sleep(ProgramRun.seconds(s.count(0)));
        return null;
    }

    private @Nullable Object burn(Statement s) {
        run.trace.burn(ProgramRun.seconds(s.count(0)));
        return null;
    }

    private @Nullable Object soon(Statement s) {
        run.put(s.name(0), Asyncio.runningLoop().callSoon(callback(s.body(1))));
        return null;
    }

    private @Nullable Object later(Statement s) {
        run.put(s.name(0),
                Asyncio.runningLoop().callLater(ProgramRun.seconds(s.count(1)), callback(s.body(2))));
        return null;
    }

    private Runnable callback(List<Statement> body) {
        return () -> {
            try {
                run.callback(body);
            } catch (Exception error) {
                Rethrow.<RuntimeException>sneakily(error);
            }
        };
    }

    private @Nullable Object cancelHandle(Statement s) {
        Handle handle = run.find(s.name(0), Handle.class);
        if (handle == null) {
            return ProgramRun.UNKNOWN;
        }
        handle.cancel();
        return null;
    }

    @SuppressWarnings("unchecked")
    private ContextVar<Integer> variable(Statement s) {
        return run.the(s.name(0), ContextVar.class);
    }

    private @Nullable Object assign(Statement s) {
        run.put(s.name(1), variable(s).set(s.number()));
        return null;
    }

    @SuppressWarnings("unchecked")
    private @Nullable Object reset(Statement s) {
        Token<Integer> token = run.find(s.name(1), Token.class);
        if (token == null) {
            return ProgramRun.UNKNOWN;
        }
        variable(s).reset(token);
        return null;
    }

    private @Nullable Object value(Statement s) {
        return variable(s).get(null);
    }
}
