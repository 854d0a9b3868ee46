package dev.braid.examples.service;

import dev.braid.EventLoop;
import dev.braid.Task;
import dev.braid.TaskGroup;
import dev.braid.kotlin.Suspend;
import java.util.Comparator;
import java.util.List;
import kotlin.coroutines.Continuation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The business logic in Java: asks all suppliers at once, and takes the cheapest. */
final class QuoteDesk implements Quotes {

    private static final Logger LOG = LoggerFactory.getLogger("desk");
    private static final List<String> SUPPLIERS = List.of("Ada", "Grace", "Barbara");

    private final EventLoop loop;
    private final Prices prices;

    QuoteDesk(EventLoop loop, Prices prices) {
        this.loop = loop;
        this.prices = prices;
    }

    /** What Kotlin sees as {@code suspend fun cheapest(product: String): Quote}. */
    @Override
    public Object cheapest(String product, Continuation<? super Quote> caller) {
        return Suspend.body(caller, loop, () -> compare(product));
    }

    private Quote compare(String product) {
        boolean compared = false;
        try {
            List<Task<Quote>> asked = TaskGroup.run(group -> {
                return SUPPLIERS.stream().map(supplier -> group.createTask(() -> ask(supplier, product))).toList();
            });
            Quote cheapest = asked.stream().map(Task::result).min(Comparator.comparing(Quote::getPrice)).orElseThrow();
            compared = true;
            return cheapest;
        } finally {
            LOG.info("{} quotes for a {}", compared ? "compared" : "gave up on", product);
        }
    }

    private Quote ask(String supplier, String product) throws Exception {
        // In Kotlin: prices.of(supplier, product)
        int price = Suspend.await(prices::of, supplier, product);
        return new Quote(supplier, price);
    }
}
