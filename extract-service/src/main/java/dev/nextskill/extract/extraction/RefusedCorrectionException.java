package dev.nextskill.extract.extraction;

/** A correction cannot be made: the message names the key that is wrong, and what is allowed. */
final class RefusedCorrectionException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final boolean malformed;

    private RefusedCorrectionException(boolean malformed, String message) {
        super(message);
        this.malformed = malformed;
    }

    /** It has another shape than corrections have. */
    static RefusedCorrectionException malformed(String message) {
        return new RefusedCorrectionException(true, message);
    }

    /** The posting or the vocabulary does not allow it. */
    static RefusedCorrectionException wrong(String message) {
        return new RefusedCorrectionException(false, message);
    }

    boolean isMalformed() {
        return malformed;
    }
}
