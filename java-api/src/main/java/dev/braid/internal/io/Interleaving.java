package dev.braid.internal.io;

import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The order of addresses to try. */
public final class Interleaving {

    private Interleaving() {}

    /**
     * The addresses with their families in turn, beginning with that of the first address.
     *
     * @param addresses at least one
     * @param ofFirstFamily how many of that family to have in front, at least 1
     */
    public static List<InetSocketAddress> of(List<InetSocketAddress> addresses, int ofFirstFamily) {
        Map<StandardProtocolFamily, Deque<InetSocketAddress>> byFamily = new LinkedHashMap<>();
        for (InetSocketAddress address : addresses) {
            byFamily.computeIfAbsent(NumericHost.family(address.getAddress()), family -> new ArrayDeque<>()).add(address);
        }
        Collection<Deque<InetSocketAddress>> families = byFamily.values();
        List<InetSocketAddress> order = new ArrayList<>();
        // The last of those in front is the first family's turn.
        Deque<InetSocketAddress> first = families.iterator().next();
        while (order.size() < ofFirstFamily - 1 && !first.isEmpty()) {
            order.add(first.remove());
        }
        while (order.size() < addresses.size()) {
            for (Deque<InetSocketAddress> family : families) {
                if (!family.isEmpty()) {
                    order.add(family.remove());
                }
            }
        }
        return order;
    }
}
