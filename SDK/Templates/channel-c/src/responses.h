/* An instance of the channel, what its parts share, and what it tells whoever
 * asks over HTTP. */
#ifndef PLUGIN_RESPONSES_H
#define PLUGIN_RESPONSES_H

#include <orkesta/orkesta.h>

#include <stdbool.h>
#include <stdint.h>

#define STR(literal) ((ork_str){(literal), sizeof(literal) - 1})
#define STORAGE_DEADLINE_MS 2000

/* One tenant's instance. */
typedef struct channel {
    ork_instance instance;
    const ork_host *host;
    ork_inst inst;
    const ork_channel_host_service *inbox;
    const ork_storage_service *storage;
    char token[201]; /* 200 characters, as manifest.json says; empty: nobody is let in */
} channel;

/* A NUL-terminated text, borrowed. */
ork_str text_of(const char *text);
bool equals(ork_str left, const char *right);

/* Ends an ingest. */
void respond(channel *self, ork_op op, uint32_t code, const char *content_type, ork_str body);

/* Ends an ingest with a problem document (RFC 9457); `detail` needs no escapes. */
void respond_problem(channel *self, ork_op op, uint32_t code, const char *detail);

#endif
