/* See bot_api.h. Every failure is sorted here: whether to try again, when, and what else
 * would help. Why so, README.md says. */
#include "bot_api.h"

#include "json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A call whose answer is awaited. */
struct pending {
    on_bot_answer on_answer;
    void *user;
    bool is_question; /* it does nothing at Telegram: asked again, it does no harm */
};

void bot_url(const channel *self, text *url, const char *prefix)
{
    text_add(url, str_of(self->api_base_url));
    text_add(url, str_of(prefix));
    text_add(url, str_of(self->bot_token));
    text_add(url, STR("/"));
}

static void fail(bot_answer *answer, ork_status status, uint32_t remedy, const char *message)
{
    answer->status = status;
    answer->remedy = remedy;
    answer->error.status = status;
    answer->error.retryable = status == ORK_E_RATE_LIMITED || status == ORK_E_UNAVAILABLE;
    snprintf(answer->error.message, sizeof(answer->error.message), "%s", message);
}

/* {"ok": false, "error_code", "description", "parameters"}, with a code below 500: Telegram
 * has understood what was asked, and has not done it. */
static void read_refusal(bot_answer *answer, int64_t code, ork_str document)
{
    ork_str member;
    char description[200];
    int64_t seconds = 0;
    if (!json_member(document, "description", &member) || !json_text(member, description, sizeof(description)))
        snprintf(description, sizeof(description), "Telegram refused it with code %lld", (long long)code);
    if (json_member(document, "parameters", &member)) {
        ork_str wait;
        if (json_member(member, "retry_after", &wait)) json_integer(wait, &seconds);
    }
    switch (code) {
    case 429:
        /* Whoever asks again too early is made to wait longer. */
        fail(answer, ORK_E_RATE_LIMITED, ORK_REMEDY_WAIT_SENDER, description);
        answer->error.retry_after_ms = (seconds > 0 && seconds < 86400 ? seconds : 30) * 1000;
        break;
    case 401:
    case 404:
        fail(answer, ORK_E_DENIED, ORK_REMEDY_STOP, "Telegram does not know the bot token");
        break;
    case 403:
        fail(answer, ORK_E_REJECTED, ORK_REMEDY_OTHER_CHANNEL, description);
        break;
    case 400:
        fail(answer, ORK_E_REJECTED,
             strstr(description, "chat not found") != NULL ? ORK_REMEDY_OTHER_CHANNEL : ORK_REMEDY_NONE, description);
        break;
    default:
        fail(answer, ORK_E_REJECTED, ORK_REMEDY_NONE, description);
        break;
    }
    answer->error.provider_code = (int32_t)code;
}

/* An answer that does not say whether it was done: a failure within Telegram, or a page of
 * something in front of it, which may have let the request pass. A message of which that is
 * said would come twice if it were sent again. */
static void leave_open(bot_answer *answer, int64_t code, bool is_question)
{
    fail(answer, is_question ? ORK_E_UNAVAILABLE : ORK_E_UNKNOWN_OUTCOME, ORK_REMEDY_NONE,
         "Telegram's answer does not say whether it was done");
    answer->error.provider_code = (int32_t)code;
}

static void read_response(bot_answer *answer, const ork_http_response *response, bool is_question)
{
    ork_str member;
    int64_t code = response->status, own_code;
    if (json_member(response->body, "ok", &member) && str_equals(member, "true")
        && json_member(response->body, "result", &member)) {
        answer->status = ORK_OK;
        answer->result = member;
        return;
    }
    bool is_telegrams = json_member(response->body, "error_code", &member) && json_integer(member, &own_code);
    if (is_telegrams) code = own_code;
    if (code >= 500 || code < 300)
        leave_open(answer, code, is_question);
    else
        read_refusal(answer, code, response->body);
}

static void answered(void *user, ork_op op, const ork_completion *completion)
{
    (void)op;
    struct pending *pending = user;
    bot_answer answer = {.error = {.size = sizeof(ork_error)}};
    if (completion->status == ORK_OK && completion->data != NULL) {
        read_response(&answer, completion->data, pending->is_question);
    } else {
        char message[200];
        bool is_told = completion->error != NULL && completion->error->message[0] != '\0';
        snprintf(message, sizeof(message), "Telegram could not be reached%s%.150s", is_told ? ": " : "",
                 is_told ? completion->error->message : "");
        fail(&answer, completion->status == ORK_OK ? ORK_E_INTERNAL : completion->status, ORK_REMEDY_NONE, message);
        if (completion->error != NULL) answer.error.retryable = completion->error->retryable;
    }
    pending->on_answer(pending->user, &answer);
    free(pending);
}

/* Adds the URL to a request, and sends it. */
static ork_status begin(
    channel *self, const char *method, ork_str query, ork_http_call *request, int64_t wait_ms,
    on_bot_answer on_answer, void *user)
{
    struct pending *pending = malloc(sizeof(*pending));
    if (pending == NULL) return ORK_E_INTERNAL;
    bool is_question = str_equals(request->method, "GET");
    *pending = (struct pending){.on_answer = on_answer, .user = user, .is_question = is_question};
    text url = {0};
    bot_url(self, &url, "/bot");
    text_add(&url, str_of(method));
    if (query.len > 0) text_add(&url, STR("?"));
    text_add(&url, query);
    request->size = sizeof(*request);
    request->url = text_str(&url);
    ork_call call = {.size = sizeof(call), .deadline_ms = wait_ms, .user = pending, .on_done = answered};
    ork_op ignored;
    ork_status status =
        url.is_out_of_memory ? ORK_E_INTERNAL : ork_http_exchange(self->http, self->inst, &call, request, &ignored);
    if (status != ORK_OK) free(pending);
    text_free(&url);
    return status;
}

static ork_status post(
    channel *self, const char *method, ork_str type, ork_str body, int64_t wait_ms, on_bot_answer on_answer,
    void *user)
{
    ork_header header = {STR("Content-Type"), type};
    ork_http_call request = {.method = STR("POST"), .headers = &header, .header_count = 1, .body = body};
    return begin(self, method, (ork_str){0}, &request, wait_ms, on_answer, user);
}

ork_status bot_call(channel *self, const char *method, ork_str parameters, on_bot_answer on_answer, void *user)
{
    return post(self, method, STR("application/json"), parameters, 0, on_answer, user);
}

ork_status bot_call_within(
    channel *self, const char *method, ork_str parameters, int64_t wait_ms, on_bot_answer on_answer, void *user)
{
    return post(self, method, STR("application/json"), parameters, wait_ms, on_answer, user);
}

ork_status bot_upload(
    channel *self, const char *method, ork_str type, ork_str form, on_bot_answer on_answer, void *user)
{
    return post(self, method, type, form, 0, on_answer, user);
}

ork_status bot_ask(
    channel *self, const char *method, ork_str query, int64_t wait_ms, on_bot_answer on_answer, void *user)
{
    ork_http_call request = {.method = STR("GET")};
    return begin(self, method, query, &request, wait_ms, on_answer, user);
}
