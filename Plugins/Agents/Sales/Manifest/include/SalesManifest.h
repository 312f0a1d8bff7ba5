/* The manifest of the plugin `sales`, as its library carries it. */
#ifndef SALES_MANIFEST_H
#define SALES_MANIFEST_H

/* JSON, NUL-terminated, immortal. */
const char *sales_manifest_text(void);

#endif
