package io.syncline.tika;

import java.io.IOException;

/** More was unpacked than the limit allows. */
final class ExpandedTooFarException extends IOException {

    private static final long serialVersionUID = 1;
}
