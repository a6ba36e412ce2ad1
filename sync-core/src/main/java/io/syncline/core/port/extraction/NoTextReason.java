package io.syncline.core.port.extraction;

/** Why a file has no text. Retrying helps in no case, except after a change of the settings or of the extractor. */
public enum NoTextReason {
    /** It cannot be read without a password or key. */
    ENCRYPTED,
    /** It is damaged, or not what it seems to be. */
    BROKEN,
    /** It, what is unpacked from it, or the memory to read it exceeds a limit. */
    TOO_LARGE,
    /** Reading it took longer than the limit. */
    TOO_SLOW,
    /** The extractor does not read files of this kind. */
    UNSUPPORTED,
    /** It was read and has no text, such as a scanned page. */
    EMPTY
}
