#include "CRsvg.h"

#include <dlfcn.h>
#include <string.h>

// The declarations of the libraries' stable interfaces that are used here (librsvg 2.46, cairo 1.16, pango 1.44).

typedef struct {
  double x, y, width, height;
} rectangle;

enum { pdf_metadata_title = 0, cairo_success = 0, pango_scale = 1024, pango_weight_bold = 700 };

static struct {
  void *(*handle_new)(const unsigned char *, size_t, void **);
  int (*handle_render)(void *, void *, const rectangle *, void **);
  void (*object_unref)(void *);
  void (*error_free)(void *);
  void *(*pdf_new)(int (*)(void *, const unsigned char *, unsigned), void *, double, double);
  void (*pdf_set_metadata)(void *, int, const char *);
  void *(*cairo_new)(void *);
  void (*show_page)(void *);
  int (*status)(void *);
  void (*cairo_destroy)(void *);
  void (*surface_finish)(void *);
  void (*surface_destroy)(void *);
  void *(*font_map)(void);
  void *(*context_new)(void *);
  void *(*layout_new)(void *);
  void (*layout_set_font)(void *, const void *);
  void (*layout_set_text)(void *, const char *, int);
  void (*layout_size)(void *, int *, int *);
  void *(*font_new)(void);
  void (*font_set_family)(void *, const char *);
  void (*font_set_weight)(void *, int);
  void (*font_set_size)(void *, double);
  void (*font_free)(void *);
} lib;

static const char *const names[] = {
    "librsvg-2.so.2",
    "librsvg-2.2.dylib",
    "/opt/homebrew/lib/librsvg-2.2.dylib",
    "/usr/local/lib/librsvg-2.2.dylib",
};

// Libraries that librsvg depends on, whose functions `dlsym` also finds in its handle, with one exception: a librsvg
// that was linked as one file.
static int load(void) {
  static int state; // 0 before the first call, 1 if loaded, -1 if missing
  if (state != 0) return state == 1;
  void *found = NULL;
  for (size_t i = 0; i < sizeof names / sizeof *names && !found; i++) found = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
  if (!found) {
    state = -1;
    return 0;
  }
  const struct {
    void **place;
    const char *name;
  } functions[] = {
      {(void **)&lib.handle_new, "rsvg_handle_new_from_data"},
      {(void **)&lib.handle_render, "rsvg_handle_render_document"},
      {(void **)&lib.object_unref, "g_object_unref"},
      {(void **)&lib.error_free, "g_error_free"},
      {(void **)&lib.pdf_new, "cairo_pdf_surface_create_for_stream"},
      {(void **)&lib.pdf_set_metadata, "cairo_pdf_surface_set_metadata"},
      {(void **)&lib.cairo_new, "cairo_create"},
      {(void **)&lib.show_page, "cairo_show_page"},
      {(void **)&lib.status, "cairo_status"},
      {(void **)&lib.cairo_destroy, "cairo_destroy"},
      {(void **)&lib.surface_finish, "cairo_surface_finish"},
      {(void **)&lib.surface_destroy, "cairo_surface_destroy"},
      {(void **)&lib.font_map, "pango_cairo_font_map_get_default"},
      {(void **)&lib.context_new, "pango_font_map_create_context"},
      {(void **)&lib.layout_new, "pango_layout_new"},
      {(void **)&lib.layout_set_font, "pango_layout_set_font_description"},
      {(void **)&lib.layout_set_text, "pango_layout_set_text"},
      {(void **)&lib.layout_size, "pango_layout_get_size"},
      {(void **)&lib.font_new, "pango_font_description_new"},
      {(void **)&lib.font_set_family, "pango_font_description_set_family"},
      {(void **)&lib.font_set_weight, "pango_font_description_set_weight"},
      {(void **)&lib.font_set_size, "pango_font_description_set_absolute_size"},
      {(void **)&lib.font_free, "pango_font_description_free"},
  };
  state = 1;
  for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
    void *function = dlsym(found, functions[i].name);
    if (!function) state = -1;
    memcpy(functions[i].place, &function, sizeof function);
  }
  return state == 1;
}

double adem_rsvg_text_width(const char *text, const char *families, int is_bold) {
  static void *layout;
  // Large, so that hints for small letters on a screen do not matter.
  const double size = 1000;
  if (!load()) return -1;
  if (!layout) layout = lib.layout_new(lib.context_new(lib.font_map()));
  void *font = lib.font_new();
  lib.font_set_family(font, families);
  if (is_bold) lib.font_set_weight(font, pango_weight_bold);
  lib.font_set_size(font, size * pango_scale);
  lib.layout_set_font(layout, font);
  lib.layout_set_text(layout, text, -1);
  int width = 0, height = 0;
  lib.layout_size(layout, &width, &height);
  lib.font_free(font);
  return width / (size * pango_scale);
}

struct output {
  adem_rsvg_sink sink;
  void *context;
};

static int append(void *closure, const unsigned char *bytes, unsigned count) {
  const struct output *output = closure;
  output->sink(output->context, bytes, count);
  return cairo_success;
}

static int draw(void *cairo, const char *page, const rectangle *area) {
  void *error = NULL;
  void *handle = lib.handle_new((const unsigned char *)page, strlen(page), &error);
  int is_drawn = handle && lib.handle_render(handle, cairo, area, &error);
  if (error) lib.error_free(error);
  if (handle) lib.object_unref(handle);
  return is_drawn;
}

int adem_rsvg_write_pdf(const char *const *pages, size_t count, double width, double height, const char *title,
                        adem_rsvg_sink sink, void *context) {
  if (!load()) return ADEM_RSVG_MISSING;
  struct output output = {sink, context};
  void *surface = lib.pdf_new(append, &output, width, height);
  lib.pdf_set_metadata(surface, pdf_metadata_title, title);
  void *cairo = lib.cairo_new(surface);
  const rectangle area = {0, 0, width, height};
  int is_drawn = 1;
  for (size_t i = 0; i < count && is_drawn; i++) {
    is_drawn = draw(cairo, pages[i], &area);
    lib.show_page(cairo);
  }
  lib.surface_finish(surface);
  is_drawn = is_drawn && lib.status(cairo) == cairo_success;
  lib.cairo_destroy(cairo);
  lib.surface_destroy(surface);
  return is_drawn ? ADEM_RSVG_DONE : ADEM_RSVG_REFUSED;
}
