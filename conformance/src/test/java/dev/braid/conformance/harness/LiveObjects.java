package dev.braid.conformance.harness;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.ObjectName;

/** How many objects of which classes somebody still refers to in this JVM. */
final class LiveObjects {

    private LiveObjects() {}

    /** Collects garbage, and counts what is left by the names of classes. */
    static Map<String, Long> count() {
        Map<String, Long> counts = new TreeMap<>();
        histogram().lines().map(String::strip).filter(line -> !line.isEmpty() && Character.isDigit(line.charAt(0)))
                .map(line -> line.split("\\s+")) // number, instances, bytes, class, module
                .forEach(words -> counts.put(words[3], Long.parseLong(words[1])));
        return counts;
    }

    private static String histogram() {
        try {
            return (String) ManagementFactory.getPlatformMBeanServer().invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"), "gcClassHistogram",
                    new Object[] {new String[0]}, new String[] {String[].class.getName()});
        } catch (JMException impossible) {
            throw new AssertionError("this JVM does not tell what lives in it", impossible);
        }
    }
}
