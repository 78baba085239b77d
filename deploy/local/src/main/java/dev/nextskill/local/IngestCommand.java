package dev.nextskill.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nextskill.local.Postings.Outcome;
import dev.nextskill.local.ServiceProcess.Name;
import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./nextskill ingest FILE…|-}. */
@Command(
        name = "ingest",
        description = {
            "Send job postings: .json (one posting), .ndjson or .jsonl (one a line), .csv and .xlsx (one a row), screenshots"
                    + " (.png, .jpg, .webp), .pdf, .docx, .html, .md; anything else as plain text. A directory is read file by file.",
            "Columns of tables are recognised by their headings, Chinese or English; --preview shows how."
        },
        mixinStandardHelpOptions = true)
final class IngestCommand implements Callable<Integer> {

    @Mixin
    private RunningSystem system;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description =
                    "Files or directories, or - for standard input (NDJSON when it starts with '{', plain text otherwise).")
    private List<String> files;

    @Option(names = "--preview", description = "Show how tables would be read, and send nothing.")
    private boolean preview;

    @Option(
            names = "--column",
            paramLabel = "FIELD=HEADING",
            description =
                    "Read a field (title, company, location, datePosted, url, text) from this column of tables, and from no other; give"
                            + " it several times for a text in several columns. FIELD= reads it from none.")
    private List<String> columns = new ArrayList<>();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Postings postings = new Postings(new HttpApi(), system.address(Name.INGEST));
        String choice = choice();
        Outcome all = Outcome.none();
        int sent = 0;
        for (String each : files) {
            if (each.equals("-")) {
                if (preview) {
                    throw new ParameterException(spec.commandLine(), "--preview needs files, and - is none.");
                }
                all = all.plus(sendInput(postings));
                sent++;
                continue;
            }
            List<Path> found =
                    Files.isDirectory(Path.of(each)) ? PostingFile.in(Path.of(each)) : List.of(Path.of(each));
            if (found.isEmpty()) {
                all = all.plus(Outcome.of("rejected", "%s: there is no file in this directory".formatted(each)));
            }
            for (Path file : found) {
                Outcome outcome = preview ? preview(postings, file, choice) : sendFile(postings, file, choice);
                if (!preview && (files.size() > 1 || found.size() > 1)) {
                    spec.commandLine().getOut().println(file + ": " + outcome.summary());
                }
                all = all.plus(outcome);
                sent++;
            }
        }
        print(all, sent);
        return all.rejected() == 0 ? 0 : 1;
    }

    private void print(Outcome all, int sent) {
        var out = spec.commandLine().getOut();
        all.complaints().forEach(out::println);
        if (all.rejected() > all.complaints().size()) {
            out.printf(
                    Locale.ROOT,
                    "… and %,d more%n",
                    all.rejected() - all.complaints().size());
        }
        all.notes().forEach(out::println);
        if (!preview) {
            out.println((sent > 1 ? "together: " : "") + all.summary());
        }
    }

    /** The options as the service wants to have them; empty when there are none. */
    private String choice() {
        if (columns.isEmpty()) {
            return "";
        }
        ObjectNode choice = Json.MAPPER.createObjectNode();
        for (String column : columns) {
            int end = column.indexOf('=');
            if (end < 1) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--column must be like text=岗位描述 (field=heading), but is %s".formatted(column));
            }
            var headings = choice.withArrayProperty(column.substring(0, end));
            if (end + 1 < column.length()) {
                headings.add(column.substring(end + 1));
            }
        }
        return choice.toString();
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

    private Outcome preview(Postings postings, Path path, String choice) throws InterruptedException {
        try {
            if (!PostingFile.of(path).isTable()) {
                spec.commandLine().getOut().printf("%s: no table, so there is nothing to preview%n%n", path);
                return Outcome.none();
            }
            new TablePreviewPrinter(spec.commandLine().getOut()).print(path.toString(), postings.preview(path, choice));
            return Outcome.none();
        } catch (NothingAnswersException e) {
            throw e;
        } catch (CommandFailedException e) {
            return Outcome.of("rejected", "%s: %s".formatted(path, e.getMessage()));
        } catch (IOException e) {
            return unreadable(path, e);
        }
    }

    private static Outcome sendFile(Postings postings, Path path, String choice) throws InterruptedException {
        try {
            PostingFile file = PostingFile.of(path);
            String name = path.toString();
            return switch (file.kind()) {
                case JSON -> postings.send(name, "application/json", Files.readAllBytes(path));
                case TEXT -> postings.send(name, "text/plain;charset=UTF-8", Files.readAllBytes(path));
                case LINES -> choice.isEmpty() ? sendLines(postings, path) : postings.sendFile(name, path, choice);
                case TABLE, DOCUMENT -> postings.sendFile(name, path, choice);
            };
        } catch (IOException e) {
            return unreadable(path, e);
        }
    }

    private static Outcome sendLines(Postings postings, Path path) throws IOException, InterruptedException {
        try (ProgressBar bar = bar(path.getFileName().toString(), countLines(path));
                InputStream lines = new BufferedInputStream(Files.newInputStream(path))) {
            return postings.sendLines(path.toString(), lines, bar::stepTo);
        }
    }

    private static Outcome unreadable(Path file, IOException e) {
        if (e instanceof NoSuchFileException || e instanceof FileNotFoundException) {
            return Outcome.of(
                    "rejected",
                    Files.exists(file)
                            ? "%s: you may not read it".formatted(file)
                            : "%s: there is no such file".formatted(file));
        }
        return Outcome.of(
                "rejected",
                e instanceof AccessDeniedException
                        ? "%s: you may not read it".formatted(file)
                        : "%s: it cannot be read: %s".formatted(file, e));
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
