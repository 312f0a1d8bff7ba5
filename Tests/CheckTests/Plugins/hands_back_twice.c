/* Gives the conversation to a person when asked for one, with a timer to answer
 * again, and finishes that timer's turn twice. */
#define WAKE wake_up
#include "agent.h"

static void end_turn(agent *self, ork_turn turn, uint32_t conversation)
{
    ork_turn_result result = {.size = sizeof(result), .conversation = conversation};
    ork_turn_finish(self->turns, self->inst, turn, ORK_OK, &result);
}

static void scheduled(void *user, ork_op op, const ork_completion *completion)
{
    (void)op;
    errand *job = user;
    if (completion->status != ORK_OK) return give_up(job, completion->status);
    end_turn(job->self, job->turn, ORK_CONVERSATION_PAUSE);
    free(job);
}

static int asks_for_a_person(ork_str text)
{
    static const char word[] = "persona";
    for (size_t at = 0; at + sizeof(word) - 1 <= text.len; at++) {
        if (memcmp(text.ptr + at, word, sizeof(word) - 1) == 0) return 1;
    }
    return 0;
}

static ork_status answer(agent *self, ork_turn turn, const ork_turn_input *input)
{
    if (!asks_for_a_person(input->text)) return reply(self, turn, STR("Hola."));
    const ork_clock_service *clock = self->host->get_service(self->inst, STR(ORK_CLOCK_1));
    errand *job = new_errand(self, turn);
    if (job == NULL) return ORK_E_INTERNAL;
    ork_call call = call_for(job, scheduled);
    int64_t due = ork_turn_now_ms(self->turns, self->inst, turn) + 3600000;
    ork_status status =
        ork_clock_schedule(clock, self->inst, &call, STR(ORK_TIMER_HAND_BACK), due, STR("{}"), &(ork_op){0});
    if (status != ORK_OK) give_up(job, status);
    return ORK_OK;
}

static ork_status wake_up(void *impl, ork_turn turn, const ork_turn_input *input)
{
    if (input->kind == ORK_TURN_EVENT) {
        finish(impl, turn, ORK_OK);
        return ORK_OK;
    }
    if (input->kind != ORK_TURN_TIMER) return ORK_E_UNSUPPORTED;
    end_turn(impl, turn, ORK_CONVERSATION_RESUME);
    /* A host of version 1.0 does not say. */
    int is_known = input->size >= offsetof(ork_turn_input, with_person) + sizeof(input->with_person);
    if (is_known && input->with_person == 1) end_turn(impl, turn, ORK_CONVERSATION_RESUME);
    return ORK_OK;
}
