package dev.nextskill.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nextskill.local.ModelRecording.Outcome;
import dev.nextskill.local.ModelRecording.Recorded;
import dev.nextskill.local.ServiceProcess.Name;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./nextskill record}: a model's answers for postings, kept in files. */
@Command(
        name = "record",
        description = {
            "Have a model read the postings of a file, and keep its answers: an evaluation is repeated with them, without the model.",
            "What is recorded already is not asked again, so a run that was broken off goes on where it was.",
            "Replay with EXTRACT_MODEL_MODE=replay EXTRACT_MODEL_RECORDINGS=DIR EXTRACT_MODEL_NAME=NAME ./nextskill up"
        },
        mixinStandardHelpOptions = true)
final class RecordCommand implements Callable<Integer> {

    private static final Duration SERVICE_START = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofSeconds(30);

    enum Switch {
        ON,
        OFF
    }

    @Parameters(paramLabel = "FILE", description = "Postings: {\"title\", \"company\", \"text\"} as JSON, one a line.")
    private Path file;

    @Option(
            names = "--url",
            required = true,
            paramLabel = "URL",
            description = "The model's endpoint, for instance https://api.deepseek.com/v1; docs/models.md has more.")
    private String url;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "The model's name there (default: the variable EXTRACT_MODEL_NAME).")
    private @Nullable String model;

    @Option(
            names = "--key-env",
            paramLabel = "VAR",
            description = "The environment variable with the key (default: EXTRACT_MODEL_API_KEY, which may be missing).")
    private @Nullable String keyVariable;

    @Option(
            names = "--retrieval",
            defaultValue = "off",
            paramLabel = "on|off",
            description = "Whether prior postings of --data help (default: ${DEFAULT-VALUE}).")
    private Switch retrieval;

    @Option(
            names = "--to",
            paramLabel = "DIR",
            defaultValue = "recordings",
            description = "Where the answers are kept, one file a prompt (default: ${DEFAULT-VALUE}).")
    private Path to;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "A data directory with prior postings, of a NextSkill that does not run (default: throw-away data).")
    private @Nullable Path directory;

    @Option(
            names = "--at-once",
            paramLabel = "N",
            defaultValue = "4",
            description = "Postings at the same time (default: ${DEFAULT-VALUE}).")
    private int atOnce;

    @Option(names = "--home", hidden = true, defaultValue = "${sys:nextskill.home}")
    private Path home;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Map<String, String> settings = settings();
        TreeMap<Integer, ObjectNode> postings = ModelRecording.read(file);
        Recorded before = Recorded.in(to);
        Outcome outcome;
        try (OnExit onExit = new OnExit()) {
            DataDirectory data =
                    onExit.own(directory == null ? DataDirectory.ephemeral() : DataDirectory.take(directory));
            LocalStack stack = onExit.own(new LocalStack(data, part -> Ports.free()));
            stack.start((part, took) -> {});
            settings.putAll(stack.serviceConfiguration());
            HttpApi api = new HttpApi();
            ServiceProcess extract =
                    ServiceProcess.launch(Name.EXTRACT, Ports.free(), settings, home, data.log("extract-service"));
            onExit.own(extract::stop);
            extract.awaitReady(api, SERVICE_START);
            outcome = record(new ModelRecording(api, extract.address(), retrieval == Switch.ON, atOnce, PAUSE), postings);
        }
        print(outcome, before, Recorded.in(to));
        return outcome.complaints().isEmpty() ? 0 : 1;
    }

    private static Outcome record(ModelRecording recording, TreeMap<Integer, ObjectNode> postings)
            throws InterruptedException {
        try (ProgressBar bar = new ProgressBarBuilder()
                .setTaskName("recording")
                .setInitialMax(postings.size())
                .setStyle(ProgressBarStyle.ASCII)
                .setUnit(" postings", 1)
                .build()) {
            return recording.record(postings, bar::stepTo);
        }
    }

    /** Other settings, for instance EXTRACT_MODEL_RESPONSE_FORMAT, reach the service by the environment as they are. */
    private Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "extract.engine", "llm",
                "extract.model.mode", "record",
                "extract.model.recordings", to.toAbsolutePath().normalize().toString(),
                "extract.model.base-url", url,
                "extract.model.concurrency", Integer.toString(atOnce)));
        if (model != null) {
            settings.put("extract.model.name", model);
        } else if (System.getenv("EXTRACT_MODEL_NAME") == null) {
            throw new ParameterException(
                    spec.commandLine(), "Which model? Give --model NAME, or set the variable EXTRACT_MODEL_NAME.");
        }
        if (keyVariable != null) {
            String key = System.getenv(keyVariable);
            if (key == null || key.isBlank()) {
                throw new ParameterException(
                        spec.commandLine(), "--key-env %s: there is no such variable".formatted(keyVariable));
            }
            settings.put("extract.model.api-key", key);
        }
        return settings;
    }

    private void print(Outcome outcome, Recorded before, Recorded after) {
        PrintWriter out = spec.commandLine().getOut();
        outcome.complaints().forEach(out::println);
        out.printf(
                Locale.ROOT,
                "%,d postings read by the model, %,d not; %,d answers recorded, %,d in %s; %,d tokens sent and %,d received for the new ones%n",
                outcome.postings(),
                outcome.complaints().size(),
                after.files().size() - before.files().size(),
                after.files().size(),
                to,
                after.inputTokens() - before.inputTokens(),
                after.outputTokens() - before.outputTokens());
        out.flush();
    }
}
