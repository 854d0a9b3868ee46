package dev.braid.conformance.harness;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.Asyncio;
import dev.braid.EventLoop;
import dev.braid.Future;
import dev.braid.LoopFactory;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import kotlin.Unit;
import kotlinx.coroutines.CompletableJob;
import kotlinx.coroutines.JobKt;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** The leak check finds what it is for. */
final class LeaksTest {

    @Test
    void whatNobodyRefersToIsNoLeak() throws Exception {
        Leaks leaks = Leaks.before();
        Asyncio.run(() -> Asyncio.createTask(() -> Asyncio.sleep(Duration.ofMillis(1))).await());
        leaks.checkNothingIsLeft();
    }

    @Test
    void anOpenLoopIsFound() {
        Leaks leaks = Leaks.before();
        EventLoop kept = LoopFactory.DEFAULT.newLoop();
        assertFinds(leaks, "EventLoopImpl");
        kept.close();
        Reference.reachabilityFence(kept);
    }

    @Test
    void aTaskThatSomebodyKeepsIsFoundThoughItsLoopIsClosed() throws Exception {
        Leaks leaks = Leaks.before();
        Object kept = Asyncio.run(() -> Asyncio.currentTask());
        assertFinds(leaks, "TaskImpl");
        Reference.reachabilityFence(kept);
    }

    @Test
    void aCallbackInSomethingThatOutlivesTheLoopIsFound() throws Exception {
        Leaks leaks = Leaks.before();
        CompletableFuture<String> kept = new CompletableFuture<>();
        Asyncio.run(() -> {
            Future<String> future = Asyncio.runningLoop().createFuture();
            kept.whenComplete((value, error) -> future.cancel());
        });
        assertFinds(leaks, "FutureImpl");
        Reference.reachabilityFence(kept);
    }

    @Test
    void aCallbackOfAJobIsFound() {
        Leaks leaks = Leaks.before();
        CompletableJob kept = JobKt.Job(null);
        kept.invokeOnCompletion(end -> Unit.INSTANCE);
        assertFinds(leaks, "InvokeOnCompletion");
        Reference.reachabilityFence(kept);
    }

    @Test
    void aThreadIsFound() throws Exception {
        Leaks leaks = Leaks.before();
        CountDownLatch end = new CountDownLatch(1);
        Thread thread = new Thread(() -> {
            try {
                end.await();
            } catch (InterruptedException leave) {
                // it ends
            }
        }, "left behind");
        thread.start();
        assertFinds(leaks, "left behind");
        end.countDown();
        thread.join();
    }

    @Test
    void aLoopThatHadNoTimeToWaitBeforeIsNoLeak() throws Exception {
        EventLoop loop = LoopFactory.DEFAULT.newLoop();
        CountDownLatch busy = new CountDownLatch(1);
        CompletableFuture<?> goOn = new CompletableFuture<>();
        loop.callSoonThreadsafe(() -> {
            busy.countDown();
            goOn.join();
        });
        Thread thread = new Thread(loop::runForever, "waits later");
        thread.start();
        busy.await();
        Leaks leaks = Leaks.before();
        goOn.complete(null);
        while (LiveObjects.count().keySet().stream().noneMatch(name -> name.startsWith(Leaks.WAITING))) {
            Thread.onSpinWait();
        }
        leaks.checkNothingIsLeft(0, () -> {});
        loop.callSoonThreadsafe(loop::stop);
        thread.join();
        loop.close();
    }

    private static void assertFinds(Leaks leaks, String what) {
        String message = assertThrows(AssertionFailedError.class, () -> leaks.checkNothingIsLeft(0, () -> {})).getMessage();
        assertTrue(message.contains(what), message);
    }
}
