package dev.braid.examples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A small web site in this process, for examples that need one. It serves {@code /1.txt}, {@code /2.txt} and so on:
 * every 7th does not exist, every 9th always fails, and every 4th is too busy when it is asked first.
 */
final class LocalSite implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();

    LocalSite() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/");
    }

    private void answer(HttpExchange exchange) throws IOException {
        String name = exchange.getRequestURI().getPath();
        byte[] text = ("This is " + name + ".\n").getBytes(StandardCharsets.UTF_8);
        pause();
        try (exchange) {
            int status = status(name);
            exchange.sendResponseHeaders(status, status == 200 ? text.length : -1);
            if (status == 200) {
                exchange.getResponseBody().write(text);
            }
        }
    }

    private int status(String name) {
        int number = Integer.parseInt(name.replaceAll("\\D", ""));
        boolean first = asked.add(name);
        if (number % 7 == 0) {
            return 404;
        }
        if (number % 9 == 0) {
            return 500;
        }
        return number % 4 == 0 && first ? 503 : 200;
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
