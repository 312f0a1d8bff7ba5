/* The manifest of the plugin, as its library carries it. */
#ifndef PLUGIN_MANIFEST_H
#define PLUGIN_MANIFEST_H

/* JSON, NUL-terminated, immortal. */
const char *manifest_text(void);

#endif
