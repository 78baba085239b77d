package dev.nextskill.ingest.source;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;

/** OCR: finds and reads the lines of a picture. Implementations are thread-safe. */
public interface TextRecognition {

    /** What the events name as the engine, with its version. */
    String engine();

    /** The pieces of text in any order; none when there are none. */
    List<RecognisedLine> recognise(BufferedImage picture) throws IOException;
}
