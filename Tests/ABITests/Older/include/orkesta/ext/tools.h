/* ork.tools/1: tools that a plugin offers to dialogues and to language models. */
#ifndef ORKESTA_EXT_TOOLS_H
#define ORKESTA_EXT_TOOLS_H

#include "../base.h"

#ifdef __cplusplus
extern "C" {
#endif

#define ORK_TOOLS_1 "ork.tools/1"

#define ORK_TOOL_READS 0u
#define ORK_TOOL_CHANGES_STATE 1u /* runs at most once a turn */

/* One tool. Valid until destroy. Either a turn tool (function NULL), called
 * through ork_tools.call, or a native one: a C function with a declared
 * signature ("f64 pow(f64, f64)"), proven by ORK_SIG. */
typedef struct ork_tool {
    uint32_t size;
    uint32_t effect;          /* ORK_TOOL_... */
    ork_str name;
    ork_str description;
    ork_str parameters_json;  /* JSON Schema, an object */
    ork_str signature;        /* of a native tool; empty otherwise */
    void (*function)(void);   /* of a native tool; NULL otherwise */
} ork_tool;

/* Compiles only when `fn` has exactly the type `type`. */
#define ORK_SIG(fn, type) ((void (*)(void))_Generic((fn), type : (fn)))

typedef struct ork_tools {
    uint32_t size;
    uint32_t count;
    const ork_tool *tools;
    size_t stride;            /* bytes from one tool to the next */

    /* [lane] Runs a turn tool with arguments that the host validated; `op` is
     * answered through ork_host.complete with `json` set. */
    ork_status (*call)(void *impl, ork_op op, ork_turn turn, ork_str name, ork_str arguments_json);
} ork_tools;

#ifdef __cplusplus
}
#endif
#endif
