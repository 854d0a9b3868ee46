/** Connections: how they come about, what their transports and protocols do, and how they end. */
@NullMarked
package dev.braid.conformance.transports;

import org.jspecify.annotations.NullMarked;
