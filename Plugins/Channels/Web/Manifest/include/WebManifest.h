/* The manifest of the plugin `web`, as its library carries it. */
#ifndef WEB_MANIFEST_H
#define WEB_MANIFEST_H

/* JSON, NUL-terminated, immortal. */
const char *web_manifest_text(void);

#endif
