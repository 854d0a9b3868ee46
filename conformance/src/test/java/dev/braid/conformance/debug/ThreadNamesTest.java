package dev.braid.conformance.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.Asyncio;
import dev.braid.TaskOptions;
import dev.braid.conformance.harness.Everywhere;

/** In debug mode thread dumps and debuggers show which task a thread runs. */
class ThreadNamesTest {

    @Everywhere
    void aThreadHasTheNameOfTheTaskItRuns() {
        Asyncio.runningLoop().setDebug(true);
        String first = Asyncio.createTask(ThreadNamesTest::nameAfterAnAwait, TaskOptions.named("first")).await();
        String second = Asyncio.createTask(ThreadNamesTest::name, TaskOptions.named("second").eager()).await();
        assertTrue(first.endsWith(" 'first'"), first);
        assertTrue(second.endsWith(" 'second'"), second);
    }

    @Everywhere
    void aThreadThatServesManyTasksHasItsOwnNameBack() {
        String before = Asyncio.createTask(ThreadNamesTest::name, TaskOptions.named("first")).await();
        Asyncio.runningLoop().setDebug(true);
        Asyncio.createTask(ThreadNamesTest::name, TaskOptions.named("second")).await();
        Asyncio.runningLoop().setDebug(false);
        String after = Asyncio.createTask(ThreadNamesTest::name, TaskOptions.named("third")).await();
        assertFalse(before.contains("first"), before);
        // Threads are numbered, and serve several strands only where their thread-locals can be erased between them.
        assertEquals(withoutNumber(before), withoutNumber(after));
    }

    private static String withoutNumber(String name) {
        return name.replaceAll("\\d+$", "");
    }

    private static String nameAfterAnAwait() {
        Asyncio.yieldNow();
        return name();
    }

    private static String name() {
        return Thread.currentThread().getName();
    }
}
