package dev.nextskill.ingest.source;

/**
 * A rectangle of a picture in which text stands, in pixels.
 *
 * @param x of its centre, from the left
 * @param y of its centre, from the top
 * @param width along the text
 * @param tilt by which the text runs downwards, in radians; 0 when it is level
 */
record TextBox(double x, double y, double width, double height, double tilt) {

    /**
     * Larger on all sides by the same, as text is than the core of it that the detection model marks.
     *
     * @param ratio the margin in areas of this box for each length of its outline, the DB paper's r'
     * @see <a href="https://arxiv.org/abs/1911.08947">Real-time Scene Text Detection with Differentiable Binarization</a>
     */
    TextBox widened(double ratio) {
        var margin = width * height * ratio / (2 * (width + height));
        return new TextBox(x, y, width + 2 * margin, height + 2 * margin, tilt);
    }

    /** In another picture's pixels: scaled, then moved. */
    TextBox in(double perPixelX, double perPixelY, double moved) {
        return new TextBox(x * perPixelX + moved, y * perPixelY + moved, width * perPixelX, height * perPixelY, tilt);
    }

    /** Half the width of the level rectangle around it. */
    double reachX() {
        return (width * Math.cos(tilt) + height * Math.abs(Math.sin(tilt))) / 2;
    }

    /** Half the height of the level rectangle around it. */
    double reachY() {
        return (height * Math.cos(tilt) + width * Math.abs(Math.sin(tilt))) / 2;
    }
}
