package dev.braid.internal.io;

import dev.braid.EventLoop;
import dev.braid.internal.Log;
import dev.braid.io.AddressOptions;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Debug mode's look-up: tells in the log how long it took, by the loop's clock; more loudly if that was long. */
final class TimedLookup implements Callable<List<InetSocketAddress>> {

    private static final double NANOS_PER_MILLI = 1e6;

    private final EventLoop loop;
    private final Callable<List<InetSocketAddress>> lookup;
    private final String wanted;

    TimedLookup(EventLoop loop, Callable<List<InetSocketAddress>> lookup, @Nullable String host, String service,
            AddressOptions options) {
        this.loop = loop;
        this.lookup = lookup;
        this.wanted = host + ":" + service
                + (options.family() == null ? "" : ", family=" + options.family())
                + (options.passive() ? ", passive" : "")
                + (options.numericHost() ? ", numericHost" : "");
    }

    /** On a thread of the executor. */
    @Override
    public List<InetSocketAddress> call() throws Exception {
        Log.LOG.log(Level.DEBUG, "Get address info " + wanted);
        long began = loop.timeNanos();
        List<InetSocketAddress> addresses = lookup.call();
        Duration took = Duration.ofNanos(loop.timeNanos() - began);
        Level level = took.compareTo(loop.slowCallbackDuration()) >= 0 ? Level.INFO : Level.DEBUG;
        Log.LOG.log(level, String.format(Locale.ROOT, "Getting address info %s took %.3fms: %s",
                wanted, took.toNanos() / NANOS_PER_MILLI, addresses));
        return addresses;
    }
}
