package dev.nextskill.planner.curriculum;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds the data files: the list of tracks is the list of files, so that a new track needs no Java. */
final class CurriculumFiles {

    private static final String FOLDER = "curriculum/components";

    private CurriculumFiles() {}

    /** The files that stand beside this class, in its folder or its jar: name to content, by name. */
    static SortedMap<String, byte[]> packaged() {
        try {
            Path home = Path.of(Objects.requireNonNull(
                            CurriculumFiles.class.getProtectionDomain().getCodeSource())
                    .getLocation()
                    .toURI());
            if (Files.isDirectory(home)) {
                return in(home.resolve(FOLDER));
            }
            try (FileSystem jar = FileSystems.newFileSystem(home)) {
                return in(jar.getPath(FOLDER));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("Where this class comes from is no path", e);
        }
    }

    /** The YAML files of a folder. */
    static SortedMap<String, byte[]> in(Path folder) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.list(folder)) {
            for (Path path : paths.toList()) {
                String name = Objects.requireNonNull(path.getFileName()).toString();
                if (name.endsWith(".yaml")) {
                    files.put(name, Files.readAllBytes(path));
                }
            }
        }
        return files;
    }
}
