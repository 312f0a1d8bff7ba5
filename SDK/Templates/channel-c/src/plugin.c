/* The way in: the library's one exported symbol, and what the host finds behind
 * it. Here you change little more than the version. */
#include "channel.h"

#include <stdbool.h>
#include <string.h>

/* manifest.json, in the section that the host reads without running the plugin,
 * and NUL-terminated for the descriptor below. */
__asm__(
    ".pushsection ork_manifest, \"a\", %progbits\n"
    ".globl plugin_manifest\n"
    ".hidden plugin_manifest\n"
    "plugin_manifest:\n"
    ".incbin \"manifest.json\"\n"
    ".byte 0\n"
    ".popsection\n");
extern const char plugin_manifest[];

static bool equals(ork_str left, const char *right)
{
    return left.len == strlen(right) && memcmp(left.ptr, right, left.len) == 0;
}

/* As in manifest.json. */
static ork_descriptor descriptor = {
    .size = sizeof(ork_descriptor),
    .kind = ORK_KIND_CHANNEL,
    .id = {"newplugin", sizeof("newplugin") - 1},
    .name = {"New plugin", sizeof("New plugin") - 1},
    .version = {"0.1.0", sizeof("0.1.0") - 1},
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

/* Once, before the factory is used. */
static ork_status load(void)
{
    descriptor.manifest_json = (ork_str){plugin_manifest, strlen(plugin_manifest)};
    return ORK_OK;
}

static const void *get_factory(ork_str id) { return equals(id, ORK_PLUGIN_FACTORY_1) ? &factory : NULL; }

static const ork_entry entry = {
    .size = sizeof(ork_entry),
    .abi_major = ORK_ABI_MAJOR,
    .abi_minor = ORK_ABI_MINOR,
    .load = load,
    .get_factory = get_factory,
};

__attribute__((visibility("default"))) const ork_entry *orkesta_plugin_entry_v1(void) { return &entry; }
