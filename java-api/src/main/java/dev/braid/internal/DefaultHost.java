package dev.braid.internal;

import dev.braid.spi.HostProvider;
import dev.braid.spi.LoopHost;
import java.util.Iterator;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Finds the bridge that provides hosts. */
public final class DefaultHost {

    private DefaultHost() {}

    /** A new host on the caller's thread. */
    public static LoopHost callerThread() {
        HostProvider provider = Found.PROVIDER;
        if (provider == null) {
            throw new IllegalStateException("""
                    cannot run an event loop: braid-kotlin-bridge, which provides what loops run on, is not on the \
                    class path; add the dependency
                      <dependency><groupId>dev.braid</groupId><artifactId>braid-kotlin-bridge</artifactId>
                      <version>(that of braid-java-api)</version></dependency>
                    It brings braid-java-api with it.""");
        }
        return provider.callerThread();
    }

    private static final class Found {

        static final @Nullable HostProvider PROVIDER = find();

        private static @Nullable HostProvider find() {
            // First through this library's own class loader: a thread's context loader may see neither.
            Iterator<HostProvider> providers =
                    ServiceLoader.load(HostProvider.class, HostProvider.class.getClassLoader()).iterator();
            if (!providers.hasNext()) {
                providers = ServiceLoader.load(HostProvider.class).iterator();
            }
            return providers.hasNext() ? providers.next() : null;
        }
    }
}
