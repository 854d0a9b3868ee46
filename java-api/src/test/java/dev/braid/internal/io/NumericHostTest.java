package dev.braid.internal.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.net.InetAddress;
import java.net.StandardProtocolFamily;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumericHostTest {

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "0.0.0.0", "255.255.255.255", "::", "::1", "2001:db8::8:800:200c:417a", "FE80::1",
            "64:ff9b::192.0.2.33"})
    void fullAddressesAreReadWithoutAsking(String text) {
        assertNotNull(NumericHost.parse(text, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "127.1", "1", "0x7f.0.0.1", "127.0.0.01", "127.0.0.256", "127.0.0.1.", " 127.0.0.1",
            "fe80::1%1", "[::1]", ":", ":::", "1:2", "::12345", "::g", "1::2::3", "a.b:c", "face", "..:"})
    void everythingElseIsLeftToTheSystem(String text) {
        assertNull(NumericHost.parse(text, null));
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1,INET6", "::1,INET"})
    void addressesOfAnotherFamilyAreLeftToTheSystem(String text, StandardProtocolFamily family) {
        assertNull(NumericHost.parse(text, family));
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,127.0.0.1",
        "::,::",
        "::1,::1",
        "1::,1::",
        "2001:db8:0:0:1:0:0:1,2001:db8::1:0:0:1",
        "2001:0:0:1:0:0:0:1,2001:0:0:1::1",
        "2001:db8:0:1:1:1:1:1,2001:db8:0:1:1:1:1:1",
        "fe80::10:0:0:0:1,fe80:0:0:10::1",
        "2001:DB8::A0,2001:db8::a0",
        "fe80::1%1,fe80::1%1"
    })
    void addressesAreWrittenInTheShortestWay(String text, String shortest) throws Exception {
        assertEquals(shortest, NumericHost.text(InetAddress.getByName(text)));
    }
}
