package dev.braid.internal;

import dev.braid.tools.Loops;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Registers {@link Loops} with JMX where {@code dev.braid.tools} cannot do so from outside: a JMX client can have a bean
 * made of a class that the system class loader finds, and then nothing is done before. Of any other class loader it knows
 * nothing.
 *
 * <p>A registered bean keeps its class loader, so it is taken back when the last loop is closed.
 */
final class LoopsBean {

    // A program that runs many short loops shall not register for each of them.
    private static final long DELAY_MILLIS = 1_000;

    // Guarded by the class.
    private static boolean pending;
    private static boolean registered;

    private LoopsBean() {}

    /** Registers in a while, on a thread of its own, if there are loops open then. */
    static synchronized void registerSoon() {
        if (pending || registered) {
            return;
        }
        Thread thread = new Thread(null, LoopsBean::registerLater, "braid-loops-bean", 0, false);
        thread.setDaemon(true);
        thread.start();
        // Not before: where there is no thread to be had, the next loop tries again.
        pending = true;
    }

    private static void registerLater() {
        try {
            Thread.sleep(DELAY_MILLIS);
        } catch (InterruptedException shutdown) {
            return;
        } finally {
            synchronized (LoopsBean.class) {
                pending = false;
            }
        }
        if (!OpenLoops.all().isEmpty()) {
            try {
                register();
                // The last loop may have closed meanwhile, and found nothing to take away.
                unregister();
            } catch (LinkageError noManagement) {
                // A JDK image without the module java.management.
            }
        }
    }

    private static synchronized void register() {
        if (!registered) {
            try {
                server().registerMBean(new Loops(), name());
                registered = true;
            } catch (JMException | RuntimeException refused) {
                // Then there is nothing to be seen from outside; the program is none the worse.
            }
        }
    }

    /** Takes the bean away, unless a loop is open. */
    static synchronized void unregister() {
        if (registered && OpenLoops.all().isEmpty()) {
            registered = false;
            try {
                server().unregisterMBean(name());
            } catch (JMException | RuntimeException gone) {
                // Somebody else has taken it away.
            }
        }
    }

    private static MBeanServer server() {
        return ManagementFactory.getPlatformMBeanServer();
    }

    private static ObjectName name() throws JMException {
        return new ObjectName(Loops.DOMAIN + ":type=Loops,loader="
                + Integer.toHexString(System.identityHashCode(LoopsBean.class.getClassLoader())));
    }
}
