package dev.braid.internal;

import dev.braid.TaskGroup;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the bridge may do with a {@link TaskGroup} and users may not. {@code TaskGroup} registers the only instance. */
public abstract class GroupAccess {

    // Written once by TaskGroup's static initialiser.
    private static @Nullable GroupAccess registered;

    /** Hands over the way in. Called by {@code TaskGroup}, once. */
    public static void register(GroupAccess access) {
        registered = access;
    }

    /** The group's machine. */
    public static GroupMachine machine(TaskGroup group) {
        return Objects.requireNonNull(registered, "there is a group, so its class is initialised").machineOf(group);
    }

    /** The group's machine. */
    protected abstract GroupMachine machineOf(TaskGroup group);
}
