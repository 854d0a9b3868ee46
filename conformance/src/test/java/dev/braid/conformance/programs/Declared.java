package dev.braid.conformance.programs;

import dev.braid.Asyncio;
import dev.braid.ContextVar;
import dev.braid.sync.Barrier;
import dev.braid.sync.BoundedSemaphore;
import dev.braid.sync.Condition;
import dev.braid.sync.Event;
import dev.braid.sync.LifoQueue;
import dev.braid.sync.Lock;
import dev.braid.sync.PriorityQueue;
import dev.braid.sync.Queue;
import dev.braid.sync.Semaphore;
import java.util.List;
import java.util.Map;

/** What a program declares: kind, name, and a size where there is one. */
public final class Declared {

    private Declared() {}

    /** Makes one, by its name. */
    public static void make(List<?> declared, Map<String, Object> into) {
        String name = (String) declared.get(1);
        int size = declared.size() > 2 ? (Integer) declared.get(2) : 0;
        into.put(name, switch ((String) declared.get(0)) {
            case "lock" -> new Lock();
            case "semaphore" -> new Semaphore(size);
            case "bounded" -> new BoundedSemaphore(size);
            case "event" -> new Event();
            case "condition" -> new Condition();
            case "queue" -> new Queue<Integer>(size);
            case "lifo" -> new LifoQueue<Integer>(size);
            case "priority" -> new PriorityQueue<Integer>(size);
            case "barrier" -> new Barrier(size);
            case "future" -> Asyncio.runningLoop().createFuture();
            case "variable" -> new ContextVar<Integer>(name);
            default -> throw new IllegalArgumentException("no such kind: " + declared);
        });
    }
}
