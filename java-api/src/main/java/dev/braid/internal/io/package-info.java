/** Sockets on a loop: what waits for them, and the transports over them. Exported to Braid's own modules only. */
@NullMarked
package dev.braid.internal.io;

import org.jspecify.annotations.NullMarked;
