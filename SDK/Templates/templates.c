/* Data: the files of new plugin projects. `orkesta plugin new` writes them, so it
 * works wherever the program lies. What projects have in common is embedded once:
 * shared-c is in both kinds in C, the ABI's exports.map in all. A test compares this
 * list with the folders. */
#include "PluginTemplates.h"

/* #embed is C23; clang offers it in C11 as an extension. */
#pragma clang diagnostic ignored "-Wc23-extensions"

static const char exports_map[] = {
#embed "../ABI/exports.map"
    , 0};
static const char shared_c__gitignore[] = {
#embed "shared-c/.gitignore"
    , 0};
static const char shared_c_Makefile[] = {
#embed "shared-c/Makefile"
    , 0};
static const char shared_c_src_json_c[] = {
#embed "shared-c/src/json.c"
    , 0};
static const char shared_c_src_json_h[] = {
#embed "shared-c/src/json.h"
    , 0};
static const char agent_c_README_md[] = {
#embed "agent-c/README.md"
    , 0};
static const char agent_c_manifest_json[] = {
#embed "agent-c/manifest.json"
    , 0};
static const char agent_c_plugins_d_newplugin_yaml[] = {
#embed "agent-c/plugins.d/newplugin.yaml"
    , 0};
static const char agent_c_src_agent_c[] = {
#embed "agent-c/src/agent.c"
    , 0};
static const char agent_c_src_agent_h[] = {
#embed "agent-c/src/agent.h"
    , 0};
static const char agent_c_src_plugin_c[] = {
#embed "agent-c/src/plugin.c"
    , 0};
static const char agent_swift__gitignore[] = {
#embed "agent-swift/.gitignore"
    , 0};
static const char agent_swift_Package_swift[] = {
#embed "agent-swift/Package.swift"
    , 0};
static const char agent_swift_README_md[] = {
#embed "agent-swift/README.md"
    , 0};
static const char agent_swift_Sources_NewPluginManifest_include_NewPluginManifest_h[] = {
#embed "agent-swift/Sources/NewPluginManifest/include/NewPluginManifest.h"
    , 0};
static const char agent_swift_Sources_NewPluginManifest_manifest_c[] = {
#embed "agent-swift/Sources/NewPluginManifest/manifest.c"
    , 0};
static const char agent_swift_Sources_NewPluginManifest_manifest_json[] = {
#embed "agent-swift/Sources/NewPluginManifest/manifest.json"
    , 0};
static const char agent_swift_Sources_NewPlugin_Entry_swift[] = {
#embed "agent-swift/Sources/NewPlugin/Entry.swift"
    , 0};
static const char agent_swift_Sources_NewPlugin_NewPlugin_swift[] = {
#embed "agent-swift/Sources/NewPlugin/NewPlugin.swift"
    , 0};
static const char agent_swift_plugins_d_newplugin_yaml[] = {
#embed "agent-swift/plugins.d/newplugin.yaml"
    , 0};
static const char channel_c_README_md[] = {
#embed "channel-c/README.md"
    , 0};
static const char channel_c_dev_json[] = {
#embed "channel-c/dev.json"
    , 0};
static const char channel_c_manifest_json[] = {
#embed "channel-c/manifest.json"
    , 0};
static const char channel_c_plugins_d_newplugin_yaml[] = {
#embed "channel-c/plugins.d/newplugin.yaml"
    , 0};
static const char channel_c_src_channel_c[] = {
#embed "channel-c/src/channel.c"
    , 0};
static const char channel_c_src_channel_h[] = {
#embed "channel-c/src/channel.h"
    , 0};
static const char channel_c_src_plugin_c[] = {
#embed "channel-c/src/plugin.c"
    , 0};
static const char channel_c_src_reading_c[] = {
#embed "channel-c/src/reading.c"
    , 0};
static const char channel_c_src_reading_h[] = {
#embed "channel-c/src/reading.h"
    , 0};
static const char channel_c_src_responses_c[] = {
#embed "channel-c/src/responses.c"
    , 0};
static const char channel_c_src_responses_h[] = {
#embed "channel-c/src/responses.h"
    , 0};
