/** Tests of what Braid has beyond asyncio. There is no oracle for it, so each test asserts. */
@org.jspecify.annotations.NullMarked
package dev.braid.conformance.extras;
