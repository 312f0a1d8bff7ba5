/* The manifest of the plugin `catalog`, as its library carries it. */
#ifndef CATALOG_MANIFEST_H
#define CATALOG_MANIFEST_H

/* JSON, NUL-terminated, immortal. */
const char *catalog_manifest_text(void);

#endif
