package dev.nextskill.extract.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder {@code shared/} beside the repository: real postings to measure against, which never enter the project. */
public record SharedData(Path folder) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What to say where there is none. */
    public static final String ABSENT = "There is no folder shared/ with the evaluation's data beside the repository; "
            + "put it there, or name it with -Dnextskill.shared=FOLDER.";

    /** The folder that {@code -Dnextskill.shared} names, or else the nearest {@code shared/} of a folder above this one. */
    public static Optional<SharedData> find() {
        String named = System.getProperty("nextskill.shared");
        Stream<Path> places = named == null
                ? Stream.iterate(Path.of("").toAbsolutePath(), above -> above != null, Path::getParent)
                        .map(above -> above.resolve("shared"))
                : Stream.of(Path.of(named));
        return places.filter(place -> Files.isRegularFile(place.resolve("eval/score.py")))
                .findFirst()
                .map(SharedData::new);
    }

    public Path file(String path) {
        return folder.resolve(path);
    }

    /** The lines of an NDJSON file. */
    public List<JsonNode> read(String path) {
        List<JsonNode> rows = new ArrayList<>();
        try (Stream<String> lines = Files.lines(file(path))) {
            for (String line : (Iterable<String>) lines::iterator) {
                if (!line.isBlank()) {
                    rows.add(JSON.readTree(line));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }
}
