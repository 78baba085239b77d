package dev.nextskill.ingest.source;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The directory at the end of a ZIP archive (PKWARE APPNOTE.TXT 4.3.12 and 4.3.16); nothing is unpacked to read it. */
final class ZipDirectory {

    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int ENTRY_SIGNATURE = 0x02014b50;
    private static final int ENTRY_BYTES = 46;
    private static final int LONGEST_COMMENT = 0xFFFF;

    private ZipDirectory() {}

    /** The names of the entries in order; none when the bytes do not end as a ZIP archive does. */
    static List<String> names(byte[] bytes) {
        var archive = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (var end = bytes.length - END_BYTES;
                end >= Math.max(0, bytes.length - END_BYTES - LONGEST_COMMENT);
                end--) {
            if (archive.getInt(end) == END_SIGNATURE
                    && end + END_BYTES + Short.toUnsignedInt(archive.getShort(end + 20)) == bytes.length) {
                // Counted from the end of the directory, as whatever stands before an archive shifts its offsets.
                return names(archive, end - Integer.toUnsignedLong(archive.getInt(end + 12)), end);
            }
        }
        return List.of();
    }

    private static List<String> names(ByteBuffer archive, long start, int end) {
        var names = new ArrayList<String>();
        var at = start;
        while (at >= 0 && at + ENTRY_BYTES <= end && archive.getInt((int) at) == ENTRY_SIGNATURE) {
            var length = Short.toUnsignedInt(archive.getShort((int) at + 28));
            var rest = Short.toUnsignedInt(archive.getShort((int) at + 30))
                    + Short.toUnsignedInt(archive.getShort((int) at + 32));
            if (at + ENTRY_BYTES + length > end) {
                break;
            }
            var name = new byte[length];
            archive.get((int) at + ENTRY_BYTES, name);
            names.add(new String(name, StandardCharsets.UTF_8));
            at += ENTRY_BYTES + length + rest;
        }
        return names;
    }
}