static const char channel_swift__gitignore[] = {
#embed "channel-swift/.gitignore"
    , 0};
static const char channel_swift_Package_swift[] = {
#embed "channel-swift/Package.swift"
    , 0};
static const char channel_swift_README_md[] = {
#embed "channel-swift/README.md"
    , 0};
static const char channel_swift_Sources_NewPluginManifest_include_NewPluginManifest_h[] = {
#embed "channel-swift/Sources/NewPluginManifest/include/NewPluginManifest.h"
    , 0};
static const char channel_swift_Sources_NewPluginManifest_manifest_c[] = {
#embed "channel-swift/Sources/NewPluginManifest/manifest.c"
    , 0};
static const char channel_swift_Sources_NewPluginManifest_manifest_json[] = {
#embed "channel-swift/Sources/NewPluginManifest/manifest.json"
    , 0};
static const char channel_swift_Sources_NewPlugin_Entry_swift[] = {
#embed "channel-swift/Sources/NewPlugin/Entry.swift"
    , 0};
static const char channel_swift_Sources_NewPlugin_NewPlugin_swift[] = {
#embed "channel-swift/Sources/NewPlugin/NewPlugin.swift"
    , 0};
static const char channel_swift_Sources_NewPlugin_WaitingMessages_swift[] = {
#embed "channel-swift/Sources/NewPlugin/WaitingMessages.swift"
    , 0};
static const char channel_swift_dev_json[] = {
#embed "channel-swift/dev.json"
    , 0};
static const char channel_swift_plugins_d_newplugin_yaml[] = {
#embed "channel-swift/plugins.d/newplugin.yaml"
    , 0};
static const char headers_include_orkesta_base_h[] = {
#embed "../ABI/include/orkesta/base.h"
    , 0};
static const char headers_include_orkesta_entry_h[] = {
#embed "../ABI/include/orkesta/entry.h"
    , 0};
static const char headers_include_orkesta_orkesta_h[] = {
#embed "../ABI/include/orkesta/orkesta.h"
    , 0};
static const char headers_include_orkesta_ext_agent_h[] = {
#embed "../ABI/include/orkesta/ext/agent.h"
    , 0};
static const char headers_include_orkesta_ext_catalog_h[] = {
#embed "../ABI/include/orkesta/ext/catalog.h"
    , 0};
static const char headers_include_orkesta_ext_channel_h[] = {
#embed "../ABI/include/orkesta/ext/channel.h"
    , 0};
static const char headers_include_orkesta_ext_channel_host_h[] = {
#embed "../ABI/include/orkesta/ext/channel_host.h"
    , 0};
static const char headers_include_orkesta_ext_clock_h[] = {
#embed "../ABI/include/orkesta/ext/clock.h"
    , 0};
static const char headers_include_orkesta_ext_conversation_h[] = {
#embed "../ABI/include/orkesta/ext/conversation.h"
    , 0};
static const char headers_include_orkesta_ext_llm_h[] = {
#embed "../ABI/include/orkesta/ext/llm.h"
    , 0};
static const char headers_include_orkesta_ext_crypto_h[] = {
#embed "../ABI/include/orkesta/ext/crypto.h"
    , 0};
static const char headers_include_orkesta_ext_dunning_h[] = {
#embed "../ABI/include/orkesta/ext/dunning.h"
    , 0};
static const char headers_include_orkesta_ext_http_h[] = {
#embed "../ABI/include/orkesta/ext/http.h"
    , 0};
static const char headers_include_orkesta_ext_log_h[] = {
#embed "../ABI/include/orkesta/ext/log.h"
    , 0};
static const char headers_include_orkesta_ext_mail_h[] = {
#embed "../ABI/include/orkesta/ext/mail.h"
    , 0};
static const char headers_include_orkesta_ext_media_h[] = {
#embed "../ABI/include/orkesta/ext/media.h"
    , 0};
static const char headers_include_orkesta_ext_search_h[] = {
#embed "../ABI/include/orkesta/ext/search.h"
    , 0};
