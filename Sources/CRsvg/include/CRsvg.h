// PDF from SVG by librsvg, cairo and pango, which are loaded when they are needed: no program is linked with them.

#ifndef ADEM_CRSVG_H
#define ADEM_CRSVG_H

#include <stddef.h>

/// The result of `adem_rsvg_write_pdf`.
enum adem_rsvg_result {
  ADEM_RSVG_DONE = 0,
  /// librsvg 2.46 or later is not installed.
  ADEM_RSVG_MISSING = 1,
  /// A page could not be read or drawn.
  ADEM_RSVG_REFUSED = 2,
};

/// Returns the width of a text on one line, drawn in the first installed of the families, in units of the font size;
/// below zero if librsvg is not installed. For one thread at a time.
double adem_rsvg_text_width(const char *text, const char *families, int is_bold);

/// Receives bytes of a PDF in order.
typedef void (*adem_rsvg_sink)(void *context, const unsigned char *bytes, size_t count);

/// Writes a PDF with one page for each SVG text.
///
/// Width and height are those of a page, in points. The text of each page ends with a NUL.
int adem_rsvg_write_pdf(const char *const *pages, size_t count, double width, double height, const char *title,
                        adem_rsvg_sink sink, void *context);

#endif
