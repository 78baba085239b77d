package dev.nextskill.extract.extraction;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids that follow from what they name: UUID version 5 of RFC 9562, section 5.5. */
final class NameBasedId {

    /** The namespace of posting ids; ingest-service computes them with the same one. */
    private static final UUID POSTINGS = UUID.fromString("116a8f08-fd2f-5460-aecd-306b4ad9e251");

    /** Unicode's White_Space property. */
    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

    /** In place of {@link String#strip}, whose white space is Java's own. */
    private static final Pattern SPACE_AT_AN_END = Pattern.compile("^ | $");

    private NameBasedId() {}

    /** The id of the posting with this text: NFKC, white space folded to one space and trimmed. */
    static UUID ofPosting(String text) {
        String compatible = Normalizer.normalize(text, Normalizer.Form.NFKC);
        String folded = WHITE_SPACE.matcher(compatible).replaceAll(" ");
        return of(POSTINGS, SPACE_AT_AN_END.matcher(folded).replaceAll(""));
    }

    /** The UUIDv5 of a name in a namespace. */
    static UUID of(UUID namespace, String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        byte[] input = ByteBuffer.allocate(16 + bytes.length)
                .putLong(namespace.getMostSignificantBits())
                .putLong(namespace.getLeastSignificantBits())
                .put(bytes)
                .array();
        ByteBuffer hash = ByteBuffer.wrap(digest("SHA-1", input));
        long most = hash.getLong();
        long least = hash.getLong();
        return new UUID((most & ~0xF000L) | 0x5000L, (least & ~(0b11L << 62)) | (0b10L << 62));
    }

    static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has " + algorithm, e);
        }
    }
}
