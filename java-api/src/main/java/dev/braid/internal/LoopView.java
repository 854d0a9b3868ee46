package dev.braid.internal;

import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A loop and its unfinished tasks, as somebody outside sees them.
 *
 * @param name the loop
 * @param thread the name of the thread it runs on
 * @param note what the reader has to know about this view; empty if nothing
 * @param tasks in the order of creation
 */
record LoopView(String name, String thread, String note, List<TaskView> tasks) {

    // How long all loops together may take to answer.
    private static final long PATIENCE_MILLIS = 500;

    // Reading a stack takes a while, and the loop waits for it.
    private static final int MOST_STACKS = 2_000;

    /**
     * All loops of this JVM. A running loop is asked, and answers between two steps. One that does not answer, since a step
     * blocks it, is read meanwhile, and its view says so. Called on a thread that runs none of them.
     *
     * @throws ConcurrentModificationException if a loop did not answer, and changed while it was read
     */
    static List<LoopView> all() {
        List<EventLoopImpl> loops = OpenLoops.all();
        List<CompletableFuture<LoopView>> answers = new ArrayList<>();
        for (EventLoopImpl loop : loops) {
            answers.add(ask(loop));
        }
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        List<LoopView> views = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            views.add(answer(loops.get(i), answers.get(i), deadline));
        }
        return views;
    }

    private static CompletableFuture<LoopView> ask(EventLoopImpl loop) {
        CompletableFuture<LoopView> answer = new CompletableFuture<>();
        if (!loop.isRunning()) {
            answer.complete(of(loop, "it is not running"));
            return answer;
        }
        loop.callSoonIfOpen(() -> {
            if (!answer.isDone()) {
                try {
                    answer.complete(of(loop, ""));
                } catch (Throwable error) {
                    answer.completeExceptionally(error);
                }
            }
        });
        return answer;
    }

    private static LoopView answer(EventLoopImpl loop, CompletableFuture<LoopView> answer, long deadline) {
        try {
            return answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException busy) {
            answer.cancel(false);
            return ofBusy(loop);
        } catch (ExecutionException failed) {
            throw new IllegalStateException("cannot read " + loop + ": " + failed.getCause(), failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("cannot read " + loop + ": the reader was interrupted; ask again");
        }
    }

    /** Of a step that computes, and does not merely wait, anything may be seen half changed. */
    private static LoopView ofBusy(EventLoopImpl loop) {
        try {
            return of(loop, "it did not answer in " + PATIENCE_MILLIS + " ms, so it was read while a step blocked it");
        } catch (RuntimeException changing) {
            ConcurrentModificationException told = new ConcurrentModificationException(
                    "cannot read " + loop + ": a step blocks it and changed it meanwhile; ask again");
            told.initCause(changing);
            throw told;
        }
    }

    private static LoopView of(EventLoopImpl loop, String note) {
        Thread thread = loop.pumpBaton().owner();
        List<TaskView> tasks = new ArrayList<>();
        for (TaskImpl<?> task : loop.unfinishedTasks()) {
            tasks.add(TaskView.of(task, tasks.size() < MOST_STACKS));
        }
        String stacks = tasks.size() > MOST_STACKS ? "only its first " + MOST_STACKS + " tasks have their stacks" : "";
        String notes = Stream.concat(Stream.of(note, stacks), Unretrieved.of(loop).stream())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
        return new LoopView(loop.text(), thread == null ? "no thread" : thread.getName(), notes, tasks);
    }
}
