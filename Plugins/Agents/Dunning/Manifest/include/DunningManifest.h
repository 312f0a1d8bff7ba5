/* The manifest of the plugin `dunning`, as its library carries it. */
#ifndef DUNNING_MANIFEST_H
#define DUNNING_MANIFEST_H

/* JSON, NUL-terminated, immortal. */
const char *dunning_manifest_text(void);

#endif
