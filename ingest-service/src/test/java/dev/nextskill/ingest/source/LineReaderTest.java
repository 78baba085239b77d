package dev.nextskill.ingest.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class LineReaderTest {

    @Test
    void both_line_ends_are_understood_and_the_last_line_may_lack_one() throws IOException {
        assertThat(read("one\ntwo\r\nthree", 100)).containsExactly("1:one", "2:two", "3:three");
    }

    @Test
    void a_line_end_at_the_end_of_the_stream_begins_no_further_line() throws IOException {
        assertThat(read("one\n", 100)).containsExactly("1:one");
        assertThat(read("", 100)).isEmpty();
    }

    @Test
    void blank_lines_count_and_are_known_as_blank() throws IOException {
        var reader = new LineReader(stream("\n \t\r\nx"), 100);

        assertThat(reader.next()).isInstanceOfSatisfying(SourceLine.Complete.class, line -> assertThat(line.isBlank())
                .isTrue());
        assertThat(reader.next()).isInstanceOfSatisfying(SourceLine.Complete.class, line -> assertThat(line.isBlank())
                .isTrue());
        assertThat(reader.next()).isInstanceOfSatisfying(SourceLine.Complete.class, line -> {
            assertThat(line.isBlank()).isFalse();
            assertThat(line.number()).isEqualTo(3);
        });
    }

    @Test
    void a_line_that_is_too_long_is_skipped_and_the_reading_goes_on() throws IOException {
        assertThat(read("12345\n123456\n1234567890\r\n12345\r\n", 5))
                .containsExactly("1:12345", "2:too long", "3:too long", "4:12345");
    }

    @Test
    void a_carriage_return_inside_a_line_belongs_to_it() throws IOException {
        assertThat(read("a\rb\r\r\n", 100)).containsExactly("1:a\rb\r");
    }

    @Test
    void a_long_line_takes_no_more_memory_than_allowed() throws IOException {
        var endless = new InputStream() {
            private long left = 200_000_000;

            @Override
            public int read() {
                return left-- > 0 ? 'x' : -1;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                if (left <= 0) {
                    return -1;
                }
                var read = (int) Math.min(length, left);
                left -= read;
                return read;
            }
        };

        assertThat(new LineReader(endless, 1000).next()).isEqualTo(new SourceLine.TooLong(1, 1000));
    }

    @Property
    void however_the_stream_is_split_the_lines_are_the_same(
            @ForAll("streams") byte[] bytes,
            @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 1, max = 40) Integer> pieces,
            @ForAll @IntRange(min = 1, max = 30) int maxLineBytes)
            throws IOException {
        assertThat(read(new Trickle(bytes, pieces), maxLineBytes))
                .isEqualTo(read(new ByteArrayInputStream(bytes), maxLineBytes));
    }

    @Property
    void the_lines_are_those_of_the_text_in_order_and_counted(@ForAll("streams") byte[] bytes) throws IOException {
        var text = new String(bytes, UTF_8);
        var expected = new ArrayList<String>();
        // String.lines() also splits at a lone \r, which the streams here only have before \n.
        text.lines().forEach(line -> expected.add("%d:%s".formatted(expected.size() + 1, line)));

        assertThat(read(text, 1000)).isEqualTo(expected);
    }

    @Provide
    Arbitrary<byte[]> streams() {
        return Arbitraries.of("a", "招聘", "{\"text\":\"x\"}", " ", "\n", "\n", "\r\n", "0123456789")
                .list()
                .ofMaxSize(60)
                .map(parts -> String.join("", parts).getBytes(UTF_8));
    }

    private static List<String> read(String text, int maxLineBytes) throws IOException {
        return read(stream(text), maxLineBytes);
    }

    private static List<String> read(InputStream in, int maxLineBytes) throws IOException {
        var lines = new ArrayList<String>();
        var reader = new LineReader(in, maxLineBytes);
        for (var line = reader.next(); line != null; line = reader.next()) {
            lines.add(line.number() + ":"
                    + (line instanceof SourceLine.Complete complete
                            ? new String(complete.bytes(), UTF_8)
                            : "too long"));
        }
        return lines;
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    /** Gives the bytes in pieces of the given sizes, over and over, as a network does. */
    private static final class Trickle extends InputStream {

        private final InputStream all;
        private final List<Integer> pieces;
        private int next;

        Trickle(byte[] bytes, List<Integer> pieces) {
            this.all = new ByteArrayInputStream(bytes);
            this.pieces = pieces;
        }

        @Override
        public int read() throws IOException {
            return all.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return all.read(bytes, offset, Math.min(length, pieces.get(next++ % pieces.size())));
        }
    }
}
