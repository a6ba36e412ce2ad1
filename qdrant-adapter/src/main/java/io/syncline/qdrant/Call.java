package io.syncline.qdrant;

/**
 * One call to the server: what for, in words that continue "Qdrant failed to ...", and whether it changes anything.
 *
 * @param what such as "read the stamps of 500 records of res.partner of demo"
 * @param write whether a failure in the middle leaves open what was done
 */
record Call(String what, boolean write) {

    static Call read(String what) {
        return new Call(what, false);
    }

    static Call write(String what) {
        return new Call(what, true);
    }
}
