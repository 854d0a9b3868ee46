package dev.braid.internal;

import dev.braid.ExceptHandling;
import dev.braid.GroupedErrors;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How the bridge runs clauses of its own. {@code ExceptHandling} registers the only instance. */
public abstract class ClauseAccess {

    // Written once by ExceptHandling's static initialiser.
    private static @Nullable ClauseAccess registered;

    /** Hands over the way in. Called by {@code ExceptHandling}, once. */
    public static void register(ClauseAccess access) {
        registered = access;
    }

    /** What a clause for these types gets, which no later clause does; null if it is not to run. */
    public static @Nullable GroupedErrors matched(
            ExceptHandling handling, Collection<? extends Class<? extends Throwable>> types) {
        return access().matchedBy(handling, types);
    }

    /** The clause that got this group has thrown. */
    public static void threw(ExceptHandling handling, GroupedErrors matched, Throwable thrown) {
        access().clauseThrew(handling, matched, thrown);
    }

    private static ClauseAccess access() {
        return Objects.requireNonNull(registered, "there is a handling, so its class is initialised");
    }

    /** What a clause for these types gets. */
    protected abstract @Nullable GroupedErrors matchedBy(
            ExceptHandling handling, Collection<? extends Class<? extends Throwable>> types);

    /** The clause has thrown. */
    protected abstract void clauseThrew(ExceptHandling handling, GroupedErrors matched, Throwable thrown);
}
