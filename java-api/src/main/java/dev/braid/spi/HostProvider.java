package dev.braid.spi;

/**
 * Finds the default host; {@code kotlin-bridge} registers one with {@link java.util.ServiceLoader}. An extra of Braid.
 */
public interface HostProvider {

    /**
     * Makes a host that runs the loop on the thread that asks it to, in real time.
     *
     * @return a new host, for one loop
     */
    LoopHost callerThread();
}
