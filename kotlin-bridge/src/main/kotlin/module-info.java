/** Braid on kotlinx.coroutines: what loops run on, and tasks shared between Java and Kotlin. */
module dev.braid.kotlin {
    requires static org.jspecify;
    requires transitive dev.braid;
    requires transitive kotlin.stdlib;
    requires transitive kotlinx.coroutines.core;

    exports dev.braid.kotlin;

    provides dev.braid.spi.HostProvider with dev.braid.kotlin.CoroutineHostProvider;
}
