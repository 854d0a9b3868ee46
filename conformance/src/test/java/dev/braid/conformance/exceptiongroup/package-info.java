/** Cases of the area exception-group: groups, their parts, and handling them by type. They need no loop. */
@NullMarked
package dev.braid.conformance.exceptiongroup;

import org.jspecify.annotations.NullMarked;
