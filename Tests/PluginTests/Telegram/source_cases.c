/* The Telegram channel's sources with a host and a Bot API that do as they are told;
 * compiled and run by a test. Prints each case that fails, and exits with their number.
 *
 * The sources allocate by functions of this file, so that memory ends where a case says. */
#undef malloc
#undef calloc
#undef realloc

#include "bot_api.h"
#include "channel.h"
#include "json.h"
#include "parts.h"
#include "polling.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int failures;

#define EXPECT(condition)                                  \
    do {                                                   \
        if (!(condition)) {                                \
            printf("line %d: %s\n", __LINE__, #condition); \
            failures++;                                    \
        }                                                  \
    } while (0)

/* ---- Memory. */

static int allocations_left; /* below zero: as many as are wanted */

static bool may_allocate(void)
{
    if (allocations_left == 0) return false;
    if (allocations_left > 0) allocations_left--;
    return true;
}

void *test_malloc(size_t size) { return may_allocate() ? malloc(size) : NULL; }
void *test_calloc(size_t count, size_t size) { return may_allocate() ? calloc(count, size) : NULL; }
void *test_realloc(void *old, size_t size) { return may_allocate() ? realloc(old, size) : NULL; }

/* ---- The host: counts deliveries, fails one of them, and keeps a response. */

static int delivered, failing; /* `failing`: which delivery fails, from 1; 0: none */
static ork_status failure;
static uint32_t response_code;
static char response_body[2000];

static void copy(char *to, size_t size, ork_str from)
{
    snprintf(to, size, "%.*s", (int)from.len, from.len > 0 ? from.ptr : "");
}

static ork_status deliver(ork_inst inst, ork_op op, const ork_inbound *message)
{
    (void)inst, (void)op, (void)message;
    if (delivered + 1 == failing) return failure;
    delivered++;
    return ORK_OK;
}

static ork_status respond(
    ork_inst inst, ork_op op, uint32_t code, const ork_header *headers, size_t header_count, ork_str body)
{
    (void)inst, (void)op, (void)headers, (void)header_count;
    response_code = code;
    copy(response_body, sizeof(response_body), body);
    return ORK_OK;
}

static const ork_channel_host_service inbox = {.size = sizeof(inbox), .deliver = deliver, .respond = respond};
static channel bot = {.inst = 1, .inbox = &inbox};

void channel_warn(const channel *self, const char *message) { (void)self, (void)message; }

/* ---- The Bot API: what was called, and how it is answered. */

static on_bot_answer waiting;
static void *waiting_user;
static int calls;
static char called_with[100000]; /* the last call's parameters */
static ork_status call_status;

ork_status bot_ask(
    channel *self, const char *method, ork_str query, int64_t wait_ms, on_bot_answer on_answer, void *user)
{
    (void)self, (void)method, (void)query, (void)wait_ms;
    waiting = on_answer;
    waiting_user = user;
    return ORK_OK;
}

ork_status bot_call(channel *self, const char *method, ork_str parameters, on_bot_answer on_answer, void *user)
{
    (void)self, (void)method;
    calls++;
    copy(called_with, sizeof(called_with), parameters);
    waiting = on_answer;
    waiting_user = user;
    return call_status;
}

/* ---- Polls. */

#define MESSAGE(id)                                                                             \
    "{\"update_id\":" #id ",\"message\":{\"date\":1,\"from\":{\"id\":7,\"first_name\":\"Ana\"}," \
    "\"chat\":{\"id\":7,\"type\":\"private\"},\"text\":\"hola\"}}"
#define TAP(id)                                                                                        \
    "{\"update_id\":" #id ",\"callback_query\":{\"id\":\"1\",\"data\":\"0\",\"from\":{\"id\":7}," \
    "\"message\":{\"chat\":{\"id\":7,\"type\":\"private\"},\"reply_markup\":{\"inline_keyboard\":"  \
    "[[{\"text\":\"Sí\",\"callback_data\":\"0\"}]]}}}}"
#define PLACE(id)                                                                          \
    "{\"update_id\":" #id ",\"message\":{\"date\":1,\"from\":{\"id\":7},"                   \
    "\"chat\":{\"id\":7,\"type\":\"private\"},\"location\":{\"latitude\":19.43,\"longitude\":-99.13}}}"

/* A poll behind `cursor` that brings these updates while memory and deliveries fail as
 * said. */
static void poll(const char *cursor, const char *updates, int failing_delivery, ork_status status, int allocations)
{
    delivered = 0, calls = 0;
    call_status = ORK_E_UNAVAILABLE;
    failing = failing_delivery, failure = status;
    response_code = 0;
    allocations_left = -1;
    EXPECT(channel_pull(&bot, 1, str_of(cursor)) == ORK_OK);
    bot_answer answer = {.status = ORK_OK, .result = str_of(updates)};
    allocations_left = allocations;
    waiting(waiting_user, &answer);
    allocations_left = -1;
}

static bool ended(uint32_t code, const char *body) { return response_code == code && strcmp(response_body, body) == 0; }

static void a_poll_ends_behind_what_it_delivered(void)
{
    static const char three[] = "[" MESSAGE(41) "," MESSAGE(42) "," MESSAGE(43) "]";
    poll("40", three, 0, ORK_OK, -1);
    EXPECT(delivered == 3 && ended(200, "43"));
    poll("40", "[]", 0, ORK_OK, -1);
    EXPECT(ended(200, "40"));
    poll("", "[]", 0, ORK_OK, -1);
    EXPECT(ended(200, ""));
    static const ork_status passing[] = {ORK_E_BUDGET, ORK_E_INTERNAL, ORK_E_STALE, ORK_E_UNAVAILABLE, -4711};
    for (size_t index = 0; index < sizeof(passing) / sizeof(passing[0]); index++) {
        poll("40", three, 2, passing[index], -1);
        EXPECT(delivered == 1 && ended(200, "41"));
        /* Nothing at all: asked again at once, it would be no better. */
        poll("40", three, 1, passing[index], -1);
        EXPECT(delivered == 0 && response_code == 503);
    }
    /* One that nobody will ever read holds up nobody. */
    poll("40", three, 2, ORK_E_INVALID, -1);
    EXPECT(ended(200, "43"));
    /* What is not wanted neither: Telegram may have kept it from a time when it was. */
    static const char others[] = "[" MESSAGE(41) ",{\"update_id\":42,\"edited_message\":{\"date\":1,"
        "\"from\":{\"id\":7},\"chat\":{\"id\":7,\"type\":\"private\"},\"text\":\"hola\"}},"
        "{\"update_id\":43,\"my_chat_member\":{\"chat\":{\"id\":7,\"type\":\"private\"},\"from\":{\"id\":7}}}]";
    poll("40", others, 0, ORK_OK, -1);
    EXPECT(delivered == 1 && ended(200, "43"));
}

/* Whichever allocation fails, a message comes again that was not delivered. */
static void a_poll_waits_for_memory(void)
{
    static const char *const one[] = {"[" MESSAGE(41) "]", "[" TAP(41) "]", "[" PLACE(41) "]"};
    for (size_t index = 0; index < sizeof(one) / sizeof(one[0]); index++) {
        int needed = 0;
        while (poll("40", one[index], 0, ORK_OK, needed), delivered == 0 && needed < 100) {
            EXPECT(response_code == 503);
            /* A tap that comes again is not said to be too old. */
            EXPECT(calls == 0);
            needed++;
        }
        EXPECT(needed > 0 && needed < 100);
        EXPECT(ended(200, "41"));
    }
}

/* ---- Long texts. */

static int answers;
static ork_status last_status;

static void counted(void *user, const bot_answer *answer)
{
    (void)user;
    answers++;
    last_status = answer->status;
}

/* So many of `unit`, as the parameters of a message with a button. */
static void send_text(const char *unit, int count)
{
    static char parameters[100000];
    int length = snprintf(parameters, sizeof(parameters), "{\"chat_id\":7,\"text\":\"");
    for (int index = 0; index < count; index++)
        length += snprintf(parameters + length, sizeof(parameters) - (size_t)length, "%s", unit);
    snprintf(parameters + length, sizeof(parameters) - (size_t)length, "\",\"reply_markup\":{\"a\":1}}");
    calls = 0, answers = 0;
    call_status = ORK_OK;
    EXPECT(parts_send(&bot, str_of(parameters), counted, NULL) == ORK_OK);
}

static void answer(ork_status status)
{
    bot_answer given = {.status = status, .result = STR("{\"message_id\":5}")};
    waiting(waiting_user, &given);
}

static size_t length_of_call(void)
{
    ork_str member;
    static char words[100000];
    if (!json_member(str_of(called_with), "text", &member) || !json_text(member, words, sizeof(words))) return 0;
    return strlen(words);
}

static bool has_buttons(void)
{
    ork_str member;
    return json_member(str_of(called_with), "reply_markup", &member);
}

static void texts_are_parted_as_telegram_counts(void)
{
    send_text("a", 4096);
    EXPECT(length_of_call() == 4096 && has_buttons());
    answer(ORK_OK);
    EXPECT(calls == 1 && answers == 1 && last_status == ORK_OK);
    /* A pair counts twice, and is never parted. */
    send_text("😀", 2048);
    EXPECT(length_of_call() == 4 * 2048 && has_buttons());
    answer(ORK_OK);
    EXPECT(calls == 1 && answers == 1);
    send_text("😀", 2049);
    EXPECT(length_of_call() == 4 * 2048 && !has_buttons());
    answer(ORK_OK);
    EXPECT(calls == 2 && answers == 0 && length_of_call() == 4 && has_buttons());
    answer(ORK_OK);
    EXPECT(calls == 2 && answers == 1 && last_status == ORK_OK);
    /* Behind a word, whose blank nobody misses; in the writing of JSON it is longer. */
    send_text("\\u00e1 la orden\\n", 400);
    EXPECT(length_of_call() == 372 * 12 && !has_buttons());
    answer(ORK_OK);
    EXPECT(length_of_call() == 28 * 12 && has_buttons());
    answer(ORK_OK);
    EXPECT(answers == 1);
}

static void a_text_that_has_begun_is_not_begun_again(void)
{
    send_text("a", 9000);
    answer(ORK_E_RATE_LIMITED);
    EXPECT(answers == 1 && last_status == ORK_E_RATE_LIMITED);
    send_text("a", 9000);
    answer(ORK_OK);
    answer(ORK_E_RATE_LIMITED);
    EXPECT(calls == 2 && answers == 1 && last_status == ORK_E_UNKNOWN_OUTCOME);
    send_text("a", 9000);
    call_status = ORK_E_BUDGET;
    answer(ORK_OK);
    EXPECT(calls == 2 && answers == 1 && last_status == ORK_E_UNKNOWN_OUTCOME);
}

static void captions_are_cut_as_telegram_counts(void)
{
    static const char ten[] = "😀😀😀😀😀";
    text cut = {0};
    text_add_cut(&cut, str_of(ten), 10);
    EXPECT(cut.length == 20);
    text_free(&cut);
    text_add_cut(&cut, str_of(ten), 9);
    EXPECT(cut.length == 16 + 3 && memcmp(cut.bytes + 16, "…", 3) == 0);
    text_free(&cut);
    text_add_cut(&cut, str_of(ten), 8);
    EXPECT(cut.length == 12 + 3);
    text_free(&cut);
}

int main(void)
{
    allocations_left = -1;
    a_poll_ends_behind_what_it_delivered();
    a_poll_waits_for_memory();
    texts_are_parted_as_telegram_counts();
    a_text_that_has_begun_is_not_begun_again();
    captions_are_cut_as_telegram_counts();
    return failures;
}
