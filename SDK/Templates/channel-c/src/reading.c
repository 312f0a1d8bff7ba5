/* Reads what waits for one customer out of ork.storage/1. The documents come one
 * by one, in the order of their keys, which is the order in which they were said. */
#include "reading.h"

#include "json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MESSAGES_MAX 100

bool is_address(ork_str address)
{
    if (address.len == 0 || address.len >= ADDRESS_SIZE) return false;
    for (size_t index = 0; index < address.len; index++) {
        char byte = address.ptr[index];
        bool is_letter = (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
        if (!is_letter && !(byte >= '0' && byte <= '9') && (byte == '\0' || strchr("+-_.@", byte) == NULL)) return false;
    }
    return true;
}

bool make_key(char key[KEY_SIZE], ork_str address, ork_str id)
{
    if (address.len + id.len + sizeof("to//") > KEY_SIZE) return false;
    snprintf(
        key, KEY_SIZE, "to/%.*s/%.*s", (int)address.len, address.ptr, (int)id.len, id.len > 0 ? id.ptr : "");
    return true;
}

/* A parameter of a query, as it is written there. */
static ork_str parameter(ork_str query, const char *name)
{
    size_t name_length = strlen(name), start = 0;
    while (start < query.len) {
        const char *at = query.ptr + start, *separator = memchr(at, '&', query.len - start);
        size_t length = separator == NULL ? query.len - start : (size_t)(separator - at);
        if (length > name_length && memcmp(at, name, name_length) == 0 && at[name_length] == '=')
            return (ork_str){at + name_length + 1, length - name_length - 1};
        start += length + 1;
    }
    return (ork_str){NULL, 0};
}

/* A response while its documents come in. */
struct reading {
    channel *self;
    ork_op op;
    char prefix[KEY_SIZE], after[KEY_SIZE];
    char *body;
    size_t length, capacity;
    bool is_out_of_memory;
};

static void append(struct reading *reading, ork_str text)
{
    if (reading->capacity - reading->length < text.len) {
        size_t capacity = (reading->length + text.len) * 2 + 256;
        char *body = realloc(reading->body, capacity);
        if (body == NULL) {
            reading->is_out_of_memory = true;
            return;
        }
        reading->body = body;
        reading->capacity = capacity;
    }
    if (text.len > 0) memcpy(reading->body + reading->length, text.ptr, text.len);
    reading->length += text.len;
}

static void removed(void *user, ork_op op, const ork_completion *completion)
{
    /* What could not be removed is removed by the next request. */
    (void)user, (void)op, (void)completion;
}

static void forget(channel *self, ork_str key)
{
    ork_call call = {.size = sizeof(call), .deadline_ms = STORAGE_DEADLINE_MS, .on_done = removed};
    ork_op ignored;
    ork_storage_remove(self->storage, self->inst, &call, key, &ignored);
}

/* The key and the value are borrowed until this returns. */
static void found(void *user, ork_op op, const ork_completion *completion)
{
    (void)op;
    struct reading *reading = user;
    const ork_document *document = completion->data;
    char key[KEY_SIZE], quoted[6 * KEY_SIZE + 3];
    size_t prefix = strlen(reading->prefix);
    if (document == NULL || document->key.len < prefix || document->key.len >= KEY_SIZE) return;
    snprintf(key, sizeof(key), "%.*s", (int)document->key.len, document->key.ptr);
    if (strcmp(key, reading->after) <= 0) {
        forget(reading->self, document->key);
        return;
    }
    size_t length = json_quote(text_of(key + prefix), quoted, sizeof(quoted));
    append(reading, text_of(reading->length > sizeof("{\"messages\":[") - 1 ? ",{\"id\":" : "{\"id\":"));
    append(reading, (ork_str){quoted, length});
    append(reading, STR(",\"reply\":"));
    append(reading, document->value_json);
    append(reading, STR("}"));
}

static void scanned(void *user, ork_op op, const ork_completion *completion)
{
    (void)op;
    struct reading *reading = user;
    append(reading, STR("]}"));
    if (completion->status != ORK_OK || reading->is_out_of_memory)
        respond_problem(reading->self, reading->op, 503, "the messages cannot be read now: try again");
    else
        respond(reading->self, reading->op, 200, "application/json", (ork_str){reading->body, reading->length});
    free(reading->body);
    free(reading);
}

ork_status read_messages(channel *self, ork_op op, ork_str query)
{
    ork_str to = parameter(query, "to"), after = parameter(query, "after");
    struct reading *reading = calloc(1, sizeof(*reading));
    if (reading == NULL) return ORK_E_INTERNAL;
    reading->self = self;
    reading->op = op;
    if (!is_address(to) || !make_key(reading->prefix, to, STR("")) || !make_key(reading->after, to, after)) {
        free(reading);
        respond_problem(self, op, 400, "to: the customer is expected, as ?to=ana; after: the id of a message");
        return ORK_OK;
    }
    append(reading, STR("{\"messages\":["));
    ork_call call = {
        .size = sizeof(call),
        .deadline_ms = STORAGE_DEADLINE_MS,
        .user = reading,
        .on_event = found,
        .on_done = scanned,
    };
    ork_op ignored;
    ork_status status = ork_storage_scan(
        self->storage, self->inst, &call, text_of(reading->prefix), STR(""), MESSAGES_MAX, &ignored);
    if (status != ORK_OK) {
        free(reading->body);
        free(reading);
    }
    return status;
}
