package io.syncline.architecture;

/** The kind of a module, which decides the rules that apply. */
enum Kind {
    /** Versions only. */
    BOM,
    /** What an application sees. */
    API,
    /** The ports and the engine. */
    CORE,
    /** An adapter, or code that several adapters share. */
    ADAPTER,
    /** Published test support: contracts, in-memory adapters, faults. */
    TESTKIT,
    /** A published server that stands in for a real one in tests and demos, usable without Syncline. */
    TEST_SERVER,
    /** Joins Syncline to another library, which the application brings. */
    INTEGRATION,
    /** Offers an engine to other programs; a library that applications may use as well. */
    FRONT_END,
    /** A program, which may use everything and write to the standard streams. */
    PROGRAM,
    /** Tests or benchmarks only. */
    TESTS
}
