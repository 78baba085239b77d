package dev.nextskill.testing;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** One event and version of {@code contracts/}: its schema and its golden examples. */
public final class ContractExamples {

    private final String folder;
    private final JsonSchema schema;
    private final Map<String, String> examples;

    private ContractExamples(String folder, JsonSchema schema, Map<String, String> examples) {
        this.folder = folder;
        this.schema = schema;
        this.examples = examples;
    }

    /** @param eventAndVersion for instance {@code job-postings/v1} */
    public static ContractExamples of(String eventAndVersion) {
        String folder = "contracts/" + eventAndVersion;
        URL schema = ContractExamples.class.getClassLoader().getResource(folder + "/schema.json");
        if (schema == null) {
            throw new IllegalArgumentException("There is no contract " + eventAndVersion);
        }
        try (InputStream in = schema.openStream()) {
            return new ContractExamples(
                    eventAndVersion,
                    JsonSchemaFactory.getInstance(VersionFlag.V202012)
                            .getSchema(
                                    new String(in.readAllBytes(), StandardCharsets.UTF_8),
                                    InputFormat.JSON,
                                    SchemaValidatorsConfig.builder()
                                            .formatAssertionsEnabled(true)
                                            .build()),
                    readExamples(schema, folder + "/examples/"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** JSON by file name, sorted. */
    public Map<String, String> examples() {
        return examples;
    }

    /** Fails with every violation when the JSON is not what the schema says. */
    public void assertValid(String json) {
        Set<ValidationMessage> violations = schema.validate(json, InputFormat.JSON);
        if (!violations.isEmpty()) {
            throw new AssertionError("Not a valid %s: %s%n%s".formatted(folder, violations, json));
        }
    }

    /** The module is a folder in the reactor's test phase and a jar afterwards. */
    private static Map<String, String> readExamples(URL schema, String folder) throws IOException {
        Map<String, String> examples = new TreeMap<>();
        if (schema.openConnection() instanceof JarURLConnection connection) {
            connection.setUseCaches(false);
            try (JarFile jar = connection.getJarFile()) {
                for (JarEntry entry : jar.stream()
                        .filter(each -> each.getName().startsWith(folder)
                                && each.getName().endsWith(".json"))
                        .toList()) {
                    examples.put(
                            entry.getName().substring(folder.length()),
                            new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        } else {
            try (Stream<Path> files = Files.list(Path.of(schema.getPath()).resolveSibling("examples"))) {
                for (Path file :
                        files.filter(each -> each.toString().endsWith(".json")).toList()) {
                    examples.put(file.getFileName().toString(), Files.readString(file));
                }
            }
        }
        return examples;
    }
}
