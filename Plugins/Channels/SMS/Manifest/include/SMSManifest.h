/* The manifest of the plugin `sms`, as its library carries it. */
#ifndef SMS_MANIFEST_H
#define SMS_MANIFEST_H

/* JSON, NUL-terminated, immortal. */
const char *sms_manifest_text(void);

#endif
