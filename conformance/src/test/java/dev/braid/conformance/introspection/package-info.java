/** Cases of the area introspection: which task runs, which tasks there are, what counts as what. */
@NullMarked
package dev.braid.conformance.introspection;

import org.jspecify.annotations.NullMarked;
