/* See files.h. Three steps, each begun by the answer to the one before: where the
 * file lies, its bytes, and where the host keeps them. */
#include "files.h"

#include "bot_api.h"
#include "json.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A file that is being fetched. */
struct fetch {
    channel *self;
    ork_op op;
};

/* Ends the fetch; `fetch` is gone then. */
static void finish(struct fetch *fetch, ork_status status, const ork_error *error, ork_str json)
{
    ork_completion answer = {.size = sizeof(answer), .status = status, .error = error, .json = json};
    fetch->self->host->complete(fetch->self->inst, fetch->op, &answer);
    free(fetch);
}

static void kept(void *user, ork_op op, const ork_completion *completion)
{
    (void)op;
    struct fetch *fetch = user;
    ork_str id;
    if (completion->status != ORK_OK || !json_member(completion->json, "id", &id)) {
        finish(fetch, completion->status == ORK_OK ? ORK_E_CORRUPT : completion->status, completion->error, (ork_str){0});
        return;
    }
    text json = {0};
    text_add(&json, STR("{\"media\":"));
    text_add(&json, id);
    text_add(&json, STR("}"));
    finish(fetch, json.is_out_of_memory ? ORK_E_INTERNAL : ORK_OK, NULL, text_str(&json));
    text_free(&json);
}

/* The media type of a response, without its parameters. */
static ork_str media_type(const ork_http_response *response)
{
    for (size_t index = 0; index < response->header_count; index++) {
        ork_str value = response->headers[index].value;
        if (!str_equals_header(response->headers[index].name, "content-type") || value.len == 0) continue;
        const char *end = memchr(value.ptr, ';', value.len);
        return (ork_str){value.ptr, end == NULL ? value.len : (size_t)(end - value.ptr)};
    }
    return STR("application/octet-stream");
}

static void downloaded(void *user, ork_op op, const ork_completion *completion)
{
    (void)op;
    struct fetch *fetch = user;
    const ork_http_response *response = completion->data;
    if (completion->status != ORK_OK || response == NULL || response->status != 200) {
        ork_status status = completion->status != ORK_OK ? completion->status : ORK_E_UNAVAILABLE;
        finish(fetch, status, completion->error, (ork_str){0});
        return;
    }
    ork_call call = {.size = sizeof(call), .user = fetch, .on_done = kept};
    ork_op ignored;
    ork_status status = ork_media_put(
        fetch->self->media, fetch->self->inst, &call, media_type(response), (ork_str){0}, response->body, &ignored);
    if (status != ORK_OK) finish(fetch, status, NULL, (ork_str){0});
}

static void located(void *user, const bot_answer *answer)
{
    struct fetch *fetch = user;
    ork_str member;
    char path[400];
    if (answer->status != ORK_OK) {
        finish(fetch, answer->status, &answer->error, (ork_str){0});
        return;
    }
    if (!json_member(answer->result, "file_path", &member) || !json_text(member, path, sizeof(path))) {
        finish(fetch, ORK_E_NOT_FOUND, NULL, (ork_str){0});
        return;
    }
    text url = {0};
    bot_url(fetch->self, &url, "/file/bot");
    text_add(&url, str_of(path));
    ork_http_call request = {.size = sizeof(request), .method = STR("GET"), .url = text_str(&url)};
    ork_call call = {.size = sizeof(call), .deadline_ms = 60000, .user = fetch, .on_done = downloaded};
    ork_op ignored;
    ork_status status = url.is_out_of_memory
        ? ORK_E_INTERNAL
        : ork_http_exchange(fetch->self->http, fetch->self->inst, &call, &request, &ignored);
    if (status != ORK_OK) finish(fetch, status, NULL, (ork_str){0});
    text_free(&url);
}

ork_status channel_fetch_media(void *impl, ork_op op, ork_str reference)
{
    channel *self = impl;
    struct fetch *fetch = malloc(sizeof(*fetch));
    if (fetch == NULL) return ORK_E_INTERNAL;
    *fetch = (struct fetch){.self = self, .op = op};
    text query = {0};
    text_add(&query, STR("file_id="));
    text_add_escaped(&query, reference);
    ork_status status =
        query.is_out_of_memory ? ORK_E_INTERNAL : bot_ask(self, "getFile", text_str(&query), 0, located, fetch);
    if (status != ORK_OK) free(fetch);
    text_free(&query);
    return status;
}
