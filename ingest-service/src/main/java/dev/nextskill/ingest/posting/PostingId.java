package dev.nextskill.ingest.posting;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The identity of a posting: a UUIDv5 (RFC 9562, section 5.5) of its normalised text, so that the same words sent twice, by
 * anyone, are one posting.
 */
final class PostingId {

    /** The UUIDv5 of {@code https://nextskill.dev/job-postings} in the URL namespace. */
    static final UUID NAMESPACE = UUID.fromString("116a8f08-fd2f-5460-aecd-306b4ad9e251");

    /** Unicode's White_Space property. */
    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

    /** In place of {@link String#strip}, whose white space is Java's own. */
    private static final Pattern SPACE_AT_AN_END = Pattern.compile("^ | $");

    private PostingId() {}

    static UUID of(String text) {
        return uuidV5(NAMESPACE, normalised(text));
    }

    /** NFKC, each run of white space folded to one space, none at either end. */
    static String normalised(String text) {
        var folded = WHITE_SPACE
                .matcher(Normalizer.normalize(text, Normalizer.Form.NFKC))
                .replaceAll(" ");
        return SPACE_AT_AN_END.matcher(folded).replaceAll("");
    }

    static UUID uuidV5(UUID namespace, String name) {
        var sha1 = digest("SHA-1");
        sha1.update(ByteBuffer.allocate(16)
                .putLong(namespace.getMostSignificantBits())
                .putLong(namespace.getLeastSignificantBits())
                .flip());
        var hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
        var version5 = (hash.getLong() & ~0xF000L) | 0x5000L;
        var variant = (hash.getLong() & ~(0b11L << 62)) | (0b10L << 62);
        return new UUID(version5, variant);
    }

    static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform must have " + algorithm + ".", e);
        }
    }
}
