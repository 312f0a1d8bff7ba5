// Cairo and Pango for Host/Documents. What C says with macros or with types that
// Swift cannot see is a function here.
#ifndef ORKESTA_CPANGO_SHIM_H
#define ORKESTA_CPANGO_SHIM_H

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

static inline void ork_release(void *object) {
    if (object) g_object_unref(object);
}

// Pango's lengths are integers, 1024 to the point.
static inline int ork_pango_units(double points) { return pango_units_from_double(points); }
static inline double ork_points(int units) { return pango_units_to_double(units); }

// The font map that Pango makes for Cairo is one whose resolution can be set.
static inline PangoFontMap *ork_font_map_new(double dots_per_inch) {
    PangoFontMap *map = pango_cairo_font_map_new();
    pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(map), dots_per_inch);
    return map;
}

#endif
