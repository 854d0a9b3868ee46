package dev.braid.internal.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.braid.io.AddressOptions;
import dev.braid.io.NameInfo;
import dev.braid.io.NameInfoOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SystemResolverTest {

    private final SystemResolver resolver = SystemResolver.INSTANCE;

    private List<String> lookUp(String host, AddressOptions options) throws Exception {
        return resolver.getaddrinfo(host, "80", options).stream().map(Addresses::text).collect(Collectors.toList());
    }

    @Test
    void noHostIsThisMachine() throws Exception {
        assertEquals(List.of("127.0.0.1:80", "[::1]:80"), lookUp(null, AddressOptions.DEFAULT));
        assertEquals(List.of("0.0.0.0:80", "[::]:80"), lookUp(null, AddressOptions.DEFAULT.withPassive(true)));
    }

    @Test
    void theHostsFileIsAsked() throws Exception {
        assertEquals(List.of("127.0.0.1:80"), lookUp("localhost", AddressOptions.of(StandardProtocolFamily.INET)));
    }

    @Test
    void formsThatOnlyTheSystemUnderstandsAreLeftToIt() throws Exception {
        assertEquals(List.of("127.0.0.1:80"), lookUp("127.1", AddressOptions.DEFAULT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[::1]"})
    void whatTheJvmTakesForAnAddressAndPythonDoesNotIsRefused(String host) {
        UnknownHostException error =
                assertThrows(UnknownHostException.class, () -> lookUp(host, AddressOptions.DEFAULT));
        assertTrue(error.getMessage().contains("\"" + host + "\": it is neither a name nor an address"), error.getMessage());
    }

    @Test
    void aHostWithoutAddressesOfTheFamilySaysSo() {
        UnknownHostException error = assertThrows(UnknownHostException.class,
                () -> lookUp("127.0.0.1", AddressOptions.of(StandardProtocolFamily.INET6)));
        assertTrue(error.getMessage().contains("no address of family INET6"), error.getMessage());
    }

    @Test
    void namesAreRefusedWhereAddressesAreWanted() {
        UnknownHostException error = assertThrows(UnknownHostException.class,
                () -> lookUp("localhost", AddressOptions.DEFAULT.withNumericHost(true)));
        assertTrue(error.getMessage().contains("\"localhost\""), error.getMessage());
    }

    @Test
    void addressesAreNoNames() throws Exception {
        AddressOptions numeric = AddressOptions.DEFAULT.withNumericHost(true);
        assertEquals(List.of("127.0.0.1:80"), lookUp("127.0.0.1", numeric));
        assertEquals(List.of("[fe80::1%1]:80"), lookUp("fe80::1%1", numeric));
        for (String other : List.of("127.1", "127.0.0.1%1", "%1", "")) {
            assertThrows(UnknownHostException.class, () -> lookUp(other, numeric), other);
        }
    }

    @Test
    void aNameThatCannotBeOneIsUnknown() {
        UnknownHostException error =
                assertThrows(UnknownHostException.class, () -> lookUp("a..b", AddressOptions.DEFAULT));
        assertTrue(error.getMessage().startsWith("cannot look up \"a..b\": no address was found"), error.getMessage());
    }

    @Test
    void portsOutOfRangeAreRefused() {
        for (String port : List.of("65536", "-1", "999999999", "+70000")) {
            assertThrows(IllegalArgumentException.class,
                    () -> resolver.getaddrinfo("127.0.0.1", port, AddressOptions.DEFAULT), port);
        }
    }

    @Test
    void theNameOfAnAddressIsNotTheOneThatItWasLookedUpBy() throws Exception {
        InetAddress made = InetAddress.getByAddress("made.up", new byte[] {127, 0, 0, 1});
        NameInfo found = resolver.getnameinfo(new InetSocketAddress(made, 80), NameInfoOptions.DEFAULT);
        assertFalse(found.host().contains("made.up"), found.host());
    }

    @Test
    void numbersAreLeftAsTheyAre() throws Exception {
        assertEquals(new NameInfo("::1", "80"), resolver.getnameinfo(
                new InetSocketAddress(InetAddress.getByName("::1"), 80), NameInfoOptions.NUMERIC));
    }
}
