package dev.braid.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.braid.spi.CoroutineProtocol;
import dev.braid.testing.VirtualTime;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A loop that somebody outside reads while it does not answer. */
@Timeout(60)
class LoopViewTest {

    /** A body that is busy until it is let go on, and whose frames cannot be read meanwhile. */
    private static final class HalfChanged implements CoroutineProtocol<String> {

        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);

        @Override
        public Object send() throws InterruptedException {
            begun.countDown();
            goOn.await();
            return RETURNED;
        }

        @Override
        public Object throwIn(Throwable error) {
            return RETURNED;
        }

        @Override
        public void close() {}

        @Override
        public List<StackTraceElement> stack() {
            throw new NullPointerException("half changed");
        }

        @Override
        public String result() {
            return "done";
        }
    }

    /** So that the tool, which repeats only what may pass, asks again. */
    @Test
    void whatIsSeenHalfChangedIsAChangeMeanwhile() throws InterruptedException {
        EventLoopImpl loop = new EventLoopImpl(VirtualTime.host(), null);
        HalfChanged body = new HalfChanged();
        String[] result = new String[1];
        Thread thread = new Thread(() ->
                result[0] = loop.<String, RuntimeException>runUntilComplete(() -> loop.createTask(body).await()));
        thread.start();
        body.begun.await();
        ConcurrentModificationException told = assertThrows(ConcurrentModificationException.class, LoopTexts::table);
        assertEquals("half changed", told.getCause().getMessage());
        body.goOn.countDown();
        thread.join();
        assertEquals("done", result[0]);
        loop.close();
    }
}
