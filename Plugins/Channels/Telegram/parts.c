/* See parts.h. Telegram counts in UTF-16 units, in which an emoji is two: a text that
 * another channel takes in one message may need two of Telegram's. */
#include "parts.h"

#include "json.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

/* A long text on its way. */
struct parts {
    channel *self;
    on_bot_answer on_answer;
    void *user;
    text parameters; /* of the whole */
    char *words;     /* all of them, decoded */
    size_t begun;    /* bytes of them that have gone out, or are going */
    int count;       /* of messages that have gone out, or are going */
};

static bool is_blank(char byte) { return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t'; }

/* Where the next message ends: behind a line, behind a word, or, where the whole second
 * half of it has neither, as late as Telegram allows. */
static size_t part_length(ork_str rest)
{
    size_t most = text_prefix(rest, TEXT_UNITS_MAX);
    if (most == rest.len) return most;
    for (size_t length = most; length > most / 2; length--)
        if (rest.ptr[length - 1] == '\n') return length;
    for (size_t length = most; length > most / 2; length--)
        if (is_blank(rest.ptr[length - 1])) return length;
    return most;
}

/* Telegram takes no message of nothing but blanks. */
static void skip_blanks(struct parts *parts)
{
    while (is_blank(parts->words[parts->begun])) parts->begun++;
}

static void discard(struct parts *parts)
{
    text_free(&parts->parameters);
    free(parts->words);
    free(parts);
}

static void end(struct parts *parts, const bot_answer *answer)
{
    bot_answer last = *answer;
    if (last.status != ORK_OK && parts->count > 1) {
        last.status = last.error.status = ORK_E_UNKNOWN_OUTCOME;
        last.error.retryable = 0;
        last.remedy = ORK_REMEDY_NONE;
    }
    parts->on_answer(parts->user, &last);
    discard(parts);
}

static void copy_member(text *parameters, ork_str whole, const char *name)
{
    ork_str member;
    if (!json_member(whole, name, &member)) return;
    text_add(parameters, STR(",\""));
    text_add(parameters, str_of(name));
    text_add(parameters, STR("\":"));
    text_add(parameters, member);
}

static void part_sent(void *user, const bot_answer *answer);

static ork_status send_next(struct parts *parts)
{
    ork_str rest = str_of(parts->words + parts->begun), whole = text_str(&parts->parameters);
    ork_str part = {rest.ptr, part_length(rest)};
    parts->begun += part.len;
    parts->count++;
    skip_blanks(parts);
    text parameters = {0};
    text_add(&parameters, STR("{\"text\":"));
    text_add_quoted(&parameters, part);
    copy_member(&parameters, whole, "chat_id");
    if (parts->words[parts->begun] == '\0') copy_member(&parameters, whole, "reply_markup");
    text_add(&parameters, STR("}"));
    ork_status status = parameters.is_out_of_memory
        ? ORK_E_INTERNAL
        : bot_call(parts->self, "sendMessage", text_str(&parameters), part_sent, parts);
    text_free(&parameters);
    return status;
}

static void part_sent(void *user, const bot_answer *answer)
{
    struct parts *parts = user;
    if (answer->status != ORK_OK || parts->words[parts->begun] == '\0') {
        end(parts, answer);
        return;
    }
    ork_status status = send_next(parts);
    if (status == ORK_OK) return;
    bot_answer failure = {.status = status, .error = {.size = sizeof(ork_error), .message = "the rest was not sent"}};
    end(parts, &failure);
}

/* The text of these parameters when it is too long for one message; NULL: it is not. */
static char *new_long_text(ork_str parameters)
{
    ork_str member;
    /* No unit is written in less than a byte. */
    if (!json_member(parameters, "text", &member) || member.len <= TEXT_UNITS_MAX) return NULL;
    char *words = malloc(member.len + 1);
    if (words == NULL || !json_text(member, words, member.len + 1)
        || text_prefix(str_of(words), TEXT_UNITS_MAX) == strlen(words)) {
        free(words);
        return NULL;
    }
    return words;
}

ork_status parts_send(channel *self, ork_str parameters, on_bot_answer on_answer, void *user)
{
    char *words = new_long_text(parameters);
    if (words == NULL) return bot_call(self, "sendMessage", parameters, on_answer, user);
    struct parts *parts = calloc(1, sizeof(*parts));
    if (parts == NULL) {
        free(words);
        return ORK_E_INTERNAL;
    }
    *parts = (struct parts){.self = self, .on_answer = on_answer, .user = user, .words = words};
    text_add(&parts->parameters, parameters);
    skip_blanks(parts);
    ork_status status = parts->parameters.is_out_of_memory ? ORK_E_INTERNAL : send_next(parts);
    if (status != ORK_OK) discard(parts);
    return status;
}
