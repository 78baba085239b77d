package dev.nextskill.vocabulary;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a data file that is a YAML list of records, and remembers the line of each, so that every complaint can name it. */
public final class YamlEntries {

    private static final ObjectReader READER =
            JsonMapper.builder(new YAMLFactory()).build().reader();

    private YamlEntries() {}

    /** A record and where it stands. */
    public record Entry<T>(T value, String file, int line) {

        /** The error that says where: {@code skills.yaml, line 12: …}. */
        public InvalidDataFileException invalid(String what) {
            return new InvalidDataFileException(file, line, what, null);
        }
    }

    /** Reads a class-path resource; its name without folders is the file named in errors. */
    public static <T> List<Entry<T>> ofResource(Class<?> anchor, String resource, Class<T> type) {
        String file = resource.substring(resource.lastIndexOf('/') + 1);
        try (InputStream in = anchor.getResourceAsStream(resource)) {
            if (in == null) {
                throw new InvalidDataFileException(file, 0, "the resource %s is missing".formatted(resource), null);
            }
            return read(in, file, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a stream.
     *
     * @throws InvalidDataFileException if it is not a YAML list of such records, naming file and line
     */
    public static <T> List<Entry<T>> read(InputStream in, String file, Class<T> type) throws IOException {
        List<Entry<T>> entries = new ArrayList<>();
        try (JsonParser parser = READER.createParser(in)) {
            JsonToken first = parser.nextToken();
            if (first != JsonToken.START_ARRAY) {
                throw new InvalidDataFileException(file, line(parser.currentTokenLocation()), "must be a list", null);
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                int line = line(parser.currentTokenLocation());
                try {
                    entries.add(new Entry<>(READER.readValue(parser, type), file, line));
                } catch (JsonProcessingException e) {
                    throw new InvalidDataFileException(file, Math.max(line, line(e.getLocation())), firstLine(e), e);
                }
            }
        } catch (JsonProcessingException e) {
            throw new InvalidDataFileException(file, line(e.getLocation()), firstLine(e), e);
        }
        return List.copyOf(entries);
    }

    private static int line(@Nullable JsonLocation location) {
        return location == null ? 0 : location.getLineNr();
    }

    private static String firstLine(JsonProcessingException e) {
        return e.getOriginalMessage().lines().findFirst().orElse("is not valid YAML");
    }
}
