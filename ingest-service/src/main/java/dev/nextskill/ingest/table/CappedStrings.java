package dev.nextskill.ingest.table;

import java.util.ArrayList;
import java.util.List;
import org.apache.poi.ss.usermodel.RichTextString;
import org.apache.poi.xssf.model.SharedStrings;
import org.apache.poi.xssf.usermodel.XSSFRichTextString;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/**
 * The texts that a workbook keeps in one place (ECMA-376 part 1, 18.4), within limits: POI's own table has none. Of a text that is
 * longer than a cell may be one character more is kept, so that it is still too long. Phonetic hints are left out.
 */
final class CappedStrings extends DefaultHandler implements SharedStrings {

    private final TableLimits limits;
    private final List<String> strings = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private long characters;
    private boolean inText;
    private int phonetic;

    CappedStrings(TableLimits limits) {
        this.limits = limits;
    }

    /** Whether there was more than may be kept; then the last ones are missing. */
    boolean isFull() {
        return characters > limits.maxSharedCharacters();
    }

    @Override
    public void startElement(String uri, String localName, String qName, Attributes attributes) {
        switch (localName) {
            case "si" -> text.setLength(0);
            case "rPh" -> phonetic++;
            case "t" -> inText = phonetic == 0;
            default -> {}
        }
    }

    @Override
    public void characters(char[] buffer, int start, int length) {
        if (inText) {
            text.append(buffer, start, Math.max(0, Math.min(length, limits.maxCellCharacters() + 1 - text.length())));
        }
    }

    @Override
    public void endElement(String uri, String localName, String qName) {
        switch (localName) {
            case "t" -> inText = false;
            case "rPh" -> phonetic--;
            case "si" -> {
                // An entry costs memory even when it is empty.
                characters += text.length() + 16L;
                if (!isFull()) {
                    strings.add(text.toString());
                }
            }
            default -> {}
        }
    }

    @Override
    public RichTextString getItemAt(int index) {
        return new XSSFRichTextString(index >= 0 && index < strings.size() ? strings.get(index) : "");
    }

    @Override
    public int getCount() {
        return strings.size();
    }

    @Override
    public int getUniqueCount() {
        return strings.size();
    }
}
