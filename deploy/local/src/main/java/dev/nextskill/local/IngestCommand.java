package dev.nextskill.local;

import dev.nextskill.local.Postings.Outcome;
import dev.nextskill.local.ServiceProcess.Name;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./nextskill ingest FILE…|-}. */
@Command(
        name = "ingest",
        description =
                "Send job postings: .json (one posting), .ndjson or .jsonl (one a line), anything else as plain text.",
        mixinStandardHelpOptions = true)
final class IngestCommand implements Callable<Integer> {

    @Mixin
    private RunningSystem system;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Files, or - for standard input (NDJSON when it starts with '{', plain text otherwise).")
    private List<String> files;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Postings postings = new Postings(new HttpApi(), system.address(Name.INGEST));
        Outcome all = Outcome.none();
        for (String file : files) {
            all = all.plus(file.equals("-") ? sendInput(postings) : sendFile(postings, Path.of(file)));
        }
        var out = spec.commandLine().getOut();
        all.complaints().forEach(out::println);
        if (all.rejected() > all.complaints().size()) {
            out.printf(
                    Locale.ROOT,
                    "… and %,d more%n",
                    all.rejected() - all.complaints().size());
        }
        out.println(all.summary());
        return all.rejected() == 0 ? 0 : 1;
    }

    private static Outcome sendInput(Postings postings) throws IOException, InterruptedException {
        BufferedInputStream in = new BufferedInputStream(System.in);
        in.mark(1);
        if (in.read() != '{') {
            in.reset();
            return postings.send("standard input", "text/plain;charset=UTF-8", in.readAllBytes());
        }
        in.reset();
        try (ProgressBar bar = bar("standard input", -1)) {
            return postings.sendLines("standard input", in, bar::stepTo);
        }
    }

    private static Outcome sendFile(Postings postings, Path file) throws IOException, InterruptedException {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        try {
            if (!name.endsWith(".ndjson") && !name.endsWith(".jsonl")) {
                String type = name.endsWith(".json") ? "application/json" : "text/plain;charset=UTF-8";
                return postings.send(file.toString(), type, Files.readAllBytes(file));
            }
            try (ProgressBar bar = bar(file.getFileName().toString(), countLines(file));
                    InputStream lines = new BufferedInputStream(Files.newInputStream(file))) {
                return postings.sendLines(file.toString(), lines, bar::stepTo);
            }
        } catch (NoSuchFileException e) {
            return Outcome.of("rejected", "%s: there is no such file".formatted(file));
        }
    }

    private static long countLines(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            long lines = 0;
            boolean blank = true;
            for (int c = in.read(); c >= 0; c = in.read()) {
                if (c == '\n') {
                    lines += blank ? 0 : 1;
                    blank = true;
                } else if (!Character.isWhitespace(c)) {
                    blank = false;
                }
            }
            return lines + (blank ? 0 : 1);
        }
    }

    private static ProgressBar bar(String task, long max) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(max)
                .setStyle(ProgressBarStyle.ASCII)
                .setUnit(" postings", 1)
                .showSpeed()
                .build();
    }
}
