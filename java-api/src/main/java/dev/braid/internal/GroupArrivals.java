package dev.braid.internal;

import dev.braid.Task;

/** The members of a task group as they end, for loops in the group's body. */
final class GroupArrivals extends Arrivals<Task<?>> {

    private final GroupMachine group;

    GroupArrivals(EventLoopImpl loop, GroupMachine group) {
        super(loop);
        this.group = group;
    }

    @Override
    boolean moreToCome() {
        return group.size() > 0;
    }

    @Override
    void requireTaker() {
        group.requireBody("wait for the next member of " + group);
    }

    @Override
    public String toString() {
        return "members of " + group + " as they end";
    }
}
