package dev.braid.internal.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.UnknownServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServicesTest {

    @TempDir
    Path folder;

    private Services services(String text) throws Exception {
        return Services.read(Files.writeString(folder.resolve("services"), text));
    }

    @Test
    void namesAndAliasesOfTcpPortsAreKnown() throws Exception {
        Services services = services("# Network services\n\nhttp\t80/tcp  www web # WorldWideWeb\nntp 123/udp\n"
                + "http 80/udp\nmail 25/tcp#no space\n");
        assertEquals(80, services.port("http"));
        assertEquals(80, services.port("www"));
        assertEquals(80, services.port("web"));
        assertEquals(25, services.port("mail"));
        assertEquals("http", services.name(80));
        assertNull(services.name(123));
        assertThrows(UnknownServiceException.class, () -> services.port("ntp"));
        assertThrows(UnknownServiceException.class, () -> services.port("#no"));
    }

    @Test
    void theFirstLineCounts() throws Exception {
        Services services = services("one 1/tcp two\ntwo 2/tcp\nuno 1/tcp\n");
        assertEquals(1, services.port("two"));
        assertEquals("one", services.name(1));
        assertEquals(1, services.port("uno"));
    }

    @Test
    void linesThatMeanNothingAreSkipped() throws Exception {
        Services services = services("alone\nname port/tcp\nname 123456/tcp\n/tcp\n80/tcp http\nlast 9/tcp\n");
        assertThrows(UnknownServiceException.class, () -> services.port("name"));
        assertEquals(9, services.port("last"));
    }

    @Test
    void anUnknownServiceIsNamedWithWhereItWasLookedFor() throws Exception {
        Services services = services("http 80/tcp\n");
        String told = assertThrows(UnknownServiceException.class, () -> services.port("htpt")).getMessage();
        assertTrue(told.contains("\"htpt\"") && told.contains(folder.toString()) && told.endsWith("give its number"), told);
    }

    @Test
    void withoutTheFileMessagesSayThatItIsMissing() {
        Services services = Services.read(folder.resolve("none"));
        assertNull(services.name(80));
        String told = assertThrows(UnknownServiceException.class, () -> services.port("http")).getMessage();
        assertTrue(told.contains("NoSuchFileException"), told);
    }
}
