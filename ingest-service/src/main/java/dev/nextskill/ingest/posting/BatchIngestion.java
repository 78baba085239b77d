package dev.nextskill.ingest.posting;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.nextskill.ingest.posting.JobSource.Kind;
import dev.nextskill.ingest.table.ColumnChoice;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.Charset;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ingests a stream of postings, a line or row each, and answers each in order while the stream is still coming.
 *
 * <p>A reader thread starts the ingestion of each posting and puts its future into a bounded window; the caller's thread takes
 * the futures in order and writes the receipts. A full window stops the reader and thereby the sender; a sender who does not
 * take the receipts stops the writer and thereby the window. So a batch of any length needs the memory of one window.
 *
 * <p>Thread-safe; each call of {@link #ingest} is a batch of its own.
 */
final class BatchIngestion {

    private static final Logger LOG = System.getLogger(BatchIngestion.class.getName());
    private static final byte[] LINE_END = {'\n'};

    private final PostingReader postings;
    private final JobPostingIngestion ingestion;
    private final PostingCounts counts;
    private final ObjectWriter receipts;
    private final ExecutorService readers;
    private final Semaphore slots;
    private final int window;

    /**
     * @param readers runs one task for each batch at a time, at once
     * @param maxConcurrent how many batches may run at once
     * @param window how many lines of a batch may be under way at once
     */
    BatchIngestion(
            PostingReader postings,
            JobPostingIngestion ingestion,
            PostingCounts counts,
            ObjectMapper mapper,
            ExecutorService readers,
            int maxConcurrent,
            int window) {
        this.postings = postings;
        this.ingestion = ingestion;
        this.counts = counts;
        this.receipts = mapper.writerFor(LineReceipt.class);
        this.readers = readers;
        this.slots = new Semaphore(maxConcurrent);
        this.window = window;
    }

    /**
     * Reads to the end of the stream. Blank lines are passed over without a receipt, though they count.
     *
     * @throws TooManyBatchesException before anything is read or written
     * @throws IOException when the receipts cannot be written; the reading has been stopped then
     * @throws IllegalStateException when the reading was stopped from outside, so that there is no receipt for the rest
     */
    void ingest(InputStream in, Charset charset, OutputStream out)
            throws TooManyBatchesException, IOException, InterruptedException {
        if (!slots.tryAcquire()) {
            throw new TooManyBatchesException();
        }
        try {
            ingestInSlot(in, charset, out);
        } finally {
            slots.release();
        }
    }

    private void ingestInSlot(InputStream in, Charset charset, OutputStream out)
            throws IOException, InterruptedException {
        ingest(
                new LineSource(in, charset, postings, ColumnChoice.none(), JobSource::batch, header -> {}),
                new Receipts() {
                    @Override
                    public void add(RowReceipt receipt) throws IOException {
                        out.write(receipts.writeValueAsBytes(LineReceipt.of(receipt)));
                        out.write(LINE_END);
                    }

                    @Override
                    public void pause() throws IOException {
                        out.flush();
                    }
                });
    }

    /** Takes the receipts of a batch, in order. */
    interface Receipts {

        void add(RowReceipt receipt) throws IOException;

        /** There will be nothing for a while, or nothing more. */
        default void pause() throws IOException {}
    }

    /**
     * Reads to the end of the source. Whoever calls this limits how many do so at once.
     *
     * @throws IOException when the receipts are not taken; the reading has been stopped then
     * @throws IllegalStateException when the reading was stopped from outside, so that there is no receipt for the rest
     */
    void ingest(PostingSource source, Receipts out) throws IOException, InterruptedException {
        var batch = new Batch(source);
        var reader = readers.submit(batch::read);
        try {
            batch.answer(reader, out);
        } finally {
            // Does nothing after a normal end; else it frees the reader from a read or a full window.
            reader.cancel(true);
        }
    }

    /** As many batches are running as may run at once. */
    static final class TooManyBatchesException extends Exception {}

    private final class Batch implements PostingSource.Receiver {

        /** Marks the end of the batch in the window; never completed, recognised by its identity. */
        private final CompletableFuture<RowReceipt> end = new CompletableFuture<>();

        private final BlockingQueue<CompletableFuture<RowReceipt>> answers = new ArrayBlockingQueue<>(window);
        private final PostingSource source;

        Batch(PostingSource source) {
            this.source = source;
        }

        void read() {
            try {
                source.read(this);
                answers.put(end);
            } catch (InterruptedException | InterruptedIOException e) {
                LOG.log(Level.DEBUG, "The batch was given up, because its receipts could not be written.");
            } catch (IOException e) {
                LOG.log(
                        Level.INFO,
                        "A batch broke off after line %d (%s). The lines before it are safe."
                                .formatted(source.number(), e.getMessage()));
                brokenOff();
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "A batch could not be read on after line %d.".formatted(source.number()), e);
                brokenOff();
            }
        }

        @Override
        public boolean posting(@Nullable String sheet, long number, ReceivedPosting posting, JobSource from)
                throws InterruptedException {
            answers.put(ingestion.ingest(posting, from).thenApply(done -> {
                counts.ingested(Kind.EXPORT, done);
                return RowReceipt.of(sheet, number, done, posting.dropped());
            }));
            return true;
        }

        @Override
        public boolean rejected(@Nullable String sheet, long number, String reason) throws InterruptedException {
            counts.rejected(Kind.EXPORT);
            answers.put(CompletableFuture.completedFuture(RowReceipt.rejected(sheet, number, reason)));
            return true;
        }

        /** The sender may still be there, for instance when it only stopped sending; then it should know where. */
        private void brokenOff() {
            try {
                answers.put(CompletableFuture.completedFuture(RowReceipt.rejected(
                        null,
                        source.number() + 1,
                        "The reading of the request broke off here. Send this line and those after it again.")));
                answers.put(end);
            } catch (InterruptedException e) {
                // The writer has gone too: nobody is left to be told.
                Thread.currentThread().interrupt();
            }
        }

        void answer(Future<?> reader, Receipts out) throws IOException, InterruptedException {
            for (var answer = next(reader); answer != end; answer = next(reader)) {
                if (!answer.isDone()) {
                    out.pause();
                }
                out.add(receiptOf(answer));
                if (answers.isEmpty()) {
                    out.pause();
                }
            }
            out.pause();
        }

        /** Looks after the reader while it waits, because a reader that was stopped from outside sets no end. */
        private CompletableFuture<RowReceipt> next(Future<?> reader) throws InterruptedException {
            while (true) {
                var stopped = reader.isDone();
                var answer = answers.poll(1, TimeUnit.SECONDS);
                if (answer != null) {
                    return answer;
                }
                if (stopped) {
                    throw new IllegalStateException(
                            "The reading of a batch was stopped after line %d.".formatted(source.number()));
                }
            }
        }

        private RowReceipt receiptOf(CompletableFuture<RowReceipt> answer) throws InterruptedException {
            try {
                return answer.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("An ingestion must not fail, but did.", e.getCause());
            }
        }
    }
}
