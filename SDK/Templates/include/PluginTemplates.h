/* The files of new plugin projects, as the program carries them. */
#ifndef PLUGIN_TEMPLATES_H
#define PLUGIN_TEMPLATES_H

#include <stddef.h>

/* One file. All texts are NUL-terminated UTF-8 and immortal. */
typedef struct plugin_template_file {
    /* The project it belongs to: "agent-c", "agent-swift", "channel-c",
     * "channel-swift"; "headers" for the ABI that a C project carries. */
    const char *project;
    /* Its place in the project. */
    const char *path;
    const char *text;
} plugin_template_file;

/* Every file; *count says how many. Any thread. */
const plugin_template_file *plugin_template_files(size_t *count);

#endif
