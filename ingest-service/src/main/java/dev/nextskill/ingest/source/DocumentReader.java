package dev.nextskill.ingest.source;

import dev.nextskill.ingest.source.UnreadableFileException.Fault;
import java.util.List;

/** One file, pictures apart, to the postings in it: one, but for a page that lists several. Thread-safe. */
public final class DocumentReader {

    /** More than any posting may have; what comes behind it is not read, and the whole will be refused for its length. */
    static final int MOST_CHARACTERS = 500_000;

    private final HtmlReader html = new HtmlReader();
    private final PdfReader pdf;
    private final DocxReader docx;

    /**
     * @param maxPages the most pages of a PDF
     * @param maxUnpackedBytes the most bytes that the streams of a PDF or the parts of a DOCX may unpack to
     */
    public DocumentReader(int maxPages, int maxUnpackedBytes) {
        this.pdf = new PdfReader(maxPages, maxUnpackedBytes);
        this.docx = new DocxReader(maxUnpackedBytes);
    }

    /**
     * @return at least one posting
     * @throws UnreadableFileException saying what is wrong with the file and what to do
     */
    public List<SourceDocument> read(SourceFile file) throws UnreadableFileException {
        if (file.kind().isPicture()) {
            throw new IllegalArgumentException("The picture %s is for the ScreenshotReader.".formatted(file.name()));
        }
        try {
            return switch (file.kind()) {
                case HTML -> html.read(file);
                case PDF -> List.of(pdf.read(file));
                case DOCX -> List.of(docx.read(file));
                case MARKDOWN -> List.of(MarkdownText.read(TextDetection.text(file)));
                case PLAIN_TEXT -> List.of(SourceDocument.of(TextDetection.text(file)));
                case PNG, JPEG, WEBP -> List.of();
            };
        } catch (RuntimeException e) {
            // Nobody knows of a file that does this; the sender of one is to get an answer all the same.
            throw new UnreadableFileException(
                    Fault.BROKEN,
                    "The file %s cannot be read. Save it again, or send its text.".formatted(file.name()),
                    e);
        } catch (StackOverflowError e) {
            // Parsers descend into what is nested; the stack is whole again once they are left.
            throw new UnreadableFileException(
                    Fault.BROKEN,
                    "The file %s is nested too deeply to be read. Save it again, or send its text."
                            .formatted(file.name()),
                    e);
        }
    }
}
