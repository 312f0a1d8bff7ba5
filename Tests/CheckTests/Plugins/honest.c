/* Breaks nothing: it counts the customer's messages in its storage, answers when
 * the number is written, and fails the turn when anything fails. */
#include "agent.h"

#include <stdio.h>

static void written(void *user, ork_op op, const ork_completion *completion)
{
    (void)op;
    errand *job = user;
    if (completion->status != ORK_OK) return give_up(job, completion->status);
    ork_log_write(job->self->log, job->self->inst, ORK_LOG_INFO, STR("A message was counted"), STR(""));
    reply(job->self, job->turn, STR("Lo anoté."));
    free(job);
}

static void counted(void *user, ork_op op, const ork_completion *completion)
{
    (void)op;
    errand *job = user;
    ork_status status = completion->status;
    if (status != ORK_OK && status != ORK_E_NOT_FOUND) return give_up(job, status);
    if (ork_turn_is_cancelled(job->self->turns, job->self->inst, job->turn) == 1) return give_up(job, ORK_E_CANCELLED);
    long before = 0;
    if (status == ORK_OK && completion->json.len < 20) {
        char digits[20] = {0};
        memcpy(digits, completion->json.ptr, completion->json.len);
        before = strtol(digits, NULL, 10);
    }
    char next[24];
    int length = snprintf(next, sizeof(next), "%ld", before + 1);
    ork_call call = call_for(job, written);
    status = ork_storage_put(job->self->storage, job->self->inst, &call, STR("messages"),
                             (ork_str){next, (size_t)length}, &(ork_op){0});
    if (status != ORK_OK) give_up(job, status);
}

static ork_status answer(agent *self, ork_turn turn, const ork_turn_input *input)
{
    (void)input;
    errand *job = new_errand(self, turn);
    if (job == NULL) return ORK_E_INTERNAL;
    ork_call call = call_for(job, counted);
    ork_status status = ork_storage_get(self->storage, self->inst, &call, STR("messages"), &(ork_op){0});
    if (status == ORK_E_UNSUPPORTED) {
        free(job);
        return reply(self, turn, STR("Hola."));
    }
    if (status != ORK_OK) give_up(job, status);
    return ORK_OK;
}
