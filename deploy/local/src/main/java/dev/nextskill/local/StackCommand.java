package dev.nextskill.local;

import dev.nextskill.local.LocalStack.Part;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Runs the stack alone, on throw-away data, until its input ends: for the services' tests and for {@code quarkus:dev}.
 *
 * <p>Prints one {@code key=value} line for each configuration key, then {@code ready}. Each input line {@code stop PART} or
 * {@code start PART} is answered with {@code done} or {@code failed: why}.
 */
@Command(
        name = "stack",
        description = "Run only Kafka, PostgreSQL and Redis, on throw-away data, until the input ends (Ctrl-D).")
final class StackCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (OnExit onExit = new OnExit()) {
            DataDirectory data = onExit.own(DataDirectory.ephemeral());
            LocalStack stack = onExit.own(new LocalStack(data, part -> Ports.free()));
            stack.start((part, duration) -> {});
            stack.serviceConfiguration().forEach((key, value) -> say(key + "=" + value));
            say("ready");
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                say(obey(line.strip(), stack));
            }
        }
        return 0;
    }

    private static String obey(String line, LocalStack stack) throws InterruptedException {
        try {
            String[] words = line.split(" ", 2);
            switch (words[0]) {
                case "stop" -> stack.stop(Part.valueOf(words[1].toUpperCase(Locale.ROOT)));
                case "start" -> stack.start(Part.valueOf(words[1].toUpperCase(Locale.ROOT)));
                default -> throw new IllegalArgumentException("say stop PART or start PART");
            }
            return "done";
        } catch (IOException | RuntimeException e) {
            return "failed: " + e.getMessage();
        }
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
