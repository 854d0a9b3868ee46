package dev.braid.spi;

/** Finds the default host; {@code kotlin-bridge} registers one with {@link java.util.ServiceLoader}. */
public interface HostProvider {

    /** A new host that runs the loop on the thread that asks it to, in real time. */
    LoopHost callerThread();
}
