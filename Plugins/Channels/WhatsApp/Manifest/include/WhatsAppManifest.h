/* The manifest of the plugin `whatsapp`, as its library carries it. */
#ifndef WHATSAPP_MANIFEST_H
#define WHATSAPP_MANIFEST_H

/* JSON, NUL-terminated, immortal. */
const char *whatsapp_manifest_text(void);

#endif
