package dev.nextskill.ingest.source;

/**
 * A piece of text in a picture, as OCR found it; mostly a line, sometimes a part of one. Pixels count from the upper left.
 *
 * @param confidence the engine's mean over the characters, 0..1
 */
record RecognisedLine(String text, int left, int top, int right, int bottom, double confidence) {

    int width() {
        return Math.max(1, right - left);
    }

    int height() {
        return Math.max(1, bottom - top);
    }

    RecognisedLine movedDown(int pixels) {
        return new RecognisedLine(text, left, top + pixels, right, bottom + pixels, confidence);
    }

    RecognisedLine part(String words, int from, int to) {
        return new RecognisedLine(words, from, top, to, bottom, confidence);
    }
}
