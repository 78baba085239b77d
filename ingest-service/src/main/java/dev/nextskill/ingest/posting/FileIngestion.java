package dev.nextskill.ingest.posting;

import dev.nextskill.ingest.posting.JobSource.Kind;
import dev.nextskill.ingest.source.ScreenshotReader;
import dev.nextskill.ingest.source.SourceFile;
import dev.nextskill.ingest.source.UnreadableFileException;
import dev.nextskill.ingest.source.UnreadableFileException.Fault;
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

    private final ScreenshotReader screenshots;
    private final PostingReader postings;
    private final JobPostingIngestion ingestion;
    private final PostingCounts counts;
    private final Executor screenshotReader;
    private final int maxBytes;

    /**
     * @param screenshotReader refuses what it has no room for
     * @param maxBytes the most bytes of a file
     */
    FileIngestion(
            ScreenshotReader screenshots,
            PostingReader postings,
            JobPostingIngestion ingestion,
            PostingCounts counts,
            Executor screenshotReader,
            int maxBytes) {
        this.screenshots = screenshots;
        this.postings = postings;
        this.ingestion = ingestion;
        this.counts = counts;
        this.screenshotReader = screenshotReader;
        this.maxBytes = maxBytes;
    }

    /**
     * @param onePosting whether the files are the parts of one posting, in order
     * @return completes when all files have been dealt with, never exceptionally; one receipt a posting, in order
     */
    CompletableFuture<List<FileReceipt>> ingest(List<Upload> uploads, boolean onePosting) {
        var groups = onePosting
                ? List.of(List.copyOf(uploads))
                : uploads.stream().map(List::of).toList();
        var receipts = groups.stream().map(this::ingestLater).toList();
        return CompletableFuture.allOf(receipts.toArray(CompletableFuture<?>[]::new))
                .thenApply(
                        done -> receipts.stream().map(CompletableFuture::join).toList());
    }

    private CompletableFuture<FileReceipt> ingestLater(List<Upload> group) {
        try {
            return CompletableFuture.supplyAsync(() -> ingest(group), screenshotReader);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(rejected(
                    group,
                    FileProblem.unavailable(
                            "Too many files are waiting to be read already. Send this one again later.")));
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
