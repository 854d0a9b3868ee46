/**
 * asyncio semantics for the JVM: everything a Java program names, without runtime dependencies. The loop runs on a host
 * that {@code braid-kotlin-bridge} provides.
 */
module dev.braid {
    requires static org.jspecify;
    requires static kotlin.stdlib;

    // for dev.braid.tools alone
    requires static java.management;
    requires static jdk.attach;

    exports dev.braid;
    exports dev.braid.io;
    exports dev.braid.spi;
    exports dev.braid.sync;
    exports dev.braid.testing;
    exports dev.braid.tools;
    exports dev.braid.internal to dev.braid.kotlin;
    exports dev.braid.internal.io to dev.braid.kotlin;

    uses dev.braid.spi.HostProvider;
}
