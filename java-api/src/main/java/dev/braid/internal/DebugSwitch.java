package dev.braid.internal;

import org.jspecify.annotations.Nullable;

/**
 * Whether new loops begin in debug mode. The system property {@code braid.debug} decides if it is given: {@code true}, or
 * nothing as in a mere {@code -Dbraid.debug}, switches on. Else the environment's {@code BRAID_DEBUG} does if it is not
 * empty, whatever it says, as asyncio's PYTHONASYNCIODEBUG.
 */
final class DebugSwitch {

    private DebugSwitch() {}

    static boolean isOn() {
        return isOn(System.getProperty("braid.debug"), System.getenv("BRAID_DEBUG"));
    }

    private static boolean isOn(@Nullable String property, @Nullable String variable) {
        if (property != null) {
            return property.isBlank() || Boolean.parseBoolean(property.trim());
        }
        return variable != null && !variable.isEmpty();
    }
}
