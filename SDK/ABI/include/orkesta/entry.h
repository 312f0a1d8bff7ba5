/* Entry and lifecycle: how the host finds, makes and ends plugin instances.
 *
 * A library exports exactly one symbol:
 *
 *     const ork_entry *orkesta_plugin_entry_v1(void);
 *
 * pure, no I/O, no host calls, the same pointer each time. Order of a life:
 *
 *   create -> start -> activate -> ... -> drain -> (cancels, every on_done)
 *   -> deactivate -> destroy
 *
 * deactivate is called only after activate completed with ORK_OK; destroy after
 * every create that returned ORK_OK. An instance belongs to one tenant;
 * instances share nothing but read-only data. The host never calls destroy from
 * inside a call of the instance, and never unloads the library.
 *
 * The host opens a library with RTLD_NOW | RTLD_LOCAL: every symbol must resolve at
 * once. It has no executable stack, starts no thread and opens nothing when it is
 * loaded, and never ends the process. One written in Swift links the Swift runtime
 * statically; one that shares the host's says so in its manifest (`swift`, below).
 */
#ifndef ORKESTA_ENTRY_H
#define ORKESTA_ENTRY_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

#define ORK_PLUGIN_FACTORY_1 "ork.plugin-factory/1"

/* What the host offers. Immortal: valid from create to the end of the process. */
typedef struct ork_host {
    uint32_t size;
    uint32_t abi_major;
    uint32_t abi_minor;
    uint32_t reserved;
    ork_str name;
    ork_str version;

    /* [any] from start on. The service's table (immortal), or NULL when the host
     * does not have it. `id` is one of the ORK_..._1 strings. */
    const void *(*get_service)(ork_inst inst, ork_str id);

    /* [any] Asks for ork_instance.on_post(impl, token) on the lane; once for each
     * call, in order. Accepted until destroy returns, then ORK_E_STALE. */
    ork_status (*post)(ork_inst inst, uint64_t token);

    /* [any] Answers an operation that the host gave to the plugin (activate,
     * drain, search, ...); exactly once each, possibly before that call returned.
     * A second answer is ORK_E_STALE and a violation. The host copies it. */
    ork_status (*complete)(ork_inst inst, ork_op op, const ork_completion *answer);

    /* [any] Asks to cancel a service call of this instance. on_done still comes
     * and tells the truth: ORK_E_CANCELLED only when nothing happened. */
    ork_status (*cancel)(ork_inst inst, ork_op op);
} ork_host;

/* One tenant's instance, as the plugin presents it. All functions [lane]. */
typedef struct ork_instance {
    uint32_t size;
    uint32_t reserved;
    void *impl;               /* the plugin's own; given back to every call */

    /* May look services up; may not use them. */
    ork_status (*start)(void *impl);

    /* May use services. Returns fast; `op` is answered by host->complete when
     * the instance is ready. Turns, searches and sends come only after that. */
    ork_status (*activate)(void *impl, ork_op op);

    /* No new work comes; finish what runs within deadline_ms and answer `op`.
     * NULL: nothing to finish. */
    ork_status (*drain)(void *impl, int64_t deadline_ms, ork_op op);

    /* No more work comes; services may not be used from its return on. */
    void (*deactivate)(void *impl);

    /* Frees everything. Nothing of this instance is called afterwards. */
    void (*destroy)(void *impl);

    /* One call for each accepted host->post, with its token. NULL: never posts. */
    void (*on_post)(void *impl, uint64_t token);

    /* The table of an interface ("ork.agent/1", ...), valid until destroy, or
     * NULL. Asked once after create. */
    const void *(*get_extension)(void *impl, ork_str id);
} ork_instance;

#define ORK_KIND_AGENT 1u
#define ORK_KIND_CHANNEL 2u

/* A plugin of this library. Immortal. manifest_json is the document that is
 * also in the ELF section `ork_manifest`. */
typedef struct ork_descriptor {
    uint32_t size;
    uint32_t kind;            /* ORK_KIND_...; others are refused */
    ork_str id;
    ork_str name;
    ork_str version;
    ork_str manifest_json;
} ork_descriptor;

/* All functions [any]; count and descriptor also [scan]. */
typedef struct ork_factory {
    uint32_t size;
    uint32_t reserved;
    void *ctx;                /* the plugin's own; given back to every call */

    /* [scan] [any] How many plugins the library has; the same each time. */
    uint32_t (*count)(void *ctx);

    /* [scan] [any] The plugin at an index below count, or NULL beyond. */
    const ork_descriptor *(*descriptor)(void *ctx, uint32_t index);

    /* Makes an instance without host calls. config_json is borrowed and already
     * valid against the manifest's schema. *instance is the plugin's, valid until
     * its destroy returns. On failure nothing is left and *error says why. */
    ork_status (*create)(
        void *ctx, const ork_host *host, ork_inst inst, ork_str plugin_id, ork_str config_json,
        const ork_instance **instance, ork_error *error);
} ork_factory;

typedef struct ork_entry {
    uint32_t size;
    uint32_t abi_major;       /* must equal ORK_ABI_MAJOR of the host */
    uint32_t abi_minor;
    uint32_t reserved;

    /* [scan] Once for each dlopen, before any factory is used, on a thread that may
     * compute for long. NULL allowed. */
    ork_status (*load)(void);

    /* [scan] ORK_PLUGIN_FACTORY_1 gives an immortal ork_factory; unknown ids NULL. */
    const void *(*get_factory)(ork_str id);
} ork_entry;

/* The one exported symbol. */
typedef const ork_entry *(*ork_entry_function)(void);
#define ORK_ENTRY_SYMBOL "orkesta_plugin_entry_v1"

/* The manifest is a JSON object: `id` (a-z, 0-9 and '-', at most 63), `name`,
 * `version`, `kind` ("agent" or "channel"), `interfaces` (what get_extension
 * answers), `services` ({"required": [...], "optional": [...]}: what get_service is
 * asked for), `config` (JSON Schema of the settings, an object, whose properties
 * may be marked `secret` and `egress`, and say in `expects` for people what their
 * `pattern` wants: "an id of digits"), `egress` (hosts), `isolation`, `limits`,
 * `swift` ({"module_abi_name", "toolchain"}) when it shares the host's runtime, and for
 * a channel `channel`: what its settings say to the host while no instance runs.
 *
 *     {"sender": NAME, "account": NAME, "pull": [{"setting": NAME, "is": VALUE}]}
 *
 * `sender` and `account` name the settings that ork_channel_caps tells as its `sender`
 * and `account` (no secrets): a request to the address of a platform's app, which serves
 * many tenants, goes to those whose value is a whole word of it, of 5 to 200 bytes.
 * Without `sender` the channel has no such address. `pull` says when the host starts the
 * channel to ask for what is new (ORK_CAP_PULL): false never, true always, else when one
 * of these settings has its value, or without `is` any that is not empty. Without `pull`
 * every tenant's channel is started.
 *
 * ORK_MANIFEST_SECTION puts it where the host reads it without running code:
 *
 *     ORK_MANIFEST_SECTION const char catalog_manifest[] = {
 *     #embed "manifest.json"
 *         , 0};
 *
 * (or a string literal, where the compiler has no #embed). One for a library;
 * the document is NUL-terminated. */
#define ORK_MANIFEST_SECTION __attribute__((section("ork_manifest"), used, retain))

#ifdef __cplusplus
}
#endif
#endif
