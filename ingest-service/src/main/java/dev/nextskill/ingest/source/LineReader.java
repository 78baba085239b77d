package dev.nextskill.ingest.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines ended by {@code \n} or {@code \r\n} (the last one may lack it) from a stream of any length. Memory is
 * bounded by the longest line allowed: what is longer is skipped, reported as {@link SourceLine.TooLong}, and the reading
 * goes on with the next line. Not thread-safe; the caller closes the stream.
 */
public final class LineReader {

    private static final int BUFFER_BYTES = 16 * 1024;

    private final InputStream in;
    private final int maxLineBytes;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int position;
    private int end;
    private long number;

    /** @param maxLineBytes the most bytes a line may have, line end not counted */
    public LineReader(InputStream in, int maxLineBytes) {
        if (maxLineBytes < 1) {
            throw new IllegalArgumentException("maxLineBytes must be at least 1, but is %d.".formatted(maxLineBytes));
        }
        this.in = in;
        this.maxLineBytes = maxLineBytes;
    }

    /** The next line, or null at the end of the stream. Blocks until the line is complete. */
    public @Nullable SourceLine next() throws IOException {
        if (!fill()) {
            return null;
        }
        number++;
        // One byte more than allowed is kept, because it may be the \r of the line end.
        var line = new ByteArrayOutputStream(256);
        var tooLong = false;
        var ended = false;
        while (!ended && fill()) {
            var stop = position;
            while (stop < end && buffer[stop] != '\n') {
                stop++;
            }
            ended = stop < end;
            var kept = Math.min(stop - position, maxLineBytes + 1 - line.size());
            line.write(buffer, position, kept);
            tooLong |= kept < stop - position;
            position = ended ? stop + 1 : stop;
        }
        var bytes = withoutCarriageReturn(line.toByteArray());
        return tooLong || bytes.length > maxLineBytes
                ? new SourceLine.TooLong(number, maxLineBytes)
                : new SourceLine.Complete(number, bytes);
    }

    /** The number of the line read last; 0 before the first. */
    public long number() {
        return number;
    }

    private boolean fill() throws IOException {
        while (position == end) {
            var read = in.read(buffer);
            if (read < 0) {
                return false;
            }
            position = 0;
            end = read;
        }
        return true;
    }

    private static byte[] withoutCarriageReturn(byte[] line) {
        return line.length > 0 && line[line.length - 1] == '\r' ? Arrays.copyOf(line, line.length - 1) : line;
    }
}
