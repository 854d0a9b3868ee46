package dev.braid.conformance.harness;

import dev.braid.spi.Engine;
import dev.braid.spi.StrandKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What a case runs on. */
public record Combination(StrandKind strand, HostKind host) {

    /** Narrows the combinations down, to look into a failure: words of strands and hosts, with commas between them. */
    static final String ONLY = "braid.conformance.on";

    /** Every kind of strand that this JDK offers, on every host. */
    public static List<Combination> all() {
        List<Combination> all = new ArrayList<>();
        for (StrandKind strand : Engine.availableKinds()) {
            for (HostKind host : HostKind.values()) {
                all.add(new Combination(strand, host));
            }
        }
        return all;
    }

    /** Those of {@link #all()} that {@link #ONLY} leaves. */
    public static List<Combination> chosen() {
        String only = System.getProperty(ONLY, "");
        if (only.isEmpty()) {
            return all();
        }
        List<String> words = Arrays.asList(only.split(","));
        List<Combination> chosen = all().stream().filter(on -> on.matches(words)).collect(Collectors.toList());
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException(
                    "cannot choose combinations: -D" + ONLY + "=" + only + " leaves none of " + all());
        }
        return chosen;
    }

    /** Those of {@link #chosen()} with one kind of strand, the best there is: a Kotlin body needs none. */
    public static List<Combination> chosenForKotlin() {
        List<Combination> chosen = chosen();
        StrandKind best = chosen.get(chosen.size() - 1).strand();
        return chosen.stream().filter(on -> on.strand() == best).collect(Collectors.toList());
    }

    // Words of strands narrow the strands, words of hosts the hosts; an unknown word leaves nothing.
    private boolean matches(List<String> words) {
        List<String> strands = all().stream().map(on -> on.strand.word()).collect(Collectors.toList());
        List<String> mine = words.stream().filter(strands::contains).collect(Collectors.toList());
        List<String> hosts = words.stream().filter(word -> !mine.contains(word)).collect(Collectors.toList());
        return (mine.isEmpty() || mine.contains(strand.word())) && (hosts.isEmpty() || hosts.contains(host.word()));
    }

    @Override
    public String toString() {
        return strand.word() + " on " + host.word();
    }
}
