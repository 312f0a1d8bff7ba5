/* The manifest of the plugin `email`, as its library carries it. */
#ifndef EMAIL_MANIFEST_H
#define EMAIL_MANIFEST_H

/* JSON, NUL-terminated, immortal. */
const char *email_manifest_text(void);

#endif
