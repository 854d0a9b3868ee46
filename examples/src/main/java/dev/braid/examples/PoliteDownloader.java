package dev.braid.examples;

import dev.braid.Asyncio;
import dev.braid.CancelledError;
import dev.braid.Future;
import dev.braid.KeyboardInterrupt;
import dev.braid.TaskGroup;
import dev.braid.sync.Hold;
import dev.braid.sync.Semaphore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * Downloads many files, but asks for five of them at a time at most, and asks again later where the server is busy. The
 * server is in this process; some files do not exist, and some always fail. Ctrl-C stops it, with a tally of what it
 * has. Argument: how many files. To run it:
 *
 * <pre>mvn -q -Pprober compile -Dexample=dev.braid.examples.PoliteDownloader</pre>
 */
public final class PoliteDownloader {

    private static final int ATTEMPTS = 3;

    private enum Status { OK, NOT_FOUND, ERROR }

    private final URI site;
    private final Path folder;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Semaphore atMostFive = new Semaphore(5);
    private final Map<Status, Integer> tally = new EnumMap<>(Status.class);

    private PoliteDownloader(URI site, Path folder) {
        this.site = site;
        this.folder = folder;
    }

    public static void main(String[] args) throws IOException {
        int files = args.length > 0 ? Integer.parseInt(args[0]) : 100;
        Path folder = Files.createTempDirectory("downloads");
        try (LocalSite site = new LocalSite()) {
            Asyncio.run(() -> new PoliteDownloader(site.address(), folder).downloadAll(files));
        } catch (KeyboardInterrupt ctrlC) {
            System.exit(130);
        }
    }

    private void downloadAll(int files) {
        try (ProgressBar bar = new ProgressBar(files)) {
            TaskGroup.run(group -> {
                for (int number = 1; number <= files; number++) {
                    String name = number + ".txt";
                    group.createTask(() -> bar.step(name + ": " + download(name)));
                }
            });
        } catch (CancelledError ctrlC) {
            System.out.println("interrupted");
            throw ctrlC;
        } finally {
            System.out.println(tally + " in " + folder);
        }
    }

    /** Downloads a file and tells how that went. */
    private String download(String name) {
        Status status;
        String detail = "";
        try (Hold permit = atMostFive.hold()) {
            byte[] content = fetch(name);
            Asyncio.<Path, IOException>toThread(() -> Files.write(folder.resolve(name), content));
            status = Status.OK;
        } catch (FileNotFoundException missing) {
            status = Status.NOT_FOUND;
        } catch (IOException failure) {
            status = Status.ERROR;
            detail = ", " + failure.getMessage();
        }
        tally.merge(status, 1, Integer::sum);
        return status + detail;
    }

    /** Asks for a file, and again where that may help, after a pause that doubles each time. */
    private byte[] fetch(String name) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(site.resolve(name)).build();
        Duration pause = Duration.ofMillis(100);
        for (int attempt = 1;; attempt++) {
            HttpResponse<byte[]> response =
                    Future.of(client.sendAsync(request, BodyHandlers.ofByteArray())).<IOException>await();
            switch (response.statusCode()) {
                case 200 -> {
                    return response.body();
                }
                case 404 -> throw new FileNotFoundException(name);
                default -> {
                    if (attempt == ATTEMPTS) {
                        throw new IOException("the server answered " + response.statusCode());
                    }
                }
            }
            Asyncio.sleep(pause);
            pause = pause.multipliedBy(2);
        }
    }
}
