/* The way in: the library's one exported symbol, and what the host finds behind it. */
#include "channel.h"
#include "telegram.h"
#include "text.h"

/* #embed is C23; clang offers it in C11 as an extension. */
#pragma clang diagnostic ignored "-Wc23-extensions"

ORK_MANIFEST_SECTION static const char manifest[] = {
#embed "manifest.json"
    , 0};

/* As in manifest.json. */
static const ork_descriptor descriptor = {
    .size = sizeof(ork_descriptor),
    .kind = ORK_KIND_CHANNEL,
    .id = {"telegram", sizeof("telegram") - 1},
    .name = {"Telegram", sizeof("Telegram") - 1},
    .version = {"1.0.0", sizeof("1.0.0") - 1},
    .manifest_json = {manifest, sizeof(manifest) - 1},
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

static ork_status create(
    void *ctx, const ork_host *host, ork_inst inst, ork_str plugin_id, ork_str config_json,
    const ork_instance **instance, ork_error *error)
{
    (void)ctx, (void)plugin_id;
    return channel_create(host, inst, config_json, instance, error);
}

static const ork_factory factory = {
    .size = sizeof(ork_factory), .count = count, .descriptor = describe, .create = create,
};

static const void *get_factory(ork_str id) { return str_equals(id, ORK_PLUGIN_FACTORY_1) ? &factory : NULL; }

static const ork_entry entry = {
    .size = sizeof(ork_entry),
    .abi_major = ORK_ABI_MAJOR,
    .abi_minor = ORK_ABI_MINOR,
    .get_factory = get_factory,
};

__attribute__((visibility("default"))) const ork_entry *orkesta_plugin_entry_v1(void) { return &entry; }
