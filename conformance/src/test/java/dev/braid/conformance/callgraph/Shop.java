package dev.braid.conformance.callgraph;

import static dev.braid.TaskOptions.named;

import dev.braid.Asyncio;
import dev.braid.CallGraph;
import dev.braid.EventLoop;
import dev.braid.Future;
import dev.braid.Task;
import dev.braid.TaskGroup;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * A program in a JVM of its own, to be looked into: one loop answers, another is blocked. A line on its standard input
 * makes its tasks wait in a circle; it ends with its standard input. It answers with a line of its own.
 */
public final class Shop {

    private final Future<Void> never = Asyncio.createFuture();
    private Task<Void> orders;
    private Task<Void> reader;

    // Kept, so that no report of its error is due as long as the shop is open.
    private Task<Void> delivery;

    private Shop() {}

    public static void main(String[] arguments) throws Exception {
        Thread stuck = new Thread(() -> Asyncio.run(() -> {
            Asyncio.createTask(Shop::blocks, named("blocked"));
            Asyncio.yieldNow();
        }), "stuck");
        stuck.setDaemon(true);
        stuck.start();
        Asyncio.run(() -> new Shop().open());
    }

    private static void blocks() throws InterruptedException {
        System.out.println("ready");
        new java.util.concurrent.CountDownLatch(1).await();
    }

    private void open() {
        EventLoop loop = Asyncio.runningLoop();
        orders = Asyncio.createTask(this::takeOrders, named("orders"));
        delivery = Asyncio.createTask(Shop::deliver, named("delivery"));
        Thread commands = new Thread(() -> obey(loop));
        commands.setDaemon(true);
        commands.start();
        orders.await();
    }

    private static void deliver() {
        throw new IllegalStateException("no bicycle");
    }

    private void takeOrders() {
        TaskGroup.run(group -> {
            reader = group.createTask(this::read, named("reader"));
            group.createTask(this::read, named("writer"));
        });
    }

    private void read() {
        never.await();
    }

    private void obey(EventLoop loop) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            while (in.readLine() != null) {
                loop.callSoonThreadsafe(() -> {
                    CallGraph.addAwaitedBy(orders, reader);
                    System.out.println("ready");
                });
            }
        } catch (Exception broken) {
            broken.printStackTrace();
        }
        Runtime.getRuntime().halt(0);
    }
}
