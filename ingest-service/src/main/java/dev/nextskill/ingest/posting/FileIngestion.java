package dev.nextskill.ingest.posting;

import dev.nextskill.ingest.posting.JobSource.Kind;
import dev.nextskill.ingest.source.DocumentReader;
import dev.nextskill.ingest.source.FileKind;
import dev.nextskill.ingest.source.ScreenshotReader;
import dev.nextskill.ingest.source.SourceDocument;
import dev.nextskill.ingest.source.SourceFile;
import dev.nextskill.ingest.source.UnreadableFileException;
import dev.nextskill.ingest.source.UnreadableFileException.Fault;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The story of postings that come as files: read each on an executor whose queue is bounded, ingest what was read, say what
 * became of it. One bad file spoils none of the others. Thread-safe.
 */
final class FileIngestion {

    /**
     * @param name as the sender calls it, fit to be shown; never used as a path
     * @param charset what the sender says that a text is in
     */
    record Upload(String name, Path file, @Nullable Charset charset) {}

    private static final int HEAD_BYTES = 16;

    private final ScreenshotReader screenshots;
    private final DocumentReader documents;
    private final PostingReader postings;
    private final JobPostingIngestion ingestion;
    private final PostingCounts counts;
    private final Executor screenshotReader;
    private final Executor documentReaders;
    private final int maxBytes;

    /**
     * @param screenshotReader refuses what it has no room for
     * @param documentReaders runs the reading of everything else, and refuses what it has no room for
     * @param maxBytes the most bytes of a file
     */
    FileIngestion(
            ScreenshotReader screenshots,
            DocumentReader documents,
            PostingReader postings,
            JobPostingIngestion ingestion,
            PostingCounts counts,
            Executor screenshotReader,
            Executor documentReaders,
            int maxBytes) {
        this.screenshots = screenshots;
        this.documents = documents;
        this.postings = postings;
        this.ingestion = ingestion;
        this.counts = counts;
        this.screenshotReader = screenshotReader;
        this.documentReaders = documentReaders;
        this.maxBytes = maxBytes;
    }

    /**
     * @param onePosting whether the files are the parts of one posting, in order
     * @return completes when all files have been dealt with, never exceptionally; at least one receipt a file or group, one a posting, in order
     */
    CompletableFuture<List<FileReceipt>> ingest(List<Upload> uploads, boolean onePosting) {
        var groups = onePosting
                ? List.of(List.copyOf(uploads))
                : uploads.stream().map(List::of).toList();
        var receipts = groups.stream().map(this::ingestLater).toList();
        return CompletableFuture.allOf(receipts.toArray(CompletableFuture<?>[]::new))
                .thenApply(done ->
                        receipts.stream().flatMap(each -> each.join().stream()).toList());
    }

    private CompletableFuture<List<FileReceipt>> ingestLater(List<Upload> group) {
        var pictures = group.stream().anyMatch(FileIngestion::startsLikePicture);
        try {
            return CompletableFuture.supplyAsync(() -> ingest(group), pictures ? screenshotReader : documentReaders);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(List.of(rejected(
                    pictures ? Kind.SCREENSHOT : Kind.FILE,
                    group,
                    FileProblem.unavailable(
                            "Too many files are waiting to be read already. Send this one again later."))));
        }
    }

    /** Only to choose the thread; whoever reads the file looks closer. */
    private static boolean startsLikePicture(Upload upload) {
        try (var in = Files.newInputStream(upload.file())) {
            return FileKind.startsLikePicture(in.readNBytes(HEAD_BYTES));
        } catch (IOException e) {
            return false;
        }
    }

    private List<FileReceipt> ingest(List<Upload> group) {
        var kind = Kind.FILE;
        try {
            var files = new ArrayList<SourceFile>();
            for (var upload : group) {
                files.add(load(upload));
            }
            kind = kindOf(files.get(0).kind());
            var receipts = new ArrayList<FileReceipt>();
            for (var document : read(files)) {
                receipts.add(ingest(kind, group, document));
            }
            return receipts;
        } catch (UnreadableFileException e) {
            return List.of(rejected(kind, group, FileProblem.of(e)));
        } catch (IOException | ExecutionException e) {
            return List.of(rejected(
                    kind,
                    group,
                    FileProblem.unavailable("The file could not be read here: %s".formatted(e.getMessage()))));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of(rejected(
                    kind, group, FileProblem.unavailable("The service is stopping. Send the file again later.")));
        }
    }

    private List<SourceDocument> read(List<SourceFile> files) throws UnreadableFileException, IOException {
        var pictures = files.stream().filter(each -> each.kind().isPicture()).count();
        if (pictures == files.size()) {
            return List.of(screenshots.read(files));
        }
        if (files.size() == 1) {
            return documents.read(files.get(0));
        }
        throw new UnreadableFileException(
                Fault.NOT_WHAT_ITS_NAME_SAYS,
                "Only screenshots can be one posting together. Send the other files one by one, without onePosting.");
    }

    private FileReceipt ingest(Kind kind, List<Upload> group, SourceDocument document)
            throws InterruptedException, ExecutionException {
        try {
            var posting = postings.readDocument(document);
            var names = names(group);
            var source = JobSource.file(kind, String.join(", ", names), posting.url());
            var done = ingestion.ingest(posting, source).get();
            counts.ingested(kind, done);
            return FileReceipt.of(names, posting, done);
        } catch (RejectedPostingException e) {
            return rejected(kind, group, FileProblem.of(e.rejection()));
        }
    }

    private static Kind kindOf(FileKind kind) {
        return switch (kind) {
            case PNG, JPEG, WEBP -> Kind.SCREENSHOT;
            case HTML -> Kind.HTML;
            case PDF, DOCX, MARKDOWN, PLAIN_TEXT -> Kind.FILE;
        };
    }

    private SourceFile load(Upload upload) throws UnreadableFileException, IOException {
        var size = Files.size(upload.file());
        if (size > maxBytes) {
            throw new UnreadableFileException(
                    Fault.TOO_LARGE,
                    "The file %s has %d bytes, but %d are the most. Send a smaller one, or cut it into several."
                            .formatted(upload.name(), size, maxBytes));
        }
        return SourceFile.of(upload.name(), Files.readAllBytes(upload.file()), upload.charset());
    }

    private FileReceipt rejected(Kind kind, List<Upload> group, FileProblem problem) {
        counts.rejected(kind);
        return FileReceipt.rejected(names(group), problem);
    }

    private static List<String> names(List<Upload> group) {
        return group.stream().map(Upload::name).toList();
    }
}
