package dev.braid.conformance.bridge;

import dev.braid.Asyncio;
import dev.braid.Coroutine;
import dev.braid.Future;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Java's own futures in Java bodies: the JDK's HTTP client as the worked example. */
public final class JavaStages {

    private JavaStages() {}

    /** Both pages at once; the first failure cancels the other's request. */
    public static Coroutine<String> pages(HttpClient client, URI first, URI second) {
        return () -> {
            List<String> bodies = Asyncio.gather(List.of(fetch(client, first), fetch(client, second))).await();
            return String.join(" ", bodies);
        };
    }

    private static Future<String> fetch(HttpClient client, URI uri) {
        HttpRequest request = HttpRequest.newBuilder(uri).build();
        return Asyncio.createTask(() -> {
            CompletableFuture<HttpResponse<String>> sent =
                    client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
            return Future.of(sent).await().body();
        });
    }

    /** A body that waits for a stage. */
    public static <T> Coroutine<T> await(CompletableFuture<T> stage) {
        return () -> Future.of(stage).<Exception>await();
    }
}
