package dev.braid.examples.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** The service, run as users run it: what its log tells. In real time and through real connections. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuoteServiceTest {

    private List<String> log;

    @BeforeAll
    @Timeout(60)
    void runTheService() {
        PrintStream terminal = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            QuoteService.main();
        } finally {
            System.setOut(terminal);
        }
        // without time, thread and level
        log = printed.toString(StandardCharsets.UTF_8).lines().map(line -> line.replaceFirst(".*INFO ", "")).toList();
    }

    private List<String> about(String... words) {
        return log.stream().filter(line -> List.of(words).stream().allMatch(line::contains)).toList();
    }

    @Test
    void aPatientClientIsAnswered() {
        assertEquals(2, about("client", "violin: Ada takes 18").size(), log::toString);
        assertEquals(2, about("desk", "compared quotes for a violin").size(), log::toString);
        assertEquals(2, about("handler", "GET violin: Quote(supplier=Ada, price=18)").size(), log::toString);
    }

    @Test
    void aClientThatGoesAwayCancelsAllLevelsFromTheInsideOutwards() {
        List<String> ends = log.stream().filter(line -> line.contains("piano"))
                .filter(line -> line.contains("rolled back") || line.startsWith("desk") || line.contains("cancelled"))
                .toList();
        assertEquals(5, ends.size(), log::toString);
        assertTrue(ends.subList(0, 3).stream().allMatch(line -> line.startsWith("repository")), ends::toString);
        assertEquals("desk - gave up on quotes for a piano", ends.get(3));
        assertTrue(ends.get(4).startsWith("handler - GET piano: cancelled"), ends::toString);
        assertTrue(ends.get(4).contains("HttpRequestLifecycle"), ends::toString);
    }

    @Test
    void whatTheCancelledRequestHeldIsThereForTheNextOne() {
        int rolledBack = log.indexOf(about("rolled back").get(0));
        int asked = log.lastIndexOf("repository - Ada is asked what a violin costs");
        assertTrue(rolledBack < asked, log::toString);
        assertEquals(6, about("is asked what a violin costs").size(), log::toString);
    }
}
