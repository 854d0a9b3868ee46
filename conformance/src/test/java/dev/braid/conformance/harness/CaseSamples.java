package dev.braid.conformance.harness;

/** Cases for {@link CaseExtensionTest}. Not a test by name, so only that one runs them. */
class CaseSamples {

    @Case("HARNESS-01")
    void hasNoOracle(Trace t) {
        t.log("runs");
    }

    @Case("HARNESS-02")
    @NoOracle("a sample")
    void asserts(Trace t) {
        t.log("runs");
    }

    @Case(value = "HARNESS-03", plain = true, signals = true)
    @NoOracle("a sample")
    void failsOnTheMainThread(Trace t) {
        throw new Boom("on purpose");
    }
}