static const char headers_include_orkesta_ext_orders_h[] = {
#embed "../ABI/include/orkesta/ext/orders.h"
    , 0};
static const char headers_include_orkesta_ext_payments_h[] = {
#embed "../ABI/include/orkesta/ext/payments.h"
    , 0};
static const char headers_include_orkesta_ext_quotes_h[] = {
#embed "../ABI/include/orkesta/ext/quotes.h"
    , 0};
static const char headers_include_orkesta_ext_stock_h[] = {
#embed "../ABI/include/orkesta/ext/stock.h"
    , 0};
static const char headers_include_orkesta_ext_storage_h[] = {
#embed "../ABI/include/orkesta/ext/storage.h"
    , 0};
static const char headers_include_orkesta_ext_templates_h[] = {
#embed "../ABI/include/orkesta/ext/templates.h"
    , 0};
static const char headers_include_orkesta_ext_tools_h[] = {
#embed "../ABI/include/orkesta/ext/tools.h"
    , 0};
static const char headers_include_orkesta_ext_turn_h[] = {
#embed "../ABI/include/orkesta/ext/turn.h"
    , 0};

static const plugin_template_file files[] = {
    {"agent-c", ".gitignore", shared_c__gitignore},
    {"agent-c", "Makefile", shared_c_Makefile},
    {"agent-c", "README.md", agent_c_README_md},
    {"agent-c", "exports.map", exports_map},
    {"agent-c", "manifest.json", agent_c_manifest_json},
    {"agent-c", "plugins.d/newplugin.yaml", agent_c_plugins_d_newplugin_yaml},
    {"agent-c", "src/agent.c", agent_c_src_agent_c},
    {"agent-c", "src/agent.h", agent_c_src_agent_h},
    {"agent-c", "src/json.c", shared_c_src_json_c},
    {"agent-c", "src/json.h", shared_c_src_json_h},
    {"agent-c", "src/plugin.c", agent_c_src_plugin_c},
    {"agent-swift", ".gitignore", agent_swift__gitignore},
    {"agent-swift", "Package.swift", agent_swift_Package_swift},
    {"agent-swift", "README.md", agent_swift_README_md},
    {"agent-swift", "Sources/NewPluginManifest/include/NewPluginManifest.h", agent_swift_Sources_NewPluginManifest_include_NewPluginManifest_h},
    {"agent-swift", "Sources/NewPluginManifest/manifest.c", agent_swift_Sources_NewPluginManifest_manifest_c},
    {"agent-swift", "Sources/NewPluginManifest/manifest.json", agent_swift_Sources_NewPluginManifest_manifest_json},
    {"agent-swift", "Sources/NewPlugin/Entry.swift", agent_swift_Sources_NewPlugin_Entry_swift},
    {"agent-swift", "Sources/NewPlugin/NewPlugin.swift", agent_swift_Sources_NewPlugin_NewPlugin_swift},
    {"agent-swift", "exports.map", exports_map},
    {"agent-swift", "plugins.d/newplugin.yaml", agent_swift_plugins_d_newplugin_yaml},
    {"channel-c", ".gitignore", shared_c__gitignore},
    {"channel-c", "Makefile", shared_c_Makefile},
    {"channel-c", "README.md", channel_c_README_md},
    {"channel-c", "dev.json", channel_c_dev_json},
    {"channel-c", "exports.map", exports_map},
    {"channel-c", "manifest.json", channel_c_manifest_json},
    {"channel-c", "plugins.d/newplugin.yaml", channel_c_plugins_d_newplugin_yaml},
    {"channel-c", "src/channel.c", channel_c_src_channel_c},
    {"channel-c", "src/channel.h", channel_c_src_channel_h},
    {"channel-c", "src/json.c", shared_c_src_json_c},
    {"channel-c", "src/json.h", shared_c_src_json_h},
    {"channel-c", "src/plugin.c", channel_c_src_plugin_c},
    {"channel-c", "src/reading.c", channel_c_src_reading_c},
    {"channel-c", "src/reading.h", channel_c_src_reading_h},
    {"channel-c", "src/responses.c", channel_c_src_responses_c},
    {"channel-c", "src/responses.h", channel_c_src_responses_h},
    {"channel-swift", ".gitignore", channel_swift__gitignore},
    {"channel-swift", "Package.swift", channel_swift_Package_swift},
    {"channel-swift", "README.md", channel_swift_README_md},
    {"channel-swift", "Sources/NewPluginManifest/include/NewPluginManifest.h", channel_swift_Sources_NewPluginManifest_include_NewPluginManifest_h},
    {"channel-swift", "Sources/NewPluginManifest/manifest.c", channel_swift_Sources_NewPluginManifest_manifest_c},
    {"channel-swift", "Sources/NewPluginManifest/manifest.json", channel_swift_Sources_NewPluginManifest_manifest_json},
    {"channel-swift", "Sources/NewPlugin/Entry.swift", channel_swift_Sources_NewPlugin_Entry_swift},
    {"channel-swift", "Sources/NewPlugin/NewPlugin.swift", channel_swift_Sources_NewPlugin_NewPlugin_swift},
    {"channel-swift", "Sources/NewPlugin/WaitingMessages.swift", channel_swift_Sources_NewPlugin_WaitingMessages_swift},
    {"channel-swift", "dev.json", channel_swift_dev_json},
    {"channel-swift", "exports.map", exports_map},
    {"channel-swift", "plugins.d/newplugin.yaml", channel_swift_plugins_d_newplugin_yaml},
    {"headers", "include/orkesta/base.h", headers_include_orkesta_base_h},
    {"headers", "include/orkesta/entry.h", headers_include_orkesta_entry_h},
    {"headers", "include/orkesta/orkesta.h", headers_include_orkesta_orkesta_h},
    {"headers", "include/orkesta/ext/agent.h", headers_include_orkesta_ext_agent_h},
    {"headers", "include/orkesta/ext/catalog.h", headers_include_orkesta_ext_catalog_h},
    {"headers", "include/orkesta/ext/channel.h", headers_include_orkesta_ext_channel_h},
    {"headers", "include/orkesta/ext/channel_host.h", headers_include_orkesta_ext_channel_host_h},
    {"headers", "include/orkesta/ext/clock.h", headers_include_orkesta_ext_clock_h},
    {"headers", "include/orkesta/ext/conversation.h", headers_include_orkesta_ext_conversation_h},
    {"headers", "include/orkesta/ext/llm.h", headers_include_orkesta_ext_llm_h},
    {"headers", "include/orkesta/ext/crypto.h", headers_include_orkesta_ext_crypto_h},
    {"headers", "include/orkesta/ext/dunning.h", headers_include_orkesta_ext_dunning_h},
    {"headers", "include/orkesta/ext/http.h", headers_include_orkesta_ext_http_h},
    {"headers", "include/orkesta/ext/log.h", headers_include_orkesta_ext_log_h},
    {"headers", "include/orkesta/ext/mail.h", headers_include_orkesta_ext_mail_h},
    {"headers", "include/orkesta/ext/media.h", headers_include_orkesta_ext_media_h},
    {"headers", "include/orkesta/ext/search.h", headers_include_orkesta_ext_search_h},
    {"headers", "include/orkesta/ext/orders.h", headers_include_orkesta_ext_orders_h},
    {"headers", "include/orkesta/ext/payments.h", headers_include_orkesta_ext_payments_h},
    {"headers", "include/orkesta/ext/quotes.h", headers_include_orkesta_ext_quotes_h},
    {"headers", "include/orkesta/ext/stock.h", headers_include_orkesta_ext_stock_h},
    {"headers", "include/orkesta/ext/storage.h", headers_include_orkesta_ext_storage_h},
    {"headers", "include/orkesta/ext/templates.h", headers_include_orkesta_ext_templates_h},
    {"headers", "include/orkesta/ext/tools.h", headers_include_orkesta_ext_tools_h},
    {"headers", "include/orkesta/ext/turn.h", headers_include_orkesta_ext_turn_h},
};

const plugin_template_file *plugin_template_files(size_t *count)
{
    *count = sizeof(files) / sizeof(files[0]);
    return files;
}
