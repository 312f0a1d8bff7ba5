/* The manifest of the plugin `quotation`, as its library carries it. */
#ifndef QUOTATION_MANIFEST_H
#define QUOTATION_MANIFEST_H

/* JSON, NUL-terminated, immortal. */
const char *quotation_manifest_text(void);

#endif
