package dev.braid.examples;

import dev.braid.AsyncGenerator;
import dev.braid.Asyncio;
import dev.braid.Limit;
import dev.braid.Task;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Probes names as an async generator, which gives each answer when it is there. A stream over it is an asynchronous
 * comprehension. To run it:
 *
 * <pre>mvn -q -Pprober compile -Dexample=dev.braid.examples.MultiProbe -Dexample.args="example.org localhost"</pre>
 */
public final class MultiProbe {

    private record Probe(String name, boolean found) {}

    private MultiProbe() {}

    public static void main(String[] args) {
        List<String> names = args.length > 0 ? List.of(args) : List.of("localhost", "example.org", "nowhere.invalid");
        Asyncio.run(() -> {
            try (AsyncGenerator<Probe, Void> probes = multiProbe(names)) {
                List<String> found = probes.stream().filter(Probe::found).map(Probe::name).sorted().toList();
                System.out.println("found " + found);
            }
        });
    }

    private static AsyncGenerator<Probe, Void> multiProbe(List<String> names) {
        return AsyncGenerator.of(out -> {
            for (Task<Probe> probe : Limit.of(10).asCompleted(names, MultiProbe::probe)) {
                out.yield(probe.result());
            }
        });
    }

    private static Probe probe(String name) {
        try {
            Asyncio.<InetAddress, UnknownHostException>toThread(() -> InetAddress.getByName(name));
            return new Probe(name, true);
        } catch (UnknownHostException unknown) {
            return new Probe(name, false);
        }
    }
}
