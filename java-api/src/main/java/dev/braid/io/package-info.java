/**
 * Connections and servers: asyncio's streams, transports and protocols, by the same names.
 *
 * <p>Streams are for tasks: {@code Asyncio.openConnection} and {@code Asyncio.startServer} give a
 * {@link dev.braid.io.StreamReader}, whose reads suspend, and a {@link dev.braid.io.StreamWriter}. Transports and
 * protocols are what they are built of: callbacks on the loop, without tasks.
 *
 * <p>What holds for all:
 *
 * <ul>
 *   <li>An object belongs to the loop that made it. No method is for other threads.
 *   <li>Callbacks of a connection come one at a time, in the order of what happened, in the context in which the
 *       connection was made; those of a server's connections in copies of the one in which the server was made
 *       (CTXVAR-34).
 *   <li>Arrays that are handed over are the receiver's: nobody else keeps or changes them. Arrays that are written may
 *       be used again at once.
 *   <li>An interrupt of the thread that runs the loop closes no connection; it stays set for who asks for it.
 * </ul>
 */
@NullMarked
package dev.braid.io;

import org.jspecify.annotations.NullMarked;
