/* The manifest of the plugin `orchestrator`, as its library carries it. */
#ifndef ORCHESTRATOR_MANIFEST_H
#define ORCHESTRATOR_MANIFEST_H

/* JSON, NUL-terminated, immortal. */
const char *orchestrator_manifest_text(void);

#endif
