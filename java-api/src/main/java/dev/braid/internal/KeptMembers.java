package dev.braid.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The members of a group that was asked to keep them, in the order of creation, ended or not. */
final class KeptMembers {

    private final List<TaskImpl<?>> members = new ArrayList<>();

    void add(TaskImpl<?> member) {
        members.add(member);
    }

    /**
     * What the members returned.
     *
     * @param cannot how the message begins if one of them has no value
     */
    List<@Nullable Object> results(String cannot) {
        List<@Nullable Object> results = new ArrayList<>(members.size());
        for (TaskImpl<?> member : members) {
            if (member.cancelled()) {
                throw new IllegalStateException(
                        cannot + member + " was cancelled and has none; ask the tasks one by one");
            }
            results.add(member.peekOutcome());
        }
        return Collections.unmodifiableList(results);
    }
}
