package dev.braid.tools;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.ReflectionException;
import javax.management.RuntimeMBeanException;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Another JVM of the same user on this machine, reached over the attach mechanism and JMX. */
final class OtherJvm {

    private final String pid;

    OtherJvm(String pid) {
        this.pid = pid;
    }

    /**
     * Asks each {@link LoopsMXBean} there.
     *
     * @throws IOException if the connection failed
     * @throws IllegalStateException if the process cannot be looked into, or has no Braid
     * @throws RuntimeException what the bean threw
     */
    String ask(String operation) throws IOException {
        try (JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(address()))) {
            MBeanServerConnection server = connector.getMBeanServerConnection();
            StringBuilder text = new StringBuilder();
            for (ObjectName name : beans(server)) {
                text.append(server.invoke(name, operation, null, null));
            }
            return text.toString();
        } catch (RuntimeMBeanException thrown) {
            throw thrown.getTargetException();
        } catch (JMException gone) {
            throw new IOException("its JMX says " + gone, gone);
        }
    }

    private String address() throws IOException {
        try {
            VirtualMachine jvm = VirtualMachine.attach(pid);
            try {
                return jvm.startLocalManagementAgent();
            } finally {
                jvm.detach();
            }
        } catch (AttachNotSupportedException refused) {
            throw new IllegalStateException("cannot look into process " + pid + ": " + refused.getMessage()
                    + "; it must be a running JVM of the same user, without -XX:+DisableAttachMechanism", refused);
        }
    }

    private Set<ObjectName> beans(MBeanServerConnection server) throws IOException, JMException {
        ObjectName ours = new ObjectName(Loops.DOMAIN + ":type=Loops,loader=system");
        try {
            if (!server.isRegistered(ours)) {
                server.createMBean(Loops.class.getName(), ours);
            }
        } catch (InstanceAlreadyExistsException another) {
            // Somebody else looks into it at the same time.
        } catch (ReflectionException absent) {
            // Braid is not on its class path; a class loader of its own may have registered one.
        }
        Set<ObjectName> names = new TreeSet<>(server.queryNames(new ObjectName(Loops.DOMAIN + ":type=Loops,*"), null));
        if (names.isEmpty()) {
            throw new IllegalStateException("cannot find tasks in process " + pid + ": it has no Braid on its class path, "
                    + "and no class loader of its own has had a loop open for a second; ask again while it runs a loop");
        }
        return names;
    }
}
