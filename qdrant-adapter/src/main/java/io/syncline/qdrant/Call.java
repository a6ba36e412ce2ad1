package io.syncline.qdrant;

/**
 * Describes a call to the server for messages and for the mapping of its failures.
 *
 * @param what completes "Could not ...", such as "read the stamps of 500 records of res.partner of demo"
 * @param write whether the call changes data, so that its outcome is unknown after some failures
 */
record Call(String what, boolean write) {

    static Call read(String what) {
        return new Call(what, false);
    }

    static Call write(String what) {
        return new Call(what, true);
    }
}
