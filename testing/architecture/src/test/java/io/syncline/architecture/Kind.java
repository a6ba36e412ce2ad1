package io.syncline.architecture;

/** What a module is for, and with that which rules hold for it. */
enum Kind {
    /** What an application sees. */
    API,
    /** The ports and the engine. */
    CORE,
    /** An adapter, or code that several adapters share. */
    ADAPTER,
    /** Published test support. */
    TESTKIT,
    /** A program, which may use everything and talk to people. */
    PROGRAM,
    /** Tests or benchmarks only. */
    TESTS
}
