/* The ABI's headers as they were when the checker was built: rules are quoted from
 * them, and the line of a quotation is looked up here, so it cannot go stale. */
#include "OrkestaProbes.h"

/* #embed is C23; clang offers it in C11 as an extension. */
#pragma clang diagnostic ignored "-Wc23-extensions"

static const char base[] = {
#embed "../../ABI/include/orkesta/base.h"
};
static const char entry[] = {
#embed "../../ABI/include/orkesta/entry.h"
};
static const char ext_agent[] = {
#embed "../../ABI/include/orkesta/ext/agent.h"
};
static const char ext_catalog[] = {
#embed "../../ABI/include/orkesta/ext/catalog.h"
};
static const char ext_channel[] = {
#embed "../../ABI/include/orkesta/ext/channel.h"
};
static const char ext_channel_host[] = {
#embed "../../ABI/include/orkesta/ext/channel_host.h"
};
static const char ext_clock[] = {
#embed "../../ABI/include/orkesta/ext/clock.h"
};
static const char ext_conversation[] = {
#embed "../../ABI/include/orkesta/ext/conversation.h"
};
static const char ext_llm[] = {
#embed "../../ABI/include/orkesta/ext/llm.h"
};
static const char ext_crypto[] = {
#embed "../../ABI/include/orkesta/ext/crypto.h"
};
static const char ext_dunning[] = {
#embed "../../ABI/include/orkesta/ext/dunning.h"
};
static const char ext_http[] = {
#embed "../../ABI/include/orkesta/ext/http.h"
};
static const char ext_log[] = {
#embed "../../ABI/include/orkesta/ext/log.h"
};
static const char ext_mail[] = {
#embed "../../ABI/include/orkesta/ext/mail.h"
};
static const char ext_media[] = {
#embed "../../ABI/include/orkesta/ext/media.h"
};
static const char ext_orders[] = {
#embed "../../ABI/include/orkesta/ext/orders.h"
};
static const char ext_payments[] = {
#embed "../../ABI/include/orkesta/ext/payments.h"
};
static const char ext_quotes[] = {
#embed "../../ABI/include/orkesta/ext/quotes.h"
};
static const char ext_search[] = {
#embed "../../ABI/include/orkesta/ext/search.h"
};
static const char ext_stock[] = {
#embed "../../ABI/include/orkesta/ext/stock.h"
};
static const char ext_storage[] = {
#embed "../../ABI/include/orkesta/ext/storage.h"
};
static const char ext_templates[] = {
#embed "../../ABI/include/orkesta/ext/templates.h"
};
static const char ext_tools[] = {
#embed "../../ABI/include/orkesta/ext/tools.h"
};
static const char ext_turn[] = {
#embed "../../ABI/include/orkesta/ext/turn.h"
};

#define HEADER(path, text) {"orkesta/" path, text, sizeof(text)}

static const probe_header headers[] = {
    HEADER("base.h", base),
    HEADER("entry.h", entry),
    HEADER("ext/agent.h", ext_agent),
    HEADER("ext/catalog.h", ext_catalog),
    HEADER("ext/channel.h", ext_channel),
    HEADER("ext/channel_host.h", ext_channel_host),
    HEADER("ext/clock.h", ext_clock),
    HEADER("ext/conversation.h", ext_conversation),
    HEADER("ext/llm.h", ext_llm),
    HEADER("ext/crypto.h", ext_crypto),
    HEADER("ext/dunning.h", ext_dunning),
    HEADER("ext/http.h", ext_http),
    HEADER("ext/log.h", ext_log),
    HEADER("ext/mail.h", ext_mail),
    HEADER("ext/media.h", ext_media),
    HEADER("ext/orders.h", ext_orders),
    HEADER("ext/payments.h", ext_payments),
    HEADER("ext/quotes.h", ext_quotes),
    HEADER("ext/search.h", ext_search),
    HEADER("ext/stock.h", ext_stock),
    HEADER("ext/storage.h", ext_storage),
    HEADER("ext/templates.h", ext_templates),
    HEADER("ext/tools.h", ext_tools),
    HEADER("ext/turn.h", ext_turn),
};

size_t probe_header_count(void) { return sizeof(headers) / sizeof(headers[0]); }

probe_header probe_header_at(size_t index)
{
    return index < probe_header_count() ? headers[index] : (probe_header){0};
}
