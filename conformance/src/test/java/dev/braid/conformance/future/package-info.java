/** Cases of the area future: outcomes, waiters, callbacks, reports, and futures of Java's own that are followed. */
@NullMarked
package dev.braid.conformance.future;

import org.jspecify.annotations.NullMarked;
