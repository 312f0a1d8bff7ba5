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

/* The types of a signature ("f64 pow(f64 base, f64 exponent)"; names are optional,
 * then arg1, arg2, ...), and what C has for each:
 *
 *   void         void         result only
 *   i32, i64     int32_t, int64_t
 *   f64          double       a result that is not finite is an error
 *   bool         bool
 *   str          const char * NUL-terminated UTF-8. As a parameter: the host's, valid
 *                             until return. As a result: the plugin's, copied at once,
 *                             valid until the next call; NULL is null
 *   out(N)       char *, size_t   parameter only: a buffer of the host with N bytes,
 *                             zeroed; the text up to its first NUL belongs to the result
 *
 * At most 8 parameters; no structs, float, callbacks or variable arguments. */

/* One tool. Valid until destroy. Either a turn tool (function NULL), called
 * through ork_tools.call, or a native one: a C function with a declared
 * signature, whose C type is proven by ORK_SIG. A native function is called
 * where the plugin runs, [lane]; its parameters are named as in the schema. */
typedef struct ork_tool {
    uint32_t size;
    uint32_t effect;          /* ORK_TOOL_... */
    ork_str name;
    ork_str description;
    ork_str parameters_json;  /* JSON Schema, an object; closed to other members
                                 unless it says additionalProperties. Empty for a
                                 native tool: made from its signature */
    ork_str signature;        /* of a native tool; empty otherwise */
    void (*function)(void);   /* of a native tool; NULL otherwise */
} ork_tool;

/* Compiles only when `fn` has exactly the type `type`:
 * ORK_SIG(pow, double (*)(double, double)). */
#define ORK_SIG(fn, type) ((void (*)(void))_Generic((fn), type : (fn)))

/* Read once, after start. At most 64; names are unique among a tenant's tools:
 * 1 to 64 of a-z, A-Z, 0-9, '_' and '-'. */
typedef struct ork_tools {
    uint32_t size;
    uint32_t count;
    const ork_tool *tools;
    size_t stride;            /* bytes from one tool to the next */

    /* [lane] Runs a turn tool with arguments that the host validated; `op` is
     * answered through ork_host.complete with `json` set. `turn` is the turn in
     * which it is called: one of this instance's own, or another agent's, valid
     * until `op` is answered (services work in it, finish does not), or 0. NULL
     * when there are only native tools. */
    ork_status (*call)(void *impl, ork_op op, ork_turn turn, ork_str name, ork_str arguments_json);
} ork_tools;

#ifdef __cplusplus
}
#endif
#endif
