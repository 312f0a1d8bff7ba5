/* The way into a library of one plugin, which every plugin in C writes alike: its
 * life, its descriptor and its entry. hello_agent.c has all of it written out.
 *
 * A source includes text.h first and this last. Before this it defines MANIFEST,
 * PLUGIN_ID, PLUGIN_NAME, `start`, PLUGIN, the type of its instances, with the
 * members `table` (ork_instance), `host` and `inst`, and `agent` (an ork_agent) or
 * CHANNEL, the name of an ork_channel. It may define PLUGIN_VERSION, ABI_MAJOR, ON_ACTIVATE(self), ON_POST (a function) and
 * TOOLS (an ork_tools).
 */
#ifndef ORKESTA_TESTS_ONE_PLUGIN_H
#define ORKESTA_TESTS_ONE_PLUGIN_H

#include "text.h"

#include <stdlib.h>

#ifndef PLUGIN_VERSION
#define PLUGIN_VERSION "1.0.0"
#endif
#ifndef ABI_MAJOR
#define ABI_MAJOR ORK_ABI_MAJOR
#endif
#ifndef ON_ACTIVATE
#define ON_ACTIVATE(self) (void)0
#endif
#ifndef ON_POST
#define ON_POST NULL
#endif

/* The host reads this section without running the plugin. */
ORK_MANIFEST_SECTION const char plugin_manifest[] = MANIFEST;

static ork_status activate(void *impl, ork_op op)
{
    PLUGIN *self = impl;
    ON_ACTIVATE(self);
    ork_completion ready = {.size = sizeof(ready), .status = ORK_OK};
    return self->host->complete(self->inst, op, &ready);
}

static void deactivate(void *impl) { (void)impl; }

static void destroy(void *impl) { free(impl); }

static const void *get_extension(void *impl, ork_str id)
{
    (void)impl;
#ifdef TOOLS
    if (equals(id, ORK_TOOLS_1)) return &TOOLS;
#endif
#ifdef CHANNEL
    return equals(id, ORK_CHANNEL_1) ? &CHANNEL : NULL;
#else
    return equals(id, ORK_AGENT_1) ? &agent : NULL;
#endif
}

static ork_status create(
    void *ctx, const ork_host *host, ork_inst inst, ork_str plugin_id, ork_str config_json,
    const ork_instance **instance, ork_error *error)
{
    (void)ctx, (void)plugin_id, (void)config_json, (void)error;
    PLUGIN *self = calloc(1, sizeof(*self));
    if (self == NULL) return ORK_E_INTERNAL;
    self->host = host;
    self->inst = inst;
    self->table = (ork_instance){
        .size = sizeof(ork_instance),
        .impl = self,
        .start = start,
        .activate = activate,
        .deactivate = deactivate,
        .destroy = destroy,
        .on_post = ON_POST,
        .get_extension = get_extension,
    };
    *instance = &self->table;
    return ORK_OK;
}

static const ork_descriptor descriptor = {
    .size = sizeof(ork_descriptor),
#ifdef CHANNEL
    .kind = ORK_KIND_CHANNEL,
#else
    .kind = ORK_KIND_AGENT,
#endif
    .id = CONSTANT_STR(PLUGIN_ID),
    .name = CONSTANT_STR(PLUGIN_NAME),
    .version = CONSTANT_STR(PLUGIN_VERSION),
    .manifest_json = CONSTANT_STR(MANIFEST),
};

static uint32_t count(void *ctx)
{
    (void)ctx;
    return 1;
}

static const ork_descriptor *describe(void *ctx, uint32_t index)
{
    (void)ctx;
    return index == 0 ? &descriptor : NULL;
}

static const ork_factory factory = {
    .size = sizeof(ork_factory), .count = count, .descriptor = describe, .create = create,
};

static const void *get_factory(ork_str id) { return equals(id, ORK_PLUGIN_FACTORY_1) ? &factory : NULL; }

static const ork_entry entry = {
    .size = sizeof(ork_entry),
    .abi_major = ABI_MAJOR,
    .abi_minor = ORK_ABI_MINOR,
    .get_factory = get_factory,
};

__attribute__((visibility("default"))) const ork_entry *orkesta_plugin_entry_v1(void) { return &entry; }

#endif
