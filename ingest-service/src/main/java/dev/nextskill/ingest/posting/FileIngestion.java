package dev.nextskill.ingest.posting;

import dev.nextskill.ingest.posting.JobSource.Kind;
import dev.nextskill.ingest.source.ScreenshotReader;
import dev.nextskill.ingest.source.SourceFile;
import dev.nextskill.ingest.source.UnreadableFileException;
import dev.nextskill.ingest.source.UnreadableFileException.Fault;
import dev.nextskill.ingest.table.ColumnChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * The story of postings that come as files: read each on an executor whose queue is bounded, ingest what was read, say what
 * became of it. One bad file spoils none of the others. Thread-safe.
 */
final class FileIngestion {

    /** @param name as the sender calls it, fit to be shown; never used as a path */
    record Upload(String name, Path file) {}

    private static final String TOO_MANY = "Too many files are waiting to be read already. Send this one again later.";

    private final ScreenshotReader screenshots;
    private final PostingReader postings;
    private final JobPostingIngestion ingestion;
    private final PostingCounts counts;
    private final TableIngestion tables;
    private final Executor screenshotReader;
    private final Executor documentReader;
    private final int maxBytes;

    /**
     * @param screenshotReader runs one task at a time, and refuses what it has no room for
     * @param documentReader runs the reading of everything else
     * @param maxBytes the most bytes of a file that is no table
     */
    FileIngestion(
            ScreenshotReader screenshots,
            PostingReader postings,
            JobPostingIngestion ingestion,
            PostingCounts counts,
            TableIngestion tables,
            Executor screenshotReader,
            Executor documentReader,
            int maxBytes) {
        this.screenshots = screenshots;
        this.postings = postings;
        this.ingestion = ingestion;
        this.counts = counts;
        this.tables = tables;
        this.screenshotReader = screenshotReader;
        this.documentReader = documentReader;
        this.maxBytes = maxBytes;
    }

    /**
     * @param onePosting whether the files are the parts of one posting, in order
     * @param choice which columns of tables are which fields
     * @return completes when all files have been dealt with, never exceptionally; one receipt a posting (of tables: a file), in order
     */
    CompletableFuture<List<FileReceipt>> ingest(List<Upload> uploads, boolean onePosting, ColumnChoice choice) {
        var groups = onePosting
                ? List.of(List.copyOf(uploads))
                : uploads.stream().map(List::of).toList();
        var receipts = groups.stream().map(group -> ingestLater(group, choice)).toList();
        return CompletableFuture.allOf(receipts.toArray(CompletableFuture<?>[]::new))
                .thenApply(
                        done -> receipts.stream().map(CompletableFuture::join).toList());
    }

    private CompletableFuture<FileReceipt> ingestLater(List<Upload> group, ColumnChoice choice) {
        try {
            if (group.size() == 1 && TableIngestion.takes(group.get(0))) {
                return CompletableFuture.supplyAsync(() -> ingestTable(group, choice), documentReader);
            }
            return CompletableFuture.supplyAsync(() -> ingest(group), screenshotReader);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(rejected(group, FileProblem.unavailable(TOO_MANY)));
        }
    }

    private FileReceipt ingest(List<Upload> group) {
        try {
            var files = new ArrayList<SourceFile>();
            for (var upload : group) {
                files.add(load(upload));
            }
            var posting = postings.readDocument(screenshots.read(files));
            var names = names(group);
            var source = JobSource.file(Kind.SCREENSHOT, String.join(", ", names), posting.url());
            var done = ingestion.ingest(posting, source).get();
            counts.ingested(Kind.SCREENSHOT, done);
            return FileReceipt.of(names, posting, done);
        } catch (UnreadableFileException e) {
            return rejected(group, FileProblem.of(e));
        } catch (RejectedPostingException e) {
            return rejected(group, FileProblem.of(e.rejection()));
        } catch (IOException | ExecutionException e) {
            return rejected(
                    group, FileProblem.unavailable("The file could not be read here: %s".formatted(e.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return rejected(group, FileProblem.unavailable("The service is stopping. Send the file again later."));
        }
    }

    /**
     * How tables would be read.
     *
     * @param rows how many of each sheet to show
     * @return completes when all have been looked at, never exceptionally; one preview a file, in order
     */
    CompletableFuture<List<TablePreview>> preview(List<Upload> uploads, ColumnChoice choice, int rows) {
        var previews = uploads.stream()
                .map(upload -> previewLater(upload, choice, rows))
                .toList();
        return CompletableFuture.allOf(previews.toArray(CompletableFuture<?>[]::new))
                .thenApply(
                        done -> previews.stream().map(CompletableFuture::join).toList());
    }

    private CompletableFuture<TablePreview> previewLater(Upload upload, ColumnChoice choice, int rows) {
        try {
            return CompletableFuture.supplyAsync(() -> preview(upload, choice, rows), documentReader);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(
                    TablePreview.refused(upload.name(), FileProblem.unavailable(TOO_MANY)));
        }
    }

    private TablePreview preview(Upload upload, ColumnChoice choice, int rows) {
        try {
            return tables.preview(upload, choice, rows);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return TablePreview.refused(
                    upload.name(), FileProblem.unavailable("The service is stopping. Send the file again later."));
        }
    }

    private FileReceipt ingestTable(List<Upload> group, ColumnChoice choice) {
        try {
            var upload = group.get(0);
            return FileReceipt.of(upload.name(), tables.ingest(upload, choice));
        } catch (UnreadableFileException e) {
            return FileReceipt.rejected(names(group), FileProblem.of(e));
        } catch (IOException e) {
            return FileReceipt.rejected(
                    names(group),
                    FileProblem.unavailable("The file could not be read here: %s".formatted(e.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FileReceipt.rejected(
                    names(group), FileProblem.unavailable("The service is stopping. Send the file again later."));
        }
    }

    private SourceFile load(Upload upload) throws UnreadableFileException, IOException {
        var size = Files.size(upload.file());
        if (size > maxBytes) {
            throw new UnreadableFileException(
                    Fault.TOO_LARGE,
                    "The file %s has %d bytes, but %d are the most. Send a smaller one, or cut it into several."
                            .formatted(upload.name(), size, maxBytes));
        }
        return SourceFile.of(upload.name(), Files.readAllBytes(upload.file()));
    }

    private FileReceipt rejected(List<Upload> group, FileProblem problem) {
        counts.rejected(Kind.SCREENSHOT);
        return FileReceipt.rejected(names(group), problem);
    }

    private static List<String> names(List<Upload> group) {
        return group.stream().map(Upload::name).toList();
    }
}
