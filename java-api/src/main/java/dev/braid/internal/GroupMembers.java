package dev.braid.internal;

import org.jspecify.annotations.Nullable;

/**
 * The unfinished members of a group, in the order of creation. The callback that takes a member out is its place in the
 * list as well, so a group of many tasks allocates nothing else for each of them and never searches.
 *
 * <p>Touched only by the loop that the group was entered on.
 */
final class GroupMembers {

    private final GroupMachine group;

    private @Nullable Member first;
    private @Nullable Member last;

    // With those that have ended in their eager steps, which are not linked, until the loop has counted them off.
    private int size;

    GroupMembers(GroupMachine group) {
        this.group = group;
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /**
     * Adds a task, which may have failed already. Its end is always told from a callback: a failure must not cancel the
     * parent while that is still inside the call that creates the task.
     */
    void add(TaskImpl<?> task) {
        Member member = new Member(task);
        member.previous = last;
        if (last == null) {
            first = member;
        } else {
            last.next = member;
        }
        last = member;
        size++;
        task.register(member);
    }

    /**
     * Counts a task that ended well in its eager step. It has nothing left to tell but that it is done, which the group
     * must learn in a later iteration like any other end. Neighbours in the ready queue share one entry, and the tasks
     * are free to be reclaimed.
     */
    void addEnded(EventLoopImpl on) {
        size++;
        if (on.lastReady() instanceof EndedEagerly entry && entry.group() == group) {
            entry.count++;
        } else {
            on.ready(new EndedEagerly());
        }
    }

    /** Cancels every member. That can end none at once, so the list does not change under the iteration. */
    void cancelAll(CancelRequestImpl why) {
        for (Member member = first; member != null; member = member.next) {
            member.task.cancelBy(why);
        }
    }

    private void remove(Member member) {
        if (member.previous == null) {
            first = member.next;
        } else {
            member.previous.next = member.next;
        }
        if (member.next == null) {
            last = member.previous;
        } else {
            member.next.previous = member.previous;
        }
        size--;
    }

    /** Tasks that ended well in their eager steps, one after the other. */
    private final class EndedEagerly implements Ready {

        int count = 1;

        GroupMachine group() {
            return group;
        }

        @Override
        public void runReady(EventLoopImpl loop) {
            size -= count;
            group.completeIfEmpty();
        }

        @Override
        public boolean anyThread() {
            return true;
        }
    }

    private final class Member extends TaskEnd {

        @Nullable Member previous;
        @Nullable Member next;

        Member(TaskImpl<?> task) {
            super(task);
        }

        @Override
        public boolean anyThread() {
            return true;
        }

        @Override
        void done(FutureImpl<?> future) {
            remove(this);
            group.memberDone(task);
        }

        @Override
        public String toString() {
            return "member of " + group;
        }
    }
}
